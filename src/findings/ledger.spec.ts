import { expect, test } from '@jest/globals';
import { MemoryFindings } from '../../test/support/memory-findings.js';
import { findingId } from '../domain/finding.js';
import type { Said, Sighting, Subject } from '../domain/finding.js';
import { HOUR, MINUTE } from '../domain/time.js';
import { Ledger } from './ledger.js';

const subject: Subject = { place: { channel: 'voice', kind: 'node', name: 'billing' }, trouble: 'flag.menu-maze' };
const id = findingId(subject);
const rate = { hurt: 40, of: 100, hurtMs: 0, ofMs: 0 };
const opened: Said = { is: 'opened', subject, owner: 'menu', sighting: { from: 0, to: HOUR, rate, usual: rate, evidence: [] } };

async function begun(): Promise<{ readonly store: MemoryFindings; readonly ledger: Ledger }> {
  const store = new MemoryFindings();
  const ledger = new Ledger(store);
  await ledger.note(id, opened, HOUR, () => []);
  return { store, ledger };
}

test('knows after a restart what was said before it', async () => {
  const { store, ledger } = await begun();
  await ledger.say(id, { is: 'cause', text: 'sound alike' }, 'maria', 2 * HOUR);
  const next = new Ledger(store);
  await next.load();
  expect(next.get(id)).toEqual(ledger.get(id));
  expect(next.of(subject)).toMatchObject({ state: 'acknowledged', cause: { text: 'sound alike', by: 'maria', at: 2 * HOUR } });
});

test('what could not be written down was not said', async () => {
  const { store, ledger } = await begun();
  store.away = new Error('the database is away');
  expect(await ledger.say(id, { is: 'acknowledged' }, 'maria', 2 * HOUR)).toEqual({ ok: false, reason: { reason: 'It could not be written down: the database is away', again: true } });
  expect(ledger.get(id)?.state).toBe('open');
  store.away = undefined;
  expect(await ledger.say(id, { is: 'acknowledged' }, 'maria', 2 * HOUR)).toMatchObject({ ok: true, value: { state: 'acknowledged' } });
});

test('a double click is one word; the same again an hour later, or from another, is another', async () => {
  const { ledger } = await begun();
  const comment = { is: 'comment', text: 'looking into it' } as const;
  await Promise.all([ledger.say(id, comment, 'maria', 2 * HOUR), ledger.say(id, comment, 'maria', 2 * HOUR + 5)]);
  expect(ledger.get(id)?.entries).toHaveLength(2);
  await ledger.say(id, comment, 'paul', 2 * HOUR + 6);
  await ledger.say(id, comment, 'maria', 3 * HOUR);
  expect(ledger.get(id)?.entries.map(({ number, by }) => `${number} ${by}`)).toEqual(['1 earshot', '2 maria', '3 paul', '4 maria']);
  await ledger.say(id, { is: 'action', text: 'renamed', since: 3 * HOUR }, 'maria', 3 * HOUR);
  await ledger.say(id, { is: 'action', text: 'renamed', since: 3 * HOUR + MINUTE / 2 }, 'maria', 3 * HOUR + MINUTE / 2);
  expect(ledger.get(id)?.entries).toHaveLength(5);
});

test('writes no call down by a name that was taken from it, and renames those that stand there', async () => {
  const store = new MemoryFindings();
  const erased = new Set<string>();
  const ledger = new Ledger(store, (contact) => (erased.has(contact) ? `erased-${contact}` : contact));
  const seen = (...contacts: string[]): Sighting => ({ from: 0, to: HOUR, rate, usual: rate, evidence: contacts.map((contact) => ({ contact, at: 0, because: 'in circles' })) });
  await ledger.note(id, { is: 'opened', subject, sighting: seen('ann', 'ben') }, HOUR, () => []);
  erased.add('ann');
  await ledger.rename(['ann']);
  await ledger.note(id, { is: 'reopened', sighting: seen('ann', 'carl') }, 2 * HOUR, () => []);
  expect(ledger.get(id)?.entries.map(({ said }) => ('sighting' in said ? said.sighting.evidence.map(({ contact }) => contact) : []))).toEqual([['erased-ann', 'ben'], ['erased-ann', 'carl']]);
  const next = new Ledger(store);
  await next.load();
  expect(next.get(id)).toEqual(ledger.get(id));
});

test('says why a word cannot be taken', async () => {
  const { ledger } = await begun();
  expect(await ledger.say('elsewhere', { is: 'acknowledged' }, 'maria', HOUR)).toEqual({ ok: false, reason: { reason: 'This finding is not here.', again: false } });
  await ledger.say(id, { is: 'acknowledged' }, 'maria', HOUR);
  expect(await ledger.say(id, { is: 'acknowledged' }, 'paul', HOUR)).toMatchObject({ ok: false, reason: { reason: 'It was acknowledged already, by maria.' } });
});
