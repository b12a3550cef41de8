import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Loss } from '../../src/domain/journey.js';
import type { Measure } from '../../src/domain/metric.js';
import { LostLeadership, type EventLog } from '../../src/ports/event-log.js';
import type { History } from '../../src/ports/history.js';
import type { AgentDayHead, AgentDayPart, StateStore, StoredCohort, MinuteDelta } from '../../src/ports/state-store.js';
import { batch } from '../support/events.js';
import { batchOf, counts, dayOf, flag, journeyOf, row, started } from '../support/stored.js';

export interface StoreUnderTest {
  readonly store: StateStore;
  readonly history: History;
  readonly log: EventLog;
  /** Another server takes the lead. */
  takeOver(): Promise<void>;
  close(): Promise<void>;
}

/** What every StateStore does, whatever keeps it. */
export function behavesLikeAStateStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name} is a state store`, () => {
    let opened: StoreUnderTest;
    beforeEach(async () => void (opened = await open()));
    afterEach(() => opened.close());

    test('hands back what was saved, flags and all', async () => {
      const { store, history } = opened;
      const contact = row('c1', {
        asOf: 7, truncated: true, endInferred: true, queues: ['Support'], agents: ['Alice'], events: [started('c1', 1_000, 'h:1'), started('c1', 2_000)],
        flags: [flag('c1', 'menu-maze', { place: { node: 'main' }, until: 5_000 }), flag('c1', 'long-wait', { retractedAt: 6_000 })],
        summary: { customer: 'h:1', endedAt: 4_000, loss: { why: 'abandoned', at: 4_000, waitedMs: 500 } },
      });
      const journey = journeyOf('h:1', [flag('c1', 'repeat')], { contacts: [contact.summary] });
      const day = dayOf('Alice', '2026-03-29', 0, 86_400_000);
      await store.save(batchOf({ contacts: [contact, row('c2')], journeys: [journey], agentDays: [day] }));
      expect(await store.contacts(['c1', 'unknown'])).toEqual([contact]);
      expect(await history.contact('c1')).toEqual(contact);
      expect(await history.contact('unknown')).toBeUndefined();
      expect(await store.journeys(['h:1', 'h:2'])).toEqual([journey]);
      expect(await history.journey('h:1')).toEqual(journey);
      expect(await store.agentDays(['Alice', 'Bob'])).toEqual([day]);
    });

    test('hands back cohorts with what is usual there, and keeps the flags that they no longer bring', async () => {
      const { store, history } = opened;
      const episode = flag('queue voice/Support', 'queue-starving', { of: 'cohort', subject: 'queue@1000', until: 2_000, place: { queue: 'Support' } });
      const cohort: StoredCohort = { id: 'queue voice/Support', kind: 'queue', channel: 'voice', name: 'Support', asOf: 3, rememberedTo: 0, habits: [[0, { passed: 12, 'hurt.flag.long-wait': 3 }]], flags: [episode] };
      await store.save(batchOf({ cohorts: [cohort] }));
      expect(await store.cohorts()).toEqual([cohort]);
      const later = { ...cohort, asOf: 9, habits: [], flags: [flag('queue voice/Support', 'queue-starving', { of: 'cohort', subject: 'queue@9000', since: 9_000 })] };
      await store.save(batchOf({ cohorts: [later] }));
      expect(await store.cohorts()).toEqual([later]);
      expect((await history.flags({ rule: 'queue-starving' }, { limit: 9 })).map(({ subject }) => subject)).toEqual(['queue@9000', 'queue@1000']);
      await store.clear('next');
      expect([await store.cohorts(), await history.flags({}, { limit: 9 })]).toEqual([[], []]);
    });

    test('takes cohorts and of when they are with a slice as with rows, and keeps what the last save said', async () => {
      const { store, history } = opened;
      expect(await store.cohortsAsOf()).toBeUndefined();
      const cohort: StoredCohort = { id: 'queue voice/Support', kind: 'queue', channel: 'voice', name: 'Support', asOf: 4, rememberedTo: 0, habits: [], flags: [flag('queue voice/Support', 'queue-starving', { of: 'cohort', subject: 'queue@4000' })] };
      await store.save(batchOf({ cohortsAsOf: { position: 3, at: 3_000, wakes: [['queue voice/Support', 9_000]] } }));
      const slice = { number: 3, position: 4, contacts: [], journeys: [], agentDays: [] };
      await store.saveSlice({ ...slice, parts: [], cohorts: [cohort], cohortsAsOf: { position: 4, at: 4_000, wakes: [] } });
      expect([await store.cohorts(), await store.cohortsAsOf()]).toEqual([[cohort], { position: 4, at: 4_000, wakes: [] }]);
      expect((await history.flags({ rule: 'queue-starving' }, { limit: 9 })).map(({ subject }) => subject)).toEqual(['queue@4000']);
      expect((await store.slices()).map(({ parts: _, ...rest }) => rest)).toEqual([slice]);
      await store.clear('next');
      expect(await store.cohortsAsOf()).toBeUndefined();
    });

    test('hands back nothing for nothing', async () => {
      const { store } = opened;
      await store.save(batchOf({}));
      expect([await store.contacts([]), await store.journeys([]), await store.agentDays([]), await store.slices(), await store.version()])
        .toEqual([[], [], [], [], undefined]);
    });

    test('finds the numbers of an id, keeps whose a number is when its contacts are gone, and lists contacts by whose journey they are in', async () => {
      const { store, history } = opened;
      const [alone, both] = ['alone', 'both'].map((id) => row(id, { summary: { startedAt: id === 'alone' ? 1 : 2, customer: id === 'alone' ? 'tel_1' : 'crm-1' } })) as [ReturnType<typeof row>, ReturnType<typeof row>];
      await store.save(batchOf({ contacts: [alone], journeys: [journeyOf('tel_1', [], { contacts: [alone.summary] })] }));
      expect((await history.contacts({ customer: 'tel_1' }, { limit: 9 })).map(({ id }) => id)).toEqual(['alone']);
      const number = journeyOf('tel_1', [], { contacts: [], own: [alone.summary], namings: [{ id: 'crm-1', contact: 'both', at: 2 }] });
      const theirs = journeyOf('crm-1', [], { contacts: [alone.summary, both.summary], own: [both.summary] });
      await store.save(batchOf({ contacts: [both], journeys: [number, { ...theirs, regrouped: true }] }));
      expect(await store.numbersOf('crm-1')).toEqual([number]);
      expect(await store.numbersOf('crm-2')).toEqual([]);
      expect(await store.journeys(['crm-1'])).toEqual([theirs]);
      expect((await history.contacts({ customer: 'crm-1' }, { limit: 9 })).map(({ id }) => id)).toEqual(['both', 'alone']);
      expect(await history.contacts({ customer: 'tel_1' }, { limit: 9 })).toEqual([]);
      await store.save(batchOf({ journeys: [{ ...number, own: [] }] }));
      expect(await store.numbersOf('crm-1')).toEqual([{ ...number, own: [] }]);
    });

    test('takes out a journey that has lost its last contact', async () => {
      const { store, history } = opened;
      await store.save(batchOf({ journeys: [journeyOf('h:1', [flag('c1', 'repeat')]), journeyOf('h:2')] }));
      await store.save(batchOf({ journeys: [journeyOf('h:1', [], { asOf: 9, contacts: [] })] }));
      expect((await store.journeys(['h:1', 'h:2'])).map(({ customer }) => customer)).toEqual(['h:2']);
      expect(await history.flags({}, { limit: 9 })).toEqual([]);
    });

    test('puts a row saved again in the place of the old one', async () => {
      const { store, history } = opened;
      await store.save(batchOf({ contacts: [row('c1', { queues: ['Billing'] })], journeys: [journeyOf('h:1')] }));
      const again = row('c1', { queues: ['Support'], asOf: 9, summary: { startedAt: 500 } });
      await store.save(batchOf({ contacts: [again], journeys: [journeyOf('h:1', [], { asOf: 9 })] }));
      expect(await store.contacts(['c1'])).toEqual([again]);
      expect(await history.contacts({ queue: 'Billing' }, { limit: 9 })).toEqual([]);
      expect((await store.journeys(['h:1']))[0]?.asOf).toBe(9);
    });

    test('finds each agent\'s newest two days, and the days that hold an instant', async () => {
      const { store } = opened;
      const days = [1, 2, 3].map(day => dayOf('Alice', `2026-03-0${day}`, day * 100, day * 100 + 100));
      await store.save(batchOf({ agentDays: [...days, dayOf('Bob', '2026-03-01', 100, 200)] }));
      expect((await store.agentDays(['Alice', 'Bob', 'Alice'])).map(({ agent, day }) => `${agent} ${day}`).toSorted())
        .toEqual(['Alice 2026-03-02', 'Alice 2026-03-03', 'Bob 2026-03-01']);
      expect((await store.agentDaysAt(200)).map(({ agent, day }) => `${agent} ${day}`)).toEqual(['Alice 2026-03-02']);
    });

    test('keeps the parts of a day beside it, and knows the ids in them', async () => {
      const { store } = opened;
      const part = (number: number, known: readonly number[]): AgentDayPart =>
        ({ agent: 'Alice', day: '2026-03-01', number, events: [started(`c${number}`, number), started(`d${number}`, number)], known });
      const head = (parts: number, known: readonly number[]): AgentDayHead =>
        ({ parts, events: 2 * parts, last: started('d', 9), standing: { state: 'available', since: 9, queues: [], pauses: [], contacts: [] }, known });
      const day = { ...dayOf('Alice', '2026-03-01', 0, 100), head: head(2, [5, 7, 4_000_000_000]) };
      await store.save(batchOf({ agentDays: [day, dayOf('Bob', '2026-03-01', 0, 100)], parts: [part(0, [5, 4_000_000_000]), part(1, [7])] }));
      expect(await store.agentDays(['Alice'])).toEqual([day]);
      expect((await store.agentDaysAt(50)).map(({ agent, head: found }) => [agent, found?.known])).toEqual(expect.arrayContaining([['Alice', [5, 7, 4_000_000_000]], ['Bob', undefined]]));
      expect(await store.agentDayParts([day, { agent: 'Bob', day: '2026-03-01' }])).toEqual([part(0, [5, 4_000_000_000]), part(1, [7])]);
      const anew = { number: 5, position: 3, contacts: [], journeys: [], agentDays: [{ ...day, head: head(1, [9]) }], parts: [part(0, [9])] };
      await store.saveSlice(anew);
      expect(await store.agentDayParts([day])).toEqual([part(0, [9])]);
      expect(await store.slices()).toEqual([{ ...anew, parts: [] }]);
    });

    test('finds the keys that begin so and were counted then', async () => {
      const { store } = opened;
      await store.save(batchOf({ deltas: [counts(0, 1, { key: 'voice/step/a%_/x' }), counts(900, 1, { key: 'voice/step/a%_/y' }), counts(1_800, 1, { key: 'voice/step/a%_/z' }), counts(0, 1, { key: 'voice/step/ab/x' })] }));
      expect([...await store.readingKeys('voice/step/a%_/', 0, 1_800)].toSorted()).toEqual(['voice/step/a%_/x', 'voice/step/a%_/y']);
    });

    test('finds those that let their caller down since, and what is known of them now', async () => {
      const { store } = opened;
      const lost = (at: number): { readonly loss: Loss } => ({ loss: { why: 'abandoned', at, waitedMs: 500 } });
      await store.save(batchOf({ contacts: [
        row('before', { summary: { endedAt: 200, ...lost(99) } }),
        row('then', { summary: { customer: 'h:1', ...lost(100) } }),
        row('served', { summary: { endedAt: 200 } }),
        row('moved', { summary: lost(150) }),
        row('mended', { summary: lost(150) }),
      ] }));
      await store.save(batchOf({ contacts: [row('moved', { summary: lost(300) }), row('mended')] }));
      const found = await store.losses(100);
      expect(found.map(({ id, loss }) => `${id} ${loss?.at}`)).toEqual(['then 100', 'moved 300']);
      expect(found[0]).toEqual(row('then', { summary: { customer: 'h:1', ...lost(100) } }).summary);
    });

    test('finds every one of thousands that were let down at one instant', async () => {
      const { store } = opened;
      const contacts = Array.from({ length: 4_100 }, (_, index) => row(`c${index}`, { summary: { loss: { why: 'abandoned', at: 100, waitedMs: 0 } } }));
      await store.save(batchOf({ contacts }));
      expect(new Set((await store.losses(100)).map(({ id }) => id)).size).toBe(4_100);
    });

    test('adds arrivals up by the minute, and knows them beside the quarter-hours', async () => {
      const { store } = opened;
      const arrived = (at: number, value: number, measure: Measure = 'offered'): MinuteDelta => ({ at, attribution: 'arrival', key: 'voice/total', measure, value });
      await store.save(batchOf({ deltas: [counts(0, 3)], minutes: [arrived(60_000, 1), arrived(120_000, 2)] }));
      await store.save(batchOf({ minutes: [arrived(60_000, 4), arrived(120_000, -2), arrived(120_000, 5, 'answered'), arrived(960_000, 1)] }));
      const found = (await store.minutes(60_000)).map(({ at, measure, value }) => `${at} ${measure} ${value}`);
      expect(found.toSorted()).toEqual(['120000 answered 5', '60000 offered 5', '960000 offered 1']);
      expect((await store.minutes(120_000)).map(({ at }) => String(at)).toSorted()).toEqual(['120000', '960000']);
      expect(byMeasure(await store.readings(0, 900_000))).toEqual(['arrival offered 3']);
    });

    test('writes an event as it came: its own subject, source, order and name', async () => {
      const { store } = opened;
      const events = [
        started('c1', 1_000), { ...started('c1', 1_001), id: 'e2', source: 'desk', sequence: 0 }, { ...started('c1-leg', 1_002), id: 'e3', sequence: 12 },
        { id: 'e4', source: 'test', type: 'other', sentType: 'my.own', time: 1_003, subject: 'c1', data: { deep: [{ a: null }] } } as const,
      ];
      const written = { text: '', of: [] };
      await store.saveSlice({ number: 0, position: 1, contacts: [{ ...row('c1', { events: events.slice(0, 3) }), written }], journeys: [], agentDays: [], parts: [] });
      await store.save(batchOf({ contacts: [{ ...row('c1', { events }), written }], agentDays: [{ ...dayOf('Alice', '2026-03-01', 0, 1), events }] }));
      expect((await store.contacts(['c1']))[0]?.events).toEqual(events);
      expect((await store.agentDays(['Alice']))[0]?.events).toEqual(events);
      const amended = [events[0], { ...started('c1', 1_001), id: 'e2', source: 'desk' }, events[3]] as typeof events;
      await store.save(batchOf({ contacts: [{ ...row('c1', { events: amended }), written }] }));
      expect((await store.contacts(['c1']))[0]?.events).toEqual(amended);
      expect((await store.slices())[0]?.contacts[0]?.events).toEqual(events.slice(0, 3));
    });

    test('adds readings up, and retracts them to nothing', async () => {
      const { store } = opened;
      await store.save(batchOf({ deltas: [counts(900, 1), counts(900, 2), counts(900, 5, { measure: 'answered' }), counts(1_800, 1)] }));
      await store.save(batchOf({ deltas: [counts(900, 4), counts(900, 7, { attribution: 'completion' })] }));
      expect(byMeasure(await store.readings(900, 1_800))).toEqual(['arrival answered 5', 'arrival offered 7', 'completion offered 7']);
      expect(byMeasure(await store.readings(900, 1_800, { attribution: 'completion', keys: ['voice/total', 'voice/queue/nobody'] }))).toEqual(['completion offered 7']);
      expect(await store.readings(900, 1_800, { attribution: 'arrival', keys: [] })).toEqual([]);
      await store.save(batchOf({ deltas: [counts(900, -7), counts(1_800, -1)] }));
      expect(byMeasure(await store.readings(0, 9_000))).toEqual(['arrival answered 5', 'completion offered 7']);
    });

    test('saves a batch whole or not at all', async () => {
      const { store, history } = opened;
      // Standing for whatever can go wrong late: it fails where the readings are written.
      const unwritable = counts(900, 1n as unknown as number);
      const part = { contacts: [row('c1', { flags: [flag('c1', 'menu-maze')] })], journeys: [journeyOf('h:1')] };
      await expect(store.save(batchOf({ ...part, deltas: [counts(900, 1), unwritable] }))).rejects.toThrow();
      expect([await store.contacts(['c1']), await store.journeys(['h:1']), await store.readings(0, 9_000), await history.flags({}, { limit: 9 })])
        .toEqual([[], [], [], []]);
      await store.save(batchOf(part));
      expect(await store.contacts(['c1'])).toHaveLength(1);
    });

    test('refuses every write after another server has taken over', async () => {
      const { store } = opened;
      await store.save(batchOf({ contacts: [row('c1')] }));
      await opened.takeOver();
      await expect(store.save(batchOf({ contacts: [row('c2')] }))).rejects.toThrow(LostLeadership);
      await expect(store.saveSlice({ number: 1, position: 5, contacts: [], journeys: [], agentDays: [], parts: [] })).rejects.toThrow(LostLeadership);
      await expect(store.clear('2')).rejects.toThrow(LostLeadership);
      expect(await store.contacts(['c1', 'c2'])).toHaveLength(1);
      expect(await store.slices()).toEqual([]);
    });

    test('keeps the last of each slice', async () => {
      const { store } = opened;
      const slice = { number: 3, position: 8, contacts: [], journeys: [journeyOf('h:1')], agentDays: [dayOf('Alice', '2026-03-01', 0, 1)], parts: [] };
      await store.saveSlice({ ...slice, number: 0 });
      await store.saveSlice(slice);
      const newer = { ...slice, position: 12, journeys: [] };
      await store.saveSlice(newer);
      expect(await store.slices()).toEqual([{ ...slice, number: 0 }, newer]);
    });

    test('reads the log\'s settings entries, oldest first', async () => {
      const { store, log } = opened;
      await log.append({ kind: 'settings', settings: { zone: 'Europe/Berlin' }, by: 'owner' });
      await log.append(batch('a'));
      await log.append({ kind: 'tick' });
      // Not in the order of the type: an encoder owes no order of keys.
      await log.append({ settings: { zone: 'UTC' }, by: 'kind of "kind":"event', kind: 'settings' });
      expect(await store.settings()).toEqual([{ position: 1, settings: { zone: 'Europe/Berlin' } }, { position: 4, settings: { zone: 'UTC' } }]);
    });

    test('empties what can be folded again, and remembers for which version', async () => {
      const { store, history, log } = opened;
      await log.append({ kind: 'settings', settings: {}, by: 'owner' });
      await store.save(batchOf({
        contacts: [row('c1', { flags: [flag('c1', 'menu-maze')] })], journeys: [journeyOf('h:1')], agentDays: [dayOf('Alice', '2026-03-01', 0, 1)], deltas: [counts(900, 1)],
      }));
      await store.saveSlice({ number: 3, position: 8, contacts: [], journeys: [], agentDays: [], parts: [] });
      await store.clear('fold 2');
      await store.clear('fold 3');
      expect([await store.contacts(['c1']), await store.journeys(['h:1']), await store.agentDays(['Alice']), await store.readings(0, 9_000), await store.slices()])
        .toEqual([[], [], [], [], []]);
      expect(await history.flags({}, { limit: 9 })).toEqual([]);
      expect(await store.version()).toBe('fold 3');
      expect(await store.settings()).toHaveLength(1);
    });

    test('takes any text and any number: nobody\'s strange name fails a batch', async () => {
      const { store, history } = opened;
      const hostile = ['a\0b', 'a\ufffdb', '\ud83d', 'x\udc00', '\u001a', '\u001a0000', '\0', '{"a":[1],\\"', "'; DROP TABLE contact; --", noise(9_000), `${noise(9_000)}.`];
      await store.save(batchOf({
        contacts: hostile.map(text => row(text, {
          queues: [text], agents: [text], events: [started(text, 1, text)], flags: [flag(text, text, { subject: text, because: text, place: { queue: text } })],
          summary: { customer: text, channel: text, entry: text, startedAt: 1.5 },
        })),
        journeys: hostile.map(text => journeyOf(text, [flag(text, `repeat ${text}`)])),
        agentDays: hostile.map(text => dayOf(text, '2026-03-01', 0.5, 1e300)),
        deltas: hostile.map(text => counts(900, 1, { key: `voice/queue/${text.slice(0, 150)}` })),
      }));
      for (const text of hostile) {
        expect((await store.contacts([text])).map(({ id, events }) => [id, events[0]?.subject])).toEqual([[text, text]]);
        expect((await store.journeys([text])).map(({ customer }) => customer)).toEqual([text]);
        expect((await store.agentDays([text])).map(({ agent }) => agent)).toEqual([text]);
        expect((await history.contacts({ queue: text, agent: text, entry: text, customer: text, channel: text, flag: text }, { limit: 9 })).map(({ id }) => id)).toEqual([text]);
        expect((await history.flags({ rule: text, queue: text }, { limit: 9 })).map(({ because }) => because)).toEqual([text]);
      }
      const keys = (await store.readings(0, 9_000)).map(({ key }) => key);
      for (const text of hostile) expect(keys).toContain(`voice/queue/${text.slice(0, 150)}`);
      await store.saveSlice({ number: 0, position: 1, contacts: hostile.map(text => row(text)), journeys: [], agentDays: [], parts: [] });
      expect((await store.slices())[0]?.contacts.map(({ id }) => id)).toEqual(hostile);
    });
  });
}

function byMeasure(readings: Awaited<ReturnType<StateStore['readings']>>): readonly string[] {
  return readings.map(({ attribution, measure, value }) => `${attribution} ${measure} ${value}`).toSorted();
}

/** Text that does not compress into an index's limit. */
function noise(length: number): string {
  let seed = 1;
  return Array.from({ length }, () => String.fromCharCode(33 + ((seed = (seed * 48_271) % 2_147_483_647) % 90))).join('');
}
