import { afterEach, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { Anonymity } from '../../src/access/anonymity.js';
import { findingId } from '../../src/domain/finding.js';
import type { Said, Subject } from '../../src/domain/finding.js';
import { MINUTE, SECOND } from '../../src/domain/time.js';
import type { Instant } from '../../src/domain/time.js';
import { Ledger } from '../../src/findings/ledger.js';
import { ErasedNames } from '../../src/pipeline/erased-names.js';
import { Erasures } from '../../src/pipeline/erasure.js';
import type { ErasureStore } from '../../src/ports/erasure.js';
import type { EntryContent, LogEntry } from '../../src/ports/event-log.js';
import { openPgErasures } from '../../src/store/pg-erasures.js';
import { openPgFindings } from '../../src/store/pg-findings.js';
import { LongPast } from '../support/long-past.js';
import { caller, hangsUp, leavesQueue, partsFrom, queues, reaches } from '../support/story.js';
import type { Story } from '../support/story.js';

const BEGINS = Date.UTC(2026, 0, 5, 10);
const rate = { hurt: 40, of: 100, hurtMs: 0, ofMs: 0 };
const subject: Subject = { place: { channel: 'voice', kind: 'queue', name: 'support' }, trouble: 'flag.long-wait' };
const shows = (...contacts: string[]): Said => ({ is: 'opened', subject, sighting: { from: BEGINS, to: BEGINS, rate, usual: rate, evidence: contacts.map((contact) => ({ contact, at: BEGINS, because: 'waited long' })) } });

let past: LongPast;
let erased: ErasedNames;
let store: ReturnType<typeof openPgErasures>;
let findings: ReturnType<typeof openPgFindings>;
let ledger: Ledger;
let client: pg.Client;
let now: Instant;
let notes: string[];
let repeated: number;

const call = (id: string, from: string, minute: number): Story => (
  caller({ id, from, begins: BEGINS + minute * MINUTE }).at(5, queues('support')).at(30, leavesQueue('support', 'answered'), reaches('Alice', 'support')).at(90, partsFrom('Alice', 'customer'), hangsUp())
);

beforeEach(async () => {
  const names = new Anonymity(Buffer.alloc(32, 7));
  past = await LongPast.begin(names);
  erased = new ErasedNames(names);
  const at = { connection: past.connection, epoch: past.epoch };
  [store, findings] = [openPgErasures(at), openPgFindings(at)];
  ledger = new Ledger(findings, (contact) => (erased.isContact(contact) ? names.contact(contact) : contact));
  client = new pg.Client('url' in past.connection ? { connectionString: past.connection.url } : past.connection);
  await client.connect();
  [now, notes, repeated] = [BEGINS + 60 * MINUTE, [], 0];
  await past.append(BEGINS - MINUTE, { kind: 'settings', settings: { zone: 'UTC' }, by: 'test' });
  for (const story of [call('ann-first', 'tel_ann', 0), call('ben-first', 'tel_ben', 10)]) await past.arrive((story.events.at(-1)?.time ?? 0) + SECOND, story.events);
  await past.settle(now);
  await past.slices();
}, 60_000);
afterEach(async () => {
  await Promise.all([client.end(), store.close(), findings.close()]);
  await past.close();
});

/** What the erasures do beside the log they do to this database; time passes while they wait, and then all that is due is saved. */
function erasures(given: { readonly store?: ErasureStore; readonly append?: (content: EntryContent) => Promise<LogEntry> } = {}): Erasures {
  const append = given.append ?? ((content: EntryContent) => past.accept(now, content));
  return new Erasures({
    store: given.store ?? store, state: past.store, memory: past.memory, erased, clock: { now: () => now },
    log: {
      append: async (content: EntryContent) => {
        const entry = await append(content);
        await past.fold(entry);
        return entry;
      },
      get head() { return past.log.head; },
      dropTail: () => past.log.dropTail(),
    },
    others: [{ forget: (_, contacts) => ledger.rename(contacts) }],
    wait: async (millis) => {
      now += millis;
      await past.settle(now);
      await past.slices();
    },
    note: (sentence) => void notes.push(sentence), repeated: () => void (repeated += 1),
  });
}

/** Everything that the database holds, bytes read as text. */
async function everything(): Promise<string> {
  const { rows } = await client.query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'");
  const texts: string[] = [];
  for (const { name } of rows) for (const row of (await client.query<Record<string, unknown>>(`SELECT * FROM "${name}"`)).rows) texts.push(Object.values(row).map((value) => (Buffer.isBuffer(value) ? value.toString() : typeof value === 'string' ? value : JSON.stringify(value) ?? '')).join('\n'));
  return texts.join('\n');
}

async function expectGone(...traces: string[]): Promise<void> {
  const text = await everything();
  for (const trace of traces) expect([trace, text.includes(trace)]).toEqual([trace, false]);
  expect(text).toContain('ben-first');
}

const offered = async (): Promise<string[]> => (await past.readings()).filter((each) => / arrival voice\/queue\/support offered /.test(each));

test('an erasure that nothing comes into the way of needs one pass', async () => {
  const work = erasures();
  await work.erase('tel_ann', 'test', 'e-1');
  await work.settled();
  expect([repeated, notes]).toEqual([0, ['Erased a customer: 1 contacts go on without a name, 1 entries of the log were rewritten.']]);
  await expectGone('ann-first', 'tel_ann');
});

test('a call that was taken before the customer was erased, and folded only while the pass ran, has another pass follow; a rebuild brings nobody back', async () => {
  const late = call('ann-late', 'tel_ann', 40);
  // Durable and acknowledged; the fold is behind.
  const waiting = await past.accept(now, { kind: 'events', history: false, events: late.events });
  const passes: EntryContent[] = [];
  const work = erasures({
    append: async (content) => {
      const entry = await past.accept(now, content);
      // In the order of the log, and after the pass has looked whom it concerns.
      if (passes.length === 0) await past.fold(waiting);
      passes.push(content);
      return entry;
    },
  });
  await work.erase('tel_ann', 'test', 'e-1');
  await work.settled();
  expect(repeated).toBe(1);
  expect(notes).toEqual([
    // It does not wait for what is saved by itself where another pass is needed anyway.
    'An erasure goes over everything again: by an old name there still stand slice 1, journey 1, contact 1.',
    expect.stringMatching(/^Erased a customer: 2 contacts go on without a name, /),
  ]);
  expect(passes.map((content) => ('contacts' in content ? [...content.contacts].toSorted() : content.kind))).toEqual([['ann-first'], ['ann-first', 'ann-late']]);
  const counted = await offered();
  expect(counted.reduce((sum, each) => sum + Number(each.split(' ').at(-1)), 0)).toBe(3);
  await expectGone('ann-first', 'ann-late', 'tel_ann');
  expect((await client.query('SELECT 1 FROM contact')).rowCount).toBe(3);
  expect(await store.find('e-1')).toMatchObject({ contacts: [], aliases: [], counts: { contacts: 2 } });
  expect(await store.find('e-1')).not.toHaveProperty('customer');
  await past.rebuild(now);
  await past.settle(now + MINUTE);
  await past.slices();
  await expectGone('ann-first', 'ann-late', 'tel_ann');
  expect(await offered()).toEqual(counted);
  // The sender's repetition goes to the skeletons, by the door as by the log.
  const doubled = late.events.map((event) => erased.safe(event));
  expect(doubled.every(({ subject: name }) => name.startsWith('erased-'))).toBe(true);
});

test('what was written down by an old name after a pass went by it is gone over by another, which says where it stood', async () => {
  await ledger.note(findingId(subject), shows('ann-first', 'ben-first'), BEGINS, () => []);
  let isWritten = false;
  // A row of before comes back under its old name: somebody's write was on its way when the names were taken.
  const beside: ErasureStore = new Proxy(store, {
    get: (target, name) => {
      const method = Reflect.get(target, name) as (...given: unknown[]) => unknown;
      return async (...given: unknown[]) => {
        const answer = await method.apply(target, given);
        if (name === 'clearBeside' && !isWritten) {
          isWritten = true;
          await client.query('INSERT INTO finding_entry (finding, number, at, by, body) VALUES ($1, 2, $2, $3, $4)', [findingId(subject), BEGINS, 'earshot', JSON.stringify({ ...shows('ann-first'), is: 'reopened' })]);
          await ledger.load();
        }
        return answer;
      };
    },
  });
  const work = erasures({ store: beside });
  const askedAt = now;
  await work.erase('tel_ann', 'test', 'e-1');
  await work.settled();
  expect(repeated).toBe(1);
  expect(notes[0]).toBe('An erasure goes over everything again: by an old name there still stand finding_entry 1.');
  // It waits a minute for what is saved by itself, and no longer.
  expect(now - askedAt).toBeLessThan(3 * MINUTE);
  await expectGone('ann-first', 'tel_ann');
  const calls = ledger.get(findingId(subject))?.entries.map(({ said }) => ('sighting' in said ? said.sighting.evidence.map(({ contact }) => contact.slice(0, 7)) : []));
  expect(calls).toEqual([['erased-', 'ben-fir'], ['erased-']]);
});
