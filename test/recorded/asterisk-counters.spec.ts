import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { heardLive } from './asterisk-heard.js';
import { AMI, LOG, present } from './asterisk-log.js';
import { Counted } from './counted.js';
import { unnamedFloor } from '../../src/domain/floor.js';

/**
 * The numbers of 48 recorded calls against the raw lines of queue_log and of the AMI stream, and against Asterisk's own counters
 * (`ami-QueueStatus.txt`), each difference down to the calls it is made of. The counters run since the PBX was started, 460 s before
 * the recording.
 */
const STATUS = '../shared/data/asterisk/ami-QueueStatus.txt';
const isHere = present && existsSync(STATUS);
if (!isHere) test.skip('the counters of an Asterisk are not at ../shared/data/asterisk, so nothing is checked against them', () => undefined);

const queues = ['cards', 'customer_advocate', 'loans', 'sales', 'support'] as const;
type Fields = Readonly<Record<string, string>>;

(isHere ? describe : describe.skip)('the counters of an Asterisk', () => {
  const stream = isHere ? blocksOf(readFileSync(AMI, 'utf8')) : [];
  const status = isHere ? blocksOf(readFileSync(STATUS, 'utf8')) : [];
  const log = isHere ? readFileSync(LOG, 'utf8').split('\n').filter((line) => line !== '').map((line) => line.split('|')) : [];
  const params = (queue: string): Fields => status.find((block) => block['Event'] === 'QueueParams' && block['Queue'] === queue) ?? {};
  const members = (queue: string): readonly Fields[] => status.filter((block) => block['Event'] === 'QueueMember' && block['Queue'] === queue);
  const lines = (queue: string, ...verbs: readonly string[]): readonly (readonly string[])[] => log.filter(([, , at, , verb = '']) => at === queue && verbs.includes(verb));
  /** What the recording gives a call: the number after the second in its id. */
  const callsOf = (queue: string, ...verbs: readonly string[]): readonly number[] => lines(queue, ...verbs).map(([, id = '']) => Number(id.split('.')[1]));
  const floor = { ...unnamedFloor, queues: Object.fromEntries(queues.map((queue) => [queue, { answerWithinMs: Number(params(queue)['ServiceLevel']) * 1_000 }])) };
  const counted = new Counted(isHere ? heardLive(readFileSync(AMI, 'utf8')).events : [], floor);
  const ours = (metric: string, queue: string): number => counted.value(metric, `voice/queue/${queue}`) ?? 0;

  /** What each member had taken when the stream first tells of it: before its first recorded call. */
  const takenBefore = (queue: string): Readonly<Record<string, number>> => Object.fromEntries(members(queue).map(({ Name: name = '' }) =>
    [name, Number(stream.find((block) => block['Queue'] === queue && block['MemberName'] === name && block['CallsTaken'] !== undefined)?.['CallsTaken'] ?? 0)]));
  const of = (name: string): readonly Fields[] => stream.filter((block) => block['UserEvent'] === name);
  const callOf = (block: Fields): number => Number((block['Uniqueid'] ?? '').split('.')[1]);
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

  test('Completed: ours, and what each agent had taken before the recording', () => {
    const earlier = { cards: { 'Dan Agent': 2 }, customer_advocate: { 'PJSIP/1101': 3, 'PJSIP/1102': 0, 'PJSIP/1115': 0 }, loans: { 'Carol NoAnswer': 0 }, sales: { 'PJSIP/1105': 0, 'PJSIP/1109': 3, 'PJSIP/1112': 0 }, support: { 'Alice Agent': 5, 'Bob Agent': 3, 'Carol NoAnswer': 0 } };
    expect(Object.fromEntries(queues.map((queue) => [queue, takenBefore(queue)]))).toEqual(earlier);
    for (const queue of queues) expect({ queue, completed: ours('answered', queue) + sum(Object.values(takenBefore(queue))) }).toEqual({ queue, completed: Number(params(queue)['Completed']) });
  });

  test('CallsTaken of each agent: these very calls, and those before', () => {
    const taken = Object.fromEntries(queues.flatMap((queue) => members(queue).map(({ Name: name = '', CallsTaken: all = '' }) => {
      const mine = lines(queue, 'CONNECT').filter(([, , , agent]) => agent === name).map(([, id = '']) => Number(id.split('.')[1]));
      expect([queue, name, Number(all)]).toEqual([queue, name, (takenBefore(queue)[name] ?? 0) + mine.length]);
      return [`${queue} ${name}`, mine] as const;
    })).filter(([, mine]) => mine.length > 0));
    expect(taken).toEqual({
      'cards Dan Agent': [126, 138, 174, 202, 216, 220], 'customer_advocate PJSIP/1101': [135, 154, 172, 176], 'sales PJSIP/1109': [141, 209],
      'support Alice Agent': [113, 122, 138, 184, 203, 199, 216], 'support Bob Agent': [126, 170, 174, 202, 220],
    });
  });

  test('Abandoned: who gave up and who timed out, never who left by a key, and those before the recording', () => {
    expect(Object.fromEntries(queues.map((queue) => [queue, { gaveUp: callsOf(queue, 'ABANDON'), timedOut: callsOf(queue, 'EXITWITHTIMEOUT'), byKey: callsOf(queue, 'EXITWITHKEY') }]))).toEqual({
      cards: { gaveUp: [], timedOut: [], byKey: [] }, customer_advocate: { gaveUp: [], timedOut: [], byKey: [] }, loans: { gaveUp: [], timedOut: [112, 177, 208], byKey: [] },
      sales: { gaveUp: [128, 156, 186], timedOut: [], byKey: [] }, support: { gaveUp: [121, 114, 181], timedOut: [], byKey: [133, 196] },
    });
    for (const queue of queues) {
      expect([queue, ours('abandoned', queue), ours('flowouts_involuntary', queue), ours('flowouts_by_choice', queue)]).toEqual([queue, callsOf(queue, 'ABANDON').length, callsOf(queue, 'EXITWITHTIMEOUT').length, callsOf(queue, 'EXITWITHKEY').length]);
    }
    // A queue that times out every caller is "abandoned" there: the same as our lost, and not our abandoned.
    expect(Object.fromEntries(queues.map((queue) => [queue, Number(params(queue)['Abandoned']) - ours('abandoned', queue) - ours('flowouts_involuntary', queue)]))).toEqual({ cards: 1, customer_advocate: 0, loans: 3, sales: 3, support: 3 });
    // The first recorded call is the 112th channel, so there were others; and the PBX ran since 460 s.
    expect([Math.min(...callsOf('support', 'ENTERQUEUE'), ...callsOf('loans', 'ENTERQUEUE')), Number(log[0]?.[0]) - Number(members('cards')[0]?.['LoginTime'])]).toEqual([112, 460]);
  });

  test('ServicelevelPerf and Perf2: our answered_only and abandon_positive of the same calls, with as many before as there were', () => {
    const told = Object.fromEntries(queues.map((queue) => {
      const { Completed: completed = '', Abandoned: abandoned = '', ServicelevelPerf: perf = '', ServicelevelPerf2: perf2 = '' } = params(queue);
      const inTime = Math.round(Number(perf) / 100 * Number(completed));
      const goneInTime = Math.round(Number(perf2) / 100 * (Number(completed) + Number(abandoned))) - inTime;
      const mine = [ours('answered_only', queue) * ours('answered', queue), ours('abandon_positive', queue) * (ours('answered', queue) + ours('abandoned', queue))].map(Math.round) as [number, number];
      return [queue, { inTime: [inTime, mine[0]], gone: [goneInTime, mine[1] - mine[0]] }];
    }));
    // Theirs, since the start; ours, of the recording. What lies between is never more than were answered, or gone, before.
    expect(told).toEqual({
      cards: { inTime: [8, 6], gone: [0, 0] }, customer_advocate: { inTime: [7, 4], gone: [0, 0] }, loans: { inTime: [0, 0], gone: [0, 0] }, sales: { inTime: [5, 2], gone: [6, 3] }, support: { inTime: [15, 8], gone: [5, 2] },
    });
  });

  test('Holdtime and TalkTime are moving averages of a quarter each: ours of the same calls are means, and theirs follow from the same calls', () => {
    const holds = (queue: string): readonly number[] => lines(queue, 'CONNECT').map((line) => Number(line[5]));
    const talks = (queue: string): readonly number[] => lines(queue, 'COMPLETEAGENT', 'COMPLETECALLER', 'BLINDTRANSFER').map((line) => Number(line[4] === 'BLINDTRANSFER' ? line[8] : line[6]));
    const told = Object.fromEntries(queues.map((queue) => {
      const { Holdtime: hold = '', TalkTime: talk = '' } = params(queue);
      return [queue, { hold: [Number(hold), before(Number(hold), holds(queue))], talk: [Number(talk), before(Number(talk), talks(queue))] }];
    }));
    // Theirs, and where it must have stood before the recording: after two calls of Dan's, each of minutes, TalkTime fell from 90 s by six of 5 s.
    expect(told).toEqual({
      cards: { hold: [3, [0, 9]], talk: [19, [89, 90]] }, customer_advocate: { hold: [2, [2, 7]], talk: [8, [16, 19]] }, loans: { hold: [0, [0, 0]], talk: [0, [0, 0]] },
      sales: { hold: [2, [2, 2]], talk: [16, [23, 23]] }, support: { hold: [10, [0, 8]], talk: [12, [0, 43]] },
    });
    for (const queue of queues.filter((each) => ours('answered', each) > 0)) expect([queue, Math.abs(ours('asa', queue) / 1_000 - sum(holds(queue)) / holds(queue).length) < 1]).toEqual([queue, true]);
  });

  test('who did not pick up: the rings of queue_log, none of them cancelled', () => {
    const vain = (agent: string): number => log.filter(([, , , who, verb]) => who === agent && verb === 'RINGNOANSWER').length;
    const taken = (agent: string): number => log.filter(([, , , who, verb]) => who === agent && verb === 'CONNECT').length;
    for (const agent of ['Alice Agent', 'Bob Agent', 'Carol NoAnswer', 'Dan Agent']) {
      expect([agent, counted.value('agent_non_response', `voice/agent/${agent}`)]).toEqual([agent, vain(agent) / (vain(agent) + taken(agent))]);
    }
    expect(vain('Carol NoAnswer')).toBe(11);
  });

  test('who asked for a person: whom the dialplan tells, and whom it does not', () => {
    const told = new Set(of('IVRZeroOut').map(callOf));
    expect([...told]).toEqual([113, 114, 121, 122, 133, 170, 181, 184, 196, 199, 203]);
    // In the bank * is taken for "back" and told of as nothing; the company's dialplan sends no such events, and these three pressed 0 there.
    const untold = [123, 166, 168, 201, 214, 137, 155, 173];
    expect(counted.value('zero_out_rate', 'voice/contacts')).toBe((told.size + untold.length) / 48);
  });

  test('silences and wrong keys of the stays in menus, of which a prompt that comes again is none', () => {
    const visits = new Map<string, { readonly menu: string; silent: boolean; wrong: boolean; asksAgain: boolean }[]>();
    for (const block of stream) {
      const { UserEvent: name, Uniqueid: call = '', Menu: menu = '' } = block;
      const mine = visits.get(call) ?? [];
      const last = mine.at(-1);
      if (name === 'IVRMenu' && last?.asksAgain === true && last.menu === menu) last.asksAgain = false;
      else if (name === 'IVRMenu') visits.set(call, [...mine, { menu, silent: false, wrong: false, asksAgain: false }]);
      if (last === undefined || (name !== 'IVRTimeout' && name !== 'IVRInvalid')) continue;
      last.asksAgain = true;
      if (name === 'IVRTimeout') last.silent = true;
      else last.wrong = true;
    }
    const all = [...visits.values()].flat();
    expect([all.length, all.filter(({ silent }) => silent).length, all.filter(({ wrong }) => wrong).length]).toEqual([104, 6, 7]);
    // The company's 16 calls were each one stay more, of which the dialplan tells nothing; in 118 it was the stream's own words that showed three wrong keys.
    expect(counted.values(['no_input_rate', 'no_match_rate'], 'voice/contacts')).toEqual({ no_input_rate: 6 / (104 + 16), no_match_rate: (7 + 1) / (104 + 16) });
    expect([of('IVRInvalid').length, of('IVRTimeout').length]).toEqual([7, 10]);
  });

  test('from the call to the queue, by the instants of the stream', () => {
    const at = (block: Fields | undefined): number => Number(block?.['Timestamp']);
    const first = (event: string, call: number): Fields | undefined => stream.find((block) => block['Event'] === event && callOf(block) === call);
    const joined = [...new Set(stream.filter((block) => block['Event'] === 'QueueCallerJoin').map(callOf))];
    const toQueue = joined.map((call) => at(first('QueueCallerJoin', call)) - at(first('Newchannel', call)));
    const mean = (numbers: readonly number[]): number => sum(numbers) / numbers.length;
    expect([joined.length, Math.abs(mean(toQueue) - (counted.value('time_to_queue', 'voice/contacts') ?? 0) / 1_000) < 0.001]).toEqual([29, true]);
  });

  test('who was put on hold, and who hung up there', () => {
    const held = stream.filter((block) => block['Event'] === 'Hold').map((block) => Number((block['Linkedid'] ?? '').split('.')[1]));
    expect(held).toEqual([126, 170, 174, 202, 220]);
    expect(counted.values(['hold_abandons', 'hold_ended_by_agent', 'hold_dropped', 'wrap_up_time'], 'voice/total')).toEqual({ hold_abandons: 1 / 5, hold_ended_by_agent: 0, hold_dropped: 0, wrap_up_time: null });
  });

  test('passed on: the blind transfers of queue_log, of each queue\'s answers', () => {
    for (const queue of queues) expect([queue, counted.value('transfer_rate', `voice/queue/${queue}`)]).toEqual([queue, callsOf(queue, 'CONNECT').length === 0 ? null : callsOf(queue, 'BLINDTRANSFER').length / callsOf(queue, 'CONNECT').length]);
  });

  test('states: Bob\'s lunch of 18 s is all the time that anybody was away', () => {
    const [paused, back] = ['PAUSEALL', 'UNPAUSEALL'].map((verb) => log.find(([, , , who, what]) => who === 'Bob Agent' && what === verb)?.[0]);
    expect(Math.abs((counted.value('time_away', 'agent/Bob Agent') ?? 0) / 1_000 - (Number(back) - Number(paused)))).toBeLessThan(1);
    expect(counted.value('time_away', 'agents')).toBe(counted.value('time_away', 'agent/Bob Agent'));
    // Asterisk has no wrap-up that it could tell of.
    expect(counted.values(['breaks_over_limit', 'time_in_wrap_up', 'wrap_ups_over_limit'], 'agent/Bob Agent')).toEqual({ breaks_over_limit: 0, time_in_wrap_up: null, wrap_ups_over_limit: null });
  });
});

/** From which value on these samples lead to the last, each making up a quarter of it in whole seconds; undefined: from none. */
function before(last: number, samples: readonly number[]): readonly [number, number] | undefined {
  const from = Array.from({ length: 1_000 }, (_, begin) => begin).filter((begin) => samples.reduce((old, sample) => Math.floor((3 * old + sample) / 4), begin) === last);
  return from.length === 0 ? undefined : [from[0] ?? 0, from.at(-1) ?? 0];
}

function blocksOf(text: string): readonly Fields[] {
  return text.split(/\r?\n\r?\n/).map((block) => Object.fromEntries(block.split(/\r?\n/).flatMap((line) => {
    const at = line.indexOf(': ');
    return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 2)]];
  })));
}
