import { beforeAll, describe, expect, test } from '@jest/globals';
import { bankRows, eventsOfRows } from './bank-events.js';
import { bankTimes, meanOf, rankOf } from './bank-times.js';
import type { BankTimes } from './bank-times.js';
import { hasBankWeek } from './bank-recount.js';
import { Counted, sumsByAttribution } from './counted.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import { foldContact } from '../../src/domain/fold/fold.js';
import { unnamedFloor } from '../../src/domain/floor.js';

/** Every number of the catalogue that the bank's week carries, against the raw file; and null for each that it cannot. */
const present = hasBankWeek();
if (!present) test.skip('9,007 calls of a bank are not at ../shared/data/anonymous-bank, so nothing is checked against them', () => undefined);

const types = ['IN', 'NE', 'NW', 'PE', 'PS', 'TT'];
const MS = 1_000;

(present ? describe : describe.skip)('the numbers of the bank\'s week', () => {
  let events: readonly EarshotEvent[] = [];
  let calls: readonly BankTimes[] = [];
  let counted: Counted;
  let withoutDirect: Counted;
  beforeAll(async () => {
    events = eventsOfRows(await bankRows());
    calls = bankTimes();
    counted = new Counted(events);
    withoutDirect = new Counted(events, { ...unnamedFloor, directAnswers: 'exclude' });
  }, 120_000);

  const answered = (those: readonly BankTimes[]): readonly BankTimes[] => those.filter(({ outcome }) => outcome === 'answered');
  const abandoned = (those: readonly BankTimes[]): readonly BankTimes[] => those.filter(({ outcome }) => outcome === 'abandoned');
  const known = (numbers: readonly (number | undefined)[]): number[] => numbers.flatMap((each) => each ?? []);
  const waits = (those: readonly BankTimes[]): number[] => those.map(({ waited }) => waited * MS);
  const about = (type: string): readonly BankTimes[] => calls.filter((each) => each.type === type);

  test('each call began, queued, met its agent and talked when the raw file says', () => {
    const bySubject = new Map<string, EarshotEvent[]>();
    for (const event of events) bySubject.set(event.subject, [...bySubject.get(event.subject) ?? [], event]);
    const differ = [...bySubject.values()].flatMap((mine) => {
      const contact = foldContact(mine);
      const line = mine[0]?.sequence ?? 0;
      const segment = contact.segments[0];
      const queue = contact.visits.find(({ direct }) => !direct);
      const ours = [contact.startedAt, queue?.enteredAt, segment?.connectedAt, segment?.leftAt].map((at) => (at === undefined ? undefined : (at + 2 * 3_600 * MS - Date.UTC(1999, 1, 1)) / MS));
      const raw = calls.find((each) => each.line === line) as BankTimes;
      const theirs = [raw.start, raw.queuedAt, raw.agentAt, raw.talked === undefined ? undefined : (raw.agentAt ?? 0) + raw.talked];
      return JSON.stringify(ours) === JSON.stringify(theirs) ? [] : [{ line, ours, theirs }];
    });
    expect(differ).toEqual([]);
  });

  test('how many, and all nine service levels of each queue', () => {
    for (const type of [...types, undefined]) {
      const those = type === undefined ? calls : about(type);
      const key = type === undefined ? 'voice/total' : `voice/queue/${type}`;
      const [A, B] = [answered(those), abandoned(those)];
      const within = (all: readonly BankTimes[], seconds: number): number => all.filter(({ waited }) => waited <= seconds).length;
      const [inTime, short] = [within(A, 20), within(B, 5)];
      const all = A.length + B.length;
      const ids = ['offered', 'answered', 'abandoned', 'direct', 'flowouts_involuntary', 'flowouts_by_choice', 'flowouts_rerouted', 'served_in_time', 'answered_only', 'abandon_positive', 'abandon_negative', 'abandon_ignored', 'short_abandon_credited', 'short_abandon_excluded', 'with_flowouts', 'removed_in_threshold', 'abandonment_rate', 'lost'];
      expect({ type, ...counted.values(ids, key) }).toEqual({
        type, offered: all, answered: A.length, abandoned: B.length, direct: A.filter(({ queuedAt }) => queuedAt === undefined).length, flowouts_involuntary: 0, flowouts_by_choice: 0, flowouts_rerouted: 0,
        served_in_time: inTime / (all - short), answered_only: inTime / A.length, abandon_positive: (inTime + within(B, 20)) / all, abandon_negative: inTime / all, abandon_ignored: inTime / (A.length + B.length - within(B, 20)),
        short_abandon_credited: (inTime + short) / all, short_abandon_excluded: inTime / (all - short), with_flowouts: inTime / all, removed_in_threshold: (inTime + within(B, 20)) / all,
        abandonment_rate: B.length / all, lost: B.length / all,
      });
    }
  });

  test('waiting, with and without the direct answers', () => {
    for (const type of types) {
      const those = about(type);
      const [A, B] = [answered(those), abandoned(those)];
      expect({ type, ...counted.values(['asa', 'time_to_abandon', 'wait_in_queue', 'total_wait', 'transferred_in'], `voice/queue/${type}`) }).toEqual({
        type, asa: meanOf(waits(A)), time_to_abandon: meanOf(waits(B)), wait_in_queue: meanOf(waits([...A, ...B])), total_wait: meanOf(waits([...A, ...B])), transferred_in: 0,
      });
      expect(withoutDirect.value('asa', `voice/queue/${type}`)).toBe(meanOf(waits(A.filter(({ queuedAt }) => queuedAt !== undefined))));
    }
  });

  test('handling: talk by queue and by each agent, and what was hardly an answer', () => {
    const talks = (those: readonly BankTimes[]): number[] => known(those.map(({ talked }) => talked)).map((seconds) => seconds * MS);
    for (const type of types) {
      const mine = talks(about(type));
      expect({ type, ...counted.values(['aht', 'talk_time', 'short_answered', 'transfer_rate'], `voice/queue/${type}`) }).toEqual({ type, aht: meanOf(mine), talk_time: meanOf(mine), short_answered: mine.filter((ms) => ms < 10 * MS).length, transfer_rate: mine.length === 0 ? null : 0 });
    }
    const servers = [...new Set(calls.map(({ server }) => server))].filter((server) => server !== 'NO_SERVER');
    expect(servers.length).toBe(23);
    for (const server of servers) expect([server, counted.value('aht', `voice/agent/${server}`)]).toEqual([server, meanOf(talks(answered(calls).filter((each) => each.server === server)))]);
  });

  test('ways in: to the queue, to a human, and who stayed in the menu', () => {
    const toQueue = calls.flatMap(({ queuedAt, start }) => (queuedAt === undefined ? [] : [(queuedAt - start) * MS]));
    const toHuman = calls.flatMap(({ agentAt, start }) => (agentAt === undefined ? [] : [(agentAt - start) * MS]));
    const left = calls.filter(({ outcome }) => outcome === 'left-in-menu').length;
    expect(counted.values(['contacts', 'called_while_closed', 'time_to_queue', 'time_to_human', 'containment', 'contact_abandonment_rate', 'lost_after_answer'], 'voice/contacts')).toEqual({
      contacts: 8_948, called_while_closed: 0, time_to_queue: meanOf(toQueue), time_to_human: meanOf(toHuman), containment: left / calls.length, contact_abandonment_rate: (left + abandoned(calls).length) / calls.length, lost_after_answer: 0,
    });
  });

  test('percentiles are within a 64th of those of the raw numbers', () => {
    const ways: readonly (readonly [string, string, readonly number[]])[] = [
      ['asa', 'voice/total', waits(answered(calls))], ['time_to_abandon', 'voice/total', waits(abandoned(calls))], ['wait_in_queue', 'voice/total', waits([...answered(calls), ...abandoned(calls)])],
      ['aht', 'voice/total', known(calls.map(({ talked }) => talked)).map((seconds) => seconds * MS)],
      ['time_to_queue', 'voice/contacts', calls.flatMap(({ queuedAt, start }) => (queuedAt === undefined ? [] : [(queuedAt - start) * MS]))],
      ['time_to_human', 'voice/contacts', calls.flatMap(({ agentAt, start }) => (agentAt === undefined ? [] : [(agentAt - start) * MS]))],
    ];
    for (const [metric, key, raw] of ways) {
      const told = counted.percentiles(metric, key);
      expect([metric, told?.n]).toEqual([metric, raw.length]);
      for (const [share, at] of [['p50', 0.5], ['p75', 0.75], ['p90', 0.9], ['p95', 0.95], ['p99', 0.99], ['max', 1]] as const) {
        const truth = rankOf(raw, at);
        expect([metric, share, Math.abs((told?.[share] ?? Number.NaN) - truth) <= truth / 64]).toEqual([metric, share, true]);
      }
    }
  });

  test('what the file cannot tell is null, never 0', () => {
    expect(counted.values(['wrap_up_time', 'hold_time', 'hold_abandons', 'hold_ended_by_agent', 'hold_dropped', 'agent_non_response'], 'voice/total')).toEqual({ wrap_up_time: null, hold_time: null, hold_abandons: null, hold_ended_by_agent: null, hold_dropped: null, agent_non_response: null });
    expect(counted.values(['zero_out_rate', 'no_input_rate', 'no_match_rate', 'keys_to_human', 'csat_5', 'ces_7', 'ces_7_mean', 'nps_10', 'survey_response', 'callbacks_kept', 'callbacks_reached', 'time_to_callback', 'promise_kept_rate'], 'voice/contacts')).toEqual({
      zero_out_rate: null, no_input_rate: null, no_match_rate: null, keys_to_human: null, csat_5: null, ces_7: null, ces_7_mean: null, nps_10: null, survey_response: null, callbacks_kept: null, callbacks_reached: null, time_to_callback: null, promise_kept_rate: null,
    });
    // Its agents' talk is known, what they did between two talks is not.
    expect(counted.values(['occupancy', 'time_available', 'time_away', 'breaks_over_limit'], 'agents')).toEqual({ occupancy: null, time_available: null, time_away: null, breaks_over_limit: null });
    expect(counted.value('time_on_contact', 'agent/DORIT')).toBeGreaterThan(0);
  });

  test('over the whole week each attribution counts the same', () => {
    const { arrival, completion, disconnect } = sumsByAttribution(events);
    expect([completion, disconnect]).toEqual([arrival, arrival]);
    expect(arrival?.contacts).toBe(8_948);
    // Once in its queue, once in total, and once among all who called.
    expect(arrival?.answered).toBe(3 * 7_429);
  });
});
