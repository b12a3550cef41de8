import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import type { FindingLine, FindingPage, FindingTimeline, TroubleLine } from '../../src/contract/findings.js';
import type { Page } from '../../src/contract/session.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import { toCloudEvent } from '../../src/views/cloud-event.js';
import { Earshot } from '../support/earshot.js';
import { caller, comesOut, enters, hangsUp } from '../support/story.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MINUTE = 60_000;
const folder = mkdtempSync(path.join(tmpdir(), 'earshot-findings-'));
const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const settings = `
zone: UTC
nodes: { main: { name: Main menu }, billing: { name: Billing } }
owners:
  menu: { name: Menu design, person: { name: Maria Weiss, title: Head of self-service, email: maria@example.com }, email: menu@example.com,
    owns: [menus], words: { menu-maze: Callers go in circles }, minute: { costs: 0.5, currency: EUR }, acknowledgeWithin: 1d }
  it: { name: IT, owns: [queues] }
`;

/** What the mail server took. `onMail` fires when a mail is there whole, before its sender is told so. */
const mails: string[] = [];
let onMail: (() => Promise<void>) | undefined;
const smtp = new SMTPServer({
  authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], logger: false,
  onData: (stream, _, done) => {
    let text = '';
    stream.on('data', (chunk: Buffer) => void (text += chunk.toString()));
    stream.on('end', () => {
      mails.push(text);
      void Promise.resolve(onMail?.()).then(() => done());
    });
  },
});
smtp.on('error', () => undefined);

const hooks: { readonly id: string; readonly isSigned: boolean; readonly body: { readonly type: string; readonly data: { readonly title: string; readonly finding: FindingLine } } }[] = [];
let receiver: Server;
let earshot: Earshot;
let key = '';
let owner = '';
let other = '';
let supervisor = '';
let wall = '';

/** The Wednesday after today, 12:30 UTC. */
const noon = Math.ceil(Date.now() / DAY) * DAY;
const wednesday = noon + ((3 - new Date(noon).getUTCDay() + 7) % 7) * DAY + 12.5 * HOUR;

beforeAll(async () => {
  const [certKey, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '400', '-subj', '/CN=crm.example', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', certKey, '-out', cert], { stdio: 'ignore' });
  receiver = createServer({ key: readFileSync(certKey), cert: readFileSync(cert) }, (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => void (body += chunk.toString()));
    request.on('end', () => {
      const [id, at, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => String(request.headers[name]));
      const ours = createHmac('sha256', Buffer.alloc(24, 7)).update(`${id}.${at}.${body}`).digest('base64');
      hooks.push({ id: id ?? '', isSigned: signature === `v1,${ours}`, body: JSON.parse(body) as never });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => void receiver.listen(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => void smtp.listen(0, '127.0.0.1', resolve));
  const [file, webhooks] = [path.join(folder, 'floor.yaml'), path.join(folder, 'webhooks.yaml')];
  writeFileSync(file, settings);
  writeFileSync(webhooks, `menu: { url: 'https://127.0.0.1:${(receiver.address() as AddressInfo).port}/findings', secret: '${secret}' }`);
  earshot = await Earshot.prepare({
    EARSHOT_SETTINGS: file, EARSHOT_FINDINGS_WEBHOOKS_FILE: webhooks, EARSHOT_WEBHOOK_NETWORKS: '127.0.0.1', NODE_EXTRA_CA_CERTS: cert, EARSHOT_PUBLIC_URL: 'https://earshot.example.com',
    EARSHOT_SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}?ignoreTLS=true`, EARSHOT_MAIL_FROM: 'Earshot <earshot@example.com>',
  }, fileURLToPath(new URL('../support/moved-server.mjs', import.meta.url)));
  await itIs(wednesday);
  key = await earshot.command('keys', 'create', '--source', 'ivr');
  [owner, other, supervisor, wall] = [
    await earshot.command('tokens', 'create', '--role', 'owner', '--for', 'menu', '--label', 'Maria'), await earshot.command('tokens', 'create', '--role', 'owner', '--for', 'it'),
    await earshot.command('tokens', 'create', '--role', 'supervisor'), await earshot.command('tokens', 'create', '--role', 'wall'),
  ];
}, 120_000);
afterAll(async () => {
  await earshot.remove();
  await new Promise<void>((resolve) => { smtp.close(resolve); });
  receiver.close();
});

/** Earshot is started at that moment. */
async function itIs(moment: number): Promise<void> {
  earshot.set('EARSHOT_TEST_AHEAD', String(moment - Date.now()));
  await earshot.start();
}
async function killedAndBack(): Promise<void> {
  await earshot.kill();
  await earshot.start();
  await loaded();
}
/** Until the log is folded and the findings are read: before, whoever asks is told to come again. */
async function loaded(): Promise<void> {
  await earshot.caughtUp(supervisor);
  await until(async () => (await fetch(`${earshot.url}/api/v1/findings`, { headers: { authorization: `Bearer ${supervisor}` } })).status !== 503);
}

let called = 0;
/** So many callers from then on, one a minute over and over the hour, of whom the first ones go in circles. */
async function call(from: number, to: number, count: number, lost: number): Promise<void> {
  const events = Array.from({ length: count }, (_, nth): readonly EarshotEvent[] => {
    const begins = from + Math.floor(((to - from) * nth) / count);
    const story = caller({ id: `c-${(called += 1)}`, begins, to: '+12025550142' });
    const isLost = Math.floor(((nth + 1) * lost) / count) > Math.floor((nth * lost) / count);
    return (isLost
      ? story.at(1, enters('main')).at(20, enters('billing')).at(40, enters('main')).at(60, enters('billing')).at(80, enters('main')).at(180, comesOut('paid'), hangsUp())
      : story.at(1, enters('main')).at(20, enters('billing')).at(60, comesOut('paid'), hangsUp())).events;
  }).flat();
  for (let at = 0; at < events.length; at += 1_000) {
    const answer = await fetch(`${earshot.url}/ingest/events?history`, {
      method: 'POST', body: JSON.stringify(events.slice(at, at + 1_000).map(toCloudEvent)), headers: { 'content-type': 'application/cloudevents-batch+json', authorization: `Bearer ${key}` },
    });
    expect(answer.status).toBe(200);
  }
}

async function findings(token = owner): Promise<readonly FindingLine[]> {
  return (await earshot.get<Page<FindingLine>>('/api/v1/findings', token)).items;
}
const shown = (id: string): Promise<FindingPage> => earshot.get<FindingPage>(`/api/v1/findings/${encodeURIComponent(id)}`, owner);
async function say(id: string, word: string, body: object = {}, token = owner): Promise<{ readonly status: number; readonly page: FindingPage }> {
  const answer = await fetch(`${earshot.url}/api/v1/findings/${encodeURIComponent(id)}/${word}`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` } });
  return { status: answer.status, page: await answer.json() as FindingPage };
}
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!await isSo()) {
    if (Date.now() > deadline) throw new Error(`It did not come to that within 60 s: ${isSo.toString()}\n${earshot.output.slice(-3_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
const subjects = (): string[] => mails.map((mail) => /^Subject: (.*(?:\r\n[ \t].*)*)/m.exec(mail)?.[1]?.replaceAll(/\r\n[ \t]+/g, ' ') ?? '').map(decoded);
/** What a subject beyond ASCII is written as. */
function decoded(subject: string): string {
  return subject.replaceAll(/=\?UTF-8\?Q\?(.*?)\?=\s?/gi, (_, text: string) => Buffer.from(text.replaceAll('_', ' ').replaceAll(/=([0-9A-F]{2})/g, (__, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1').toString('utf8'));
}

let id = '';

test('a node\'s rate rises: a finding opens, and its owner hears of it once, though the server is killed while the mail goes out', async () => {
  for (const week of [1, 2, 3, 4]) await call(wednesday - week * 7 * DAY - 90 * MINUTE, wednesday - week * 7 * DAY, 100, 4);
  const died = new Promise<void>((resolve) => {
    onMail = async () => {
      onMail = undefined;
      await earshot.kill();
      resolve();
    };
  });
  await call(wednesday - 80 * MINUTE, wednesday - 5 * MINUTE, 60, 24);
  await died;
  await earshot.start();
  await loaded();
  await until(() => hooks.length > 0);
  await until(async () => (await findings()).length > 0);
  const [line] = await findings();
  id = line?.id ?? '';
  expect(line).toMatchObject({
    title: 'Callers go in circles: Main menu', trouble: 'flag.menu-maze', place: { kind: 'node', id: 'main' }, owner: { id: 'menu', name: 'Menu design', person: 'Maria Weiss, Head of self-service' }, state: 'open', round: 1,
    share: { count: 24, of: 60, value: 0.4 }, usual: { count: 16, of: 400, value: 0.04 }, overdue: false,
    // Each of the 24 took three minutes, and the others one.
    unhelpedMinutes: 72, lostMinutes: 48, cost: { amount: 24, currency: 'EUR' },
  });
  // That nothing is told again is seen in what follows, by how much has been told.
  expect(subjects()).toEqual(['New finding: Callers go in circles: Main menu – 24 of 60 (40 %)']);
  expect(mails[0]).toMatch(/^To: menu@example\.com, maria@example\.com\r$/m);
  expect(hooks.map(({ isSigned, body: { type, data } }) => [isSigned, type, data.finding.id])).toEqual([[true, 'finding.opened', id]]);
  // The webhook's receiver has it before Earshot knows that it has.
  await until(async () => (await shown(id)).letters.every(({ state }) => state !== 'sending'));
  const { letters, calls, chart, mayAct } = await shown(id);
  expect(letters.map(({ cause, via, state }) => `${cause} ${via} ${state}`).toSorted()).toEqual(['opened mail unknown', 'opened webhook sent']);
  expect([calls.length, chart.map(({ share }) => share.count), mayAct]).toEqual([10, [16, 8], true]);
}, 180_000);

test('its owner sees it and nothing else, a call that shows it without names; others do not see it', async () => {
  expect(await findings(other)).toEqual([]);
  expect((await findings(supervisor)).map((line) => line.id)).toEqual([id]);
  const statusOf = async (where: string, token: string): Promise<number> => (await fetch(`${earshot.url}${where}`, { headers: { authorization: `Bearer ${token}` } })).status;
  const at = `/api/v1/findings/${encodeURIComponent(id)}`;
  expect([await statusOf(at, other), await statusOf(at, wall), await statusOf(at, supervisor)]).toEqual([404, 403, 200]);
  expect(await Promise.all(['board', 'contacts', 'flags', 'recovery', 'metrics', 'unheard'].map((what) => statusOf(`/api/v1/${what}`, owner)))).toEqual([403, 403, 403, 403, 403, 403]);
  const [first] = (await shown(id)).calls;
  const call = await earshot.get<FindingTimeline>(`${at}/calls/${first?.contact ?? ''}`, owner);
  expect(call.because).toMatch(/^entered Main menu 3 times/);
  expect(call.timeline.filter(({ says }) => says === 'Entered Main menu')).toHaveLength(3);
  expect(await statusOf(`${at}/calls/c-1`, owner)).toBe(404);
  const troubles = (await earshot.get<Page<TroubleLine>>('/api/v1/troubles', owner)).items;
  expect(troubles.map(({ title, finding, share }) => [title, finding, share.count, share.of])).toEqual([['Callers go in circles: Main menu', id, 24, 60]]);
}, 60_000);

test('what is said of it survives kill -9, and says who and when', async () => {
  expect((await say(id, 'acknowledged', {}, supervisor)).status).toBe(403);
  expect((await say(id, 'acknowledged')).page.state).toBe('acknowledged');
  await killedAndBack();
  expect((await say(id, 'acknowledged')).status).toBe(200);
  expect((await say(id, 'cause', { text: '“Payments” and “Bills” sound alike' })).page.state).toBe('acknowledged');
  expect((await say(id, 'action', { text: 'Renamed both' })).page.state).toBe('in-hand');
  await killedAndBack();
  const page = await shown(id);
  expect(page).toMatchObject({ state: 'in-hand', acknowledged: { by: 'Maria' }, cause: { text: '“Payments” and “Bills” sound alike', by: 'Maria' }, action: { text: 'Renamed both', by: 'Maria' }, progress: { is: 'too-few' } });
  expect(page.journal.map(({ by, is }) => `${by} ${is}`)).toEqual(['Maria action', 'Maria cause', 'Maria acknowledged', 'earshot opened']);
}, 120_000);

test('it closes by its own numbers, and not before', async () => {
  await earshot.stop();
  await itIs(wednesday + DAY);
  await loaded();
  await call(wednesday + HOUR, wednesday + 2 * HOUR, 40, 10);
  await until(async () => (await shown(id)).progress.is === 'not-lower');
  await call(wednesday + 2 * HOUR, wednesday + DAY - 5 * MINUTE, 600, 12);
  await until(async () => (await shown(id)).state === 'closed');
  await until(() => subjects().length === 2 && hooks.length === 2);
  const page = await shown(id);
  // The hour in which something was done belongs to neither.
  expect(page.progress).toMatchObject({ is: 'fallen', before: { count: 16, of: 40 } });
  // It looks each second: on a busy machine it may be sure before all 640 are told.
  const { count = 0, of = 0 } = page.progress.after ?? {};
  expect([of > 40, of <= 640, count >= 10, count <= 22, count / of < 0.1]).toEqual([true, true, true, true, true]);
  expect(subjects()[1]).toBe(`It has fallen: Callers go in circles: Main menu – from 40 % to ${((count / of) * 100).toFixed(1)} %`);
  expect((await say(id, 'cause', { text: 'too late' })).status).toBe(409);
}, 180_000);

test('it reopens by itself when the rate returns', async () => {
  await earshot.stop();
  const later = wednesday + 14 * DAY;
  await itIs(later);
  await loaded();
  await call(later - 80 * MINUTE, later - 5 * MINUTE, 60, 24);
  await until(async () => (await shown(id)).state === 'open');
  await until(() => subjects().length === 3 && hooks.length === 3);
  const page = await shown(id);
  // The week in which it stood open is no measure of what is usual: three weeks of before are.
  expect(page).toMatchObject({ round: 2, share: { count: 24, of: 60 }, usual: { count: 12, of: 300 } });
  expect(page.cause).toBeUndefined();
  expect(subjects()[2]).toMatch(/^It is back: Callers go in circles: Main menu/);
  expect(new Set(hooks.map((hook) => hook.id)).size).toBe(3);
}, 180_000);

test('who does not acknowledge in time is reminded once', async () => {
  await earshot.stop();
  await itIs(wednesday + 15 * DAY + HOUR);
  await loaded();
  await until(() => subjects().length === 4 && hooks.length === 4);
  await killedAndBack();
  // A round and more has passed: nothing is told again.
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  expect([subjects().length, hooks.length, subjects()[3]]).toEqual([4, 4, expect.stringMatching(/^Not acknowledged yet: /)]);
  expect((await findings())[0]?.overdue).toBe(true);
}, 180_000);
