import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { userInfo } from 'node:os';
import type { AuditLine } from '../../src/contract/audit.js';
import type { Page } from '../../src/contract/session.js';
import type { SettingsView } from '../../src/contract/settings.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import { Earshot } from '../support/earshot.js';
import { until } from '../support/until.js';

const earshot = await Earshot.prepare();
beforeAll(() => earshot.start(), 90_000);
afterAll(() => earshot.remove());

const root = `${userInfo().username} at the command line`;
const call = (method: string, where: string, headers: Record<string, string>, body?: object): Promise<Response> =>
  fetch(`${earshot.url}/api/v1/${where}`, { method, headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });

/** Somebody who gave up a minute ago. */
function gaveUp(now: number): EarshotEvent[] {
  const event = (ago: number, type: string, data: object): EarshotEvent => ({ id: `lost ${type}`, source: 'pbx', type, subject: 'lost', time: now - ago, data }) as EarshotEvent;
  return [event(90_000, 'contact.started', { direction: 'inbound', from: '+12025550123', to: '+12025550100' }), event(80_000, 'queue.entered', { queue: 'support' }), event(60_000, 'queue.left', { reason: 'abandoned' }), event(60_000, 'contact.ended', { by: 'customer' })];
}

test('what people and commands do is in the audit log, over the API and at the command line, also after kill -9', async () => {
  const key = await earshot.command('keys', 'create', '--source', 'pbx');
  const admin = await earshot.command('tokens', 'create', '--role', 'admin', '--label', 'the auditor');
  const { password } = JSON.parse(await earshot.command('users', 'create', 'ann', '--role', 'admin', '--json')) as { password: string };
  const ours = { origin: earshot.url };
  expect((await call('POST', 'session', ours, { user: 'ann', password: 'guessed at' })).status).toBe(401);
  const cookie = (await call('POST', 'session', ours, { user: 'ann', password })).headers.get('set-cookie')?.split(';')[0] ?? '';

  expect(await earshot.post(gaveUp(Date.now()), key)).toBe(200);
  let person = '';
  await until(async () => (person = (await (await call('GET', 'recovery', { cookie })).json() as Page<{ id: string }>).items[0]?.id ?? '') !== '');
  for (const where of [`recovery/${person}/number`, 'contacts/lost/vcon?names=true']) expect((await call('GET', where, { cookie })).status).toBe(200);
  const { revision } = await (await call('GET', 'settings', { cookie })).json() as SettingsView;
  expect((await call('PATCH', 'settings', { cookie, ...ours }, { base: revision, changes: [{ path: ['queues', 'support', 'name'], value: 'Support' }] })).status).toBe(200);
  expect((await call('DELETE', 'session', { cookie, ...ours })).status).toBe(204);
  await earshot.command('keys', 'revoke', key);
  await earshot.kill();
  await earshot.start();

  const lines = (await earshot.get<Page<AuditLine>>('/api/v1/audit', admin)).items.toReversed();
  const id = (secret: string): string => secret.split('_')[1] ?? '';
  expect(lines.map(({ who, says, address }) => [who, says, address])).toEqual([
    ['defaults', expect.stringMatching(/^Changed the settings: version \d+$/), null],
    ['earshot', 'Made the account admin: admin', null],
    [root, `Made the ingest key pbx (${id(key)})`, null],
    [root, `Made the token the auditor (${id(admin)}): admin`, null],
    [root, 'Made the account ann: admin', null],
    ['ann', 'Was not let in: the password does not match', '127.0.0.1'],
    ['ann', 'Signed in with a password', '127.0.0.1'],
    ['ann', 'Looked up the caller\'s number of lost', '127.0.0.1'],
    ['ann', 'Took the evidence of lost with the agents\' names', '127.0.0.1'],
    ['ann', expect.stringMatching(/^Changed the settings: version \d+$/), null],
    ['ann', 'Signed out', '127.0.0.1'],
    [root, `Revoked the ingest key pbx (${id(key)})`, null],
  ]);

  expect(JSON.parse(await earshot.command('audit', '--json'))).toEqual(lines.toReversed());
  expect(await earshot.command('audit', '--what', 'number.shown')).toMatch(/^\S+Z {2}ann {21} {2}Looked up the caller's number of lost {2}\(127\.0\.0\.1\)$/);
  await expect(earshot.command('audit', '--what', 'nonsense')).rejects.toThrow(/There is no "nonsense" in the audit log/);
  const said = JSON.stringify(lines);
  for (const secret of [key, admin, password, 'guessed at', cookie.split('=')[1] ?? '', '2025550123']) expect(said).not.toContain(secret.slice(-30));
}, 120_000);

test('nobody but administrators reads it, and it is narrowed by who, what and when', async () => {
  const admin = await earshot.command('tokens', 'create', '--role', 'admin');
  for (const role of ['supervisor', 'wall']) expect((await call('GET', 'audit', { authorization: `Bearer ${await earshot.command('tokens', 'create', '--role', role)}` })).status).toBe(403);
  const whats = async (query: string): Promise<string[]> => (await earshot.get<Page<AuditLine>>(`/api/v1/audit?${query}`, admin)).items.map(({ what }) => what);
  expect(await whats('who=ann&limit=3')).toEqual(['signed-out', 'settings.changed', 'contact.exported']);
  expect(await whats('what=sign-in.refused')).toEqual(['sign-in.refused']);
  expect(await whats('to=2020-01-01T00:00:00Z')).toEqual([]);
  expect((await call('GET', 'audit?what=everything', { authorization: `Bearer ${admin}` })).status).toBe(400);
}, 60_000);
