import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { delivered } from '../../src/demo/twilio/fate.js';
import { TwilioStandIn } from '../../src/demo/twilio/stand-in.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import { MINUTE, SECOND } from '../../src/domain/time.js';
import { Earshot } from '../support/earshot.js';
import { form, send } from '../support/twilio-posts.js';
import { until } from '../support/until.js';
import { kept } from './summary/kept.js';

const settings = `
surveys:
  company: Example
  sender: '+15005550006'
  allow: ['+1']
  hours: 00:00-24:00
  programmes:
    calls: { kind: persistent, share: 1, delay: 0s, expires: 1d, questions: [resolved] }
`;
const account = { accountSid: `AC${'e'.repeat(32)}`, authToken: 'the token of this test' };
const [stopped, asked, fresh, lost, gone] = ['+12015550101', '+12015550102', '+12015550103', '+12015550104', '+12015550105'];
const standIn = new TwilioStandIn({ ...account, smsUrl: () => 'http://earshot.test/surveys/twilio/message', reach: (url) => url.replace('http://earshot.test', earshot.url), fate: () => delivered, person: () => ({ writes: () => undefined }) });
/** Where it is about noon: who was let down is on the list of their day. */
const offset = 12 - new Date().getUTCHours();
const noon = `Etc/GMT${offset < 0 ? '+' : '-'}${Math.abs(offset)}`;
let earshot: Earshot;
let key = '';
let token = '';

beforeAll(async () => {
  await standIn.start();
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'earshot-keys-')), 'floor.yaml');
  await writeFile(file, settings);
  earshot = await Earshot.prepare({
    EARSHOT_SETTINGS: file, EARSHOT_TIME_ZONE: noon, EARSHOT_TWILIO_ACCOUNT_SID: account.accountSid, EARSHOT_TWILIO_AUTH_TOKEN: account.authToken, EARSHOT_TWILIO_API_URL: standIn.url, EARSHOT_PUBLIC_URL: 'http://earshot.test',
  });
  await earshot.start();
  key = await earshot.command('keys', 'create', '--source', 'pbx');
  token = await earshot.command('tokens', 'create', '--role', 'admin');
  await earshot.caughtUp(token);
}, 90_000);
afterAll(async () => {
  await earshot?.remove();
  await standIn.stop();
});

/** A call that ended just now: served, or given up. */
async function call(id: string, from: string, isServed = true, ago = 3 * MINUTE): Promise<void> {
  const at = Date.now() - ago;
  const base = { source: 'pbx', subject: id };
  const events: EarshotEvent[] = [
    { ...base, id: `${id}/1`, time: at, type: 'contact.started', data: { channel: 'voice', direction: 'inbound', from, to: '+15005550000' } },
    { ...base, id: `${id}/2`, time: at + SECOND, type: 'queue.entered', data: { queue: 'support' } },
    { ...base, id: `${id}/3`, time: at + 90 * SECOND, type: 'queue.left', data: { queue: 'support', reason: isServed ? 'answered' : 'abandoned' } },
    ...(isServed ? [{ ...base, id: `${id}/4`, time: at + 90 * SECOND, type: 'agent.connected', data: { agent: 'alice', queue: 'support' } } as const, { ...base, id: `${id}/5`, time: at + 150 * SECOND, type: 'agent.left', data: { agent: 'alice', by: 'customer' } } as const] : []),
    { ...base, id: `${id}/6`, time: at + 150 * SECOND, type: 'contact.ended', data: { by: 'customer' } },
  ];
  await until(async () => await earshot.post(events, key) === 200, MINUTE);
  await earshot.caughtUp(token);
}
const textsTo = (number: string): number => standIn.messages.filter(({ to, direction }) => to === number && direction === 'outbound-api').length;
const customerOf = async (contact: string): Promise<string> => (await earshot.get<{ lane: { customer?: string } }>(`/api/v1/contacts/${contact}`, token)).lane.customer ?? '';
const journeyOf = async (customer: string): Promise<string[]> => (await earshot.get<{ contacts: { contact: string }[] }>(`/api/v1/customers/${customer}`, token)).contacts.map(({ contact }) => contact);
const numberToCall = async (): Promise<string | undefined> => {
  const [line] = (await earshot.get<{ items: { id: string }[] }>('/api/v1/recovery', token)).items;
  return (await earshot.get<{ number: string }>(`/api/v1/recovery/${encodeURIComponent(line?.id ?? '')}/number`, token)).number;
};

test('after the keys were changed STOP holds, nobody is asked again, callers are known, sealed numbers open, and who was erased stays so', async () => {
  await call('stopped-1', stopped);
  await call('asked-1', asked);
  await until(() => textsTo(stopped) === 1 && textsTo(asked) === 1);
  const stop = form('/surveys/twilio/message', { MessageSid: `SM${'1'.repeat(32)}`, From: stopped, To: '+15005550006', Body: 'STOP' }, { publicUrl: 'http://earshot.test', token: account.authToken });
  expect((await send(earshot.url, stop)).status).toBe(200);
  await call('lost-1', lost, false, 12 * MINUTE);
  expect(await numberToCall()).toBe(lost);
  await call('gone-1', gone);
  const before = { lost: await customerOf('lost-1'), gone: await customerOf('gone-1') };
  const { id } = JSON.parse(await earshot.command('--json', 'erase', gone, '--yes')) as { id: string };
  expect((await earshot.get<{ doneAt: number | null }>(`/api/v1/erasures/${id}`, token)).doneAt).not.toBeNull();

  await expect(earshot.command('secrets', 'rotate', 'numbers')).rejects.toThrow('add --compromised');
  await earshot.stop();
  await earshot.command('secrets', 'rotate', 'numbers', '--compromised');
  await earshot.command('secrets', 'rotate', 'sealing');
  await expect(earshot.command('secrets', 'rotate', 'numbers', '--compromised')).rejects.toThrow('Change it again from');
  expect((JSON.parse(await earshot.command('--json', 'secrets', 'list')) as unknown[]).length).toBe(3);
  await earshot.start();
  await earshot.caughtUp(token);

  // Sealed before; the line of before still opens.
  expect(await numberToCall()).toBe(lost);
  await call('stopped-2', stopped);
  await call('asked-2', asked);
  await call('fresh-1', fresh);
  await until(() => textsTo(fresh) === 1);
  expect([textsTo(stopped), textsTo(asked)]).toEqual([1, 1]);
  await call('lost-2', lost, false);
  expect(await customerOf('lost-2')).not.toBe(before.lost);
  for (const each of [before.lost, await customerOf('lost-2')]) expect(await journeyOf(each)).toEqual(['lost-1', 'lost-2']);
  const flagged = await earshot.get<{ flags: { rule: string }[] }>('/api/v1/contacts/lost-2', token);
  expect(flagged.flags.map(({ rule }) => rule)).toContain('repeat-contact');
  expect(await numberToCall()).toBe(lost);
  // A sender's retry of an erased call, whose number has another hash now.
  await call('gone-1', gone);
  await expect(earshot.get('/api/v1/contacts/gone-1', token)).rejects.toThrow('404');
  await call('gone-2', gone, true, 0);
  expect(await journeyOf(await customerOf('gone-2'))).toEqual(['gone-2']);
  // STOP is taken back by START, under whichever hash it was said.
  const start = form('/surveys/twilio/message', { MessageSid: `SM${'2'.repeat(32)}`, From: stopped, To: '+15005550006', Body: 'START' }, { publicUrl: 'http://earshot.test', token: account.authToken });
  expect((await send(earshot.url, start)).text).toContain('<Message>');
  await earshot.stop();
  await earshot.command('rebuild');
  await earshot.start();
  await earshot.caughtUp(token);
  expect(await journeyOf(before.lost)).toEqual(['lost-1', 'lost-2']);
  kept('keys changed', '1 server, 1 change of each', 'STOP held, 0 asked again, repeats found, sealed numbers opened, the erased stayed so');
}, 300_000);
