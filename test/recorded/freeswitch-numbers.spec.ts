import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { recorded } from '../support/esl-replayer.js';
import { eventIn, sequenceOf } from '../../src/ingest/freeswitch/esl-event.js';
import { startEsl } from '../../src/ingest/freeswitch/state.js';
import { translateEsl } from '../../src/ingest/freeswitch/translate.js';
import { InOrder } from '../../src/ingest/in-order.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import { Counted } from './counted.js';
import { FOLDER, present, RECORDING } from './freeswitch-counters.js';

/**
 * The numbers of 34 recorded calls against the raw events of the switch, and against mod_callcenter's counters of its agents. What
 * it counts by queue stands in freeswitch.spec.ts.
 */
if (!present) test.skip('34 recorded calls through a FreeSWITCH are not at ../shared/data/freeswitch, so nothing is checked against them', () => undefined);

(present ? describe : describe.skip)('the numbers of 34 recorded calls through a FreeSWITCH', () => {
  const raw = present ? recorded({ recording: RECORDING }) : [];
  const counted = new Counted(heard());
  const infos = raw.filter(({ fields }) => fields.get('Event-Subclass') === 'callcenter::info').map(({ fields }) => fields);
  const acts = (action: string): readonly ReadonlyMap<string, string>[] => infos.filter((fields) => fields.get('CC-Action') === action);
  const seconds = (fields: ReadonlyMap<string, string>, name: string): number => Number(fields.get(name));
  const queues = ['support@default', 'cards@default', 'loans@default'];
  const agents = ['2001@default', '2002@default', '2003@default', '2004@default'];
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

  test('waits and talks are those of the switch, which has whole seconds', () => {
    for (const queue of queues) {
      const answered = acts('bridge-agent-start').filter((fields) => fields.get('CC-Queue') === queue);
      const waits = answered.map((fields) => seconds(fields, 'CC-Agent-Answered-Time') - seconds(fields, 'CC-Member-Joined-Time'));
      const gone = acts('member-queue-end').filter((fields) => fields.get('CC-Queue') === queue && fields.get('CC-Cause') === 'Cancel');
      const left = gone.map((fields) => seconds(fields, 'CC-Member-Leaving-Time') - seconds(fields, 'CC-Member-Joined-Time'));
      const ours = counted.values(['answered', 'offered', 'asa', 'wait_in_queue'], `voice/queue/${queue}`);
      expect([queue, ours['answered'], ours['offered']]).toEqual([queue, answered.length, answered.length + gone.length]);
      if (answered.length > 0) expect(Math.abs((ours['asa'] ?? 0) / 1_000 - sum(waits) / waits.length)).toBeLessThan(1);
      expect(Math.abs((ours['wait_in_queue'] ?? 0) / 1_000 - sum([...waits, ...left]) / (waits.length + left.length))).toBeLessThan(1);
    }
  });

  test('talk_time of each agent: these very calls, and those before the recording', () => {
    const [head = [], ...rows] = readFileSync(path.join(FOLDER, 'callcenter-agents.txt'), 'utf8').split('\n').filter((line) => line.includes('|')).map((line) => line.split('|'));
    const column = (row: readonly string[], name: string): number => Number(row[head.indexOf(name)]);
    const told = Object.fromEntries(rows.map((row) => {
      const mine = acts('bridge-agent-end').filter((fields) => fields.get('CC-Agent') === row[0]).map((fields) => seconds(fields, 'CC-Bridge-Terminated-Time') - seconds(fields, 'CC-Agent-Answered-Time'));
      const aht = counted.value('aht', `voice/agent/${row[0] ?? ''}`);
      if (mine.length > 0) expect(Math.abs((aht ?? 0) / 1_000 - sum(mine) / mine.length)).toBeLessThan(1);
      return [row[0], { theirs: column(row, 'talk_time'), recorded: mine, earlierCalls: column(row, 'calls_answered') - mine.length }];
    }));
    // Two calls before the recording took 17 s and 23 s, and one 5 s.
    expect(told).toEqual({
      '2001@default': { theirs: 70, recorded: [9, 9, 8, 9, 9, 9], earlierCalls: 2 }, '2002@default': { theirs: 79, recorded: [8, 16, 16, 16], earlierCalls: 2 },
      '2003@default': { theirs: 0, recorded: [], earlierCalls: 0 }, '2004@default': { theirs: 25, recorded: [5, 5, 5, 5], earlierCalls: 1 },
    });
  });

  test('phones that nobody picked up: each failed ring that was not cancelled', () => {
    const told = Object.fromEntries(agents.map((agent) => {
      const fails = acts('bridge-agent-fail').filter((fields) => fields.get('CC-Agent') === agent).map((fields) => fields.get('CC-Hangup-Cause') ?? '');
      return [agent, { fails: [...new Set(fails)].map((cause) => [cause, fails.filter((each) => each === cause).length]), answered: acts('bridge-agent-start').filter((fields) => fields.get('CC-Agent') === agent).length, rate: counted.value('agent_non_response', `voice/agent/${agent}`) }];
    }));
    // The phone of 2003 could not be reached at all, 24 times: that is the phone's fault, and no refusal. The callers of 2001 and 2002 gave up while it rang.
    expect(told).toEqual({
      '2001@default': { fails: [['ORIGINATOR_CANCEL', 3]], answered: 6, rate: 0 }, '2002@default': { fails: [['ORIGINATOR_CANCEL', 2]], answered: 4, rate: 0 },
      '2003@default': { fails: [['NORMAL_TEMPORARY_FAILURE', 24]], answered: 0, rate: null }, '2004@default': { fails: [], answered: 4, rate: 0 },
    });
  });

  test('who hung up on hold, who begged and erred in the menus, and what nobody tells', () => {
    expect(counted.values(['hold_abandons', 'hold_ended_by_agent', 'hold_dropped', 'transfer_rate', 'wrap_up_time'], 'voice/total')).toEqual({ hold_abandons: 1 / 4, hold_ended_by_agent: 0, hold_dropped: 0, transfer_rate: 4 / 14, wrap_up_time: null });
    // 33 entered a menu; three pressed * where it leads nowhere; 68 stays at nodes (freeswitch.spec.ts), in 11 of which a key was wrong.
    expect(counted.values(['contacts', 'containment', 'zero_out_rate', 'no_input_rate', 'no_match_rate', 'nps_10', 'csat_5'], 'voice/contacts')).toEqual({
      contacts: 34, containment: 15 / 33, zero_out_rate: 3 / 33, no_input_rate: 0, no_match_rate: 11 / 68, nps_10: null, csat_5: null,
    });
  });

  test('keys on the way to the first queue are the digits that the switch heard before', () => {
    const keys = new Map<string, number>();
    const joined = new Map<string, number>();
    for (const { fields } of raw) {
      const call = fields.get('Unique-ID') ?? '';
      if (fields.get('Event-Name') === 'DTMF') keys.set(call, (keys.get(call) ?? 0) + 1);
      const member = fields.get('CC-Member-Session-UUID') ?? '';
      if (fields.get('CC-Action') === 'member-queue-start' && !joined.has(member)) joined.set(member, keys.get(member) ?? 0);
    }
    expect([joined.size, sum([...joined.values()])]).toEqual([18, 25]);
    expect(counted.value('keys_to_human', 'voice/contacts')).toBe(25 / 18);
    expect(counted.percentiles('keys_to_human', 'voice/contacts')).toMatchObject({ n: 18, p50: 1, max: Math.max(...joined.values()) });
  });

  function heard(): readonly EarshotEvent[] {
    let state = startEsl();
    const order = new InOrder(sequenceOf);
    const ordered = [...raw.flatMap(({ text }) => order.put(eventIn(text))), ...order.all()];
    return ordered.flatMap((event) => {
      const told = translateEsl(state, { kind: 'event', event });
      state = told.state;
      return [...told.events];
    });
  }
});
