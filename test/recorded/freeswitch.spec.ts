import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { EarshotEvent } from '../../src/domain/event.js';
import { realWait, type ConnectionReport } from '../../src/ingest/connection-report.js';
import { EslConnection } from '../../src/ingest/freeswitch/esl-connection.js';
import { eventIn, sequenceOf } from '../../src/ingest/freeswitch/esl-event.js';
import { startEsl, type EslState } from '../../src/ingest/freeswitch/state.js';
import { translateEsl } from '../../src/ingest/freeswitch/translate.js';
import { InOrder } from '../../src/ingest/in-order.js';
import type { Intake } from '../../src/ports/intake.js';
import { recorded, replayEsl, type EslReplayOptions } from '../support/esl-replayer.js';
import { of, settle } from '../support/settled.js';
import { countersOf, earlierThan, FOLDER, perAgent, perQueue, present, RECORDING } from './freeswitch-counters.js';

if (!present) test.skip('34 recorded calls through a FreeSWITCH are not at ../shared/data/freeswitch, so nothing is checked against them', () => undefined);

(present ? describe : describe.skip)('34 recorded calls through a FreeSWITCH', () => {
  const raw = present ? recorded({ recording: RECORDING }) : [];
  const live = heardLive();

  test('are 34 contacts, each started and ended once, with all calls closed', () => {
    expect(new Set(of(live.events, 'contact.started').map(({ subject }) => subject)).size).toBe(34);
    expect([of(live.events, 'contact.started').length, of(live.events, 'contact.ended').length]).toEqual([34, 34]);
    expect([live.state.calls.size, live.state.legs.size, live.refused]).toEqual([0, 0, []]);
    // Only the beginning of a menu is told twice, when it has taken a key, and one hold's end: its caller hung up on hold.
    const told = live.events.filter(({ type, data }) => type !== 'ivr.node.entered' || data.options === undefined);
    expect(new Set(live.events.map(({ id }) => id)).size).toBe(told.length - 1);
  });

  test('are 22 stays in queues, each entered once and left once', () => {
    const [entered, left] = [of(live.events, 'queue.entered'), of(live.events, 'queue.left')].map((events) => events.map(({ data }) => data.visit));
    expect([entered?.length, new Set(entered).size, left?.length]).toEqual([22, 22, 22]);
    expect(new Set(left)).toEqual(new Set(entered));
  });

  test('count in every queue what mod_callcenter counts, without the calls that are older than the recording', () => {
    // The counters run since the switch was started; its first 25 channels came and went before the recording began.
    expect(earlierThan(raw)).toEqual({ channels: 25, seconds: 203 });
    const before = { 'cards@default': { answered: 1, abandoned: 0 }, 'support@default': { answered: 4, abandoned: 1 }, 'loans@default': { answered: 0, abandoned: 1 } };
    // Six callers — one of them passed on — to five agents' phones, one phone that rang in vain for who gave up, eight for who timed out; and five who came no further than a menu.
    expect(6 + 5 + 1 + 8 + 5).toBe(25);
    for (const [queue, counters] of Object.entries(countersOf())) {
      const ours = perQueue(live.events)[queue] ?? { answered: 0, abandoned: 0, timeout: 0 };
      const earlier = before[queue as keyof typeof before];
      expect({ queue, answered: ours.answered + earlier.answered }).toEqual({ queue, answered: counters.answered });
      // Theirs counts everyone who left without an answer, those who timed out among them; ours keeps the two apart.
      expect({ queue, unanswered: ours.abandoned + ours.timeout + earlier.abandoned }).toEqual({ queue, unanswered: counters.abandoned });
    }
    expect(perQueue(live.events)).toEqual({
      'support@default': { answered: 10, abandoned: 5, timeout: 0 }, 'cards@default': { answered: 4, abandoned: 0, timeout: 0 }, 'loans@default': { answered: 0, abandoned: 0, timeout: 3 },
    });
  });

  test('agree with the counters of the agents, call by call', () => {
    const agents = readFileSync(path.join(FOLDER, 'callcenter-agents.txt'), 'utf8').split('\n').filter((line) => line.includes('|')).map((line) => line.split('|'));
    const [head = [], ...rows] = agents;
    const theirs: Record<string, { readonly answered: number; readonly unanswered: number }> = Object.fromEntries(rows.map((row) => [row[0], { answered: Number(row[head.indexOf('calls_answered')]), unanswered: Number(row[head.indexOf('no_answer_count')]) }]));
    const ours = perAgent(live.events);
    // The five calls that were answered before, and the eight rings of the caller who timed out before. Their count of rings begins anew with every answer.
    expect(Object.fromEntries(Object.entries(theirs).map(([agent, counted]) => [agent, [counted.answered - (ours[agent]?.answered ?? 0), counted.unanswered - (ours[agent]?.unanswered ?? 0)]]))).toEqual({
      '2001@default': [2, 0], '2002@default': [2, 0], '2003@default': [0, 8], '2004@default': [1, 0],
    });
  });

  test('tell every menu that listened, and none that was only passed through on the way out', () => {
    const entries = raw.filter(({ fields }) => fields.get('Event-Subclass') === 'menu::enter');
    const through = entries.filter(({ fields }) => fields.get('Channel-State-Number') !== '4');
    const nodes = of(settle(live.events), 'ivr.node.entered').map(({ data }) => data.node);
    expect([entries.length, through.length, nodes.filter((node) => node !== 'acct').length]).toEqual([71, 7, 64]);
    expect(of(live.events, 'ivr.node.left').length).toBe(nodes.length);
    expect(new Set(nodes)).toEqual(new Set(['demo_ivr', 'bank_main', 'bank_cards', 'bank_loans', 'acct']));
  });

  test('keep no digits beyond single menu keys', () => {
    const inputs = of(live.events, 'ivr.input');
    expect(inputs.filter(({ data }) => data.kind === 'slot').map(({ data }) => [data.slot, data.length])).toEqual(Array(4).fill(['acct', 6]));
    expect(inputs.filter(({ data }) => data.kind === 'key').every(({ data }) => /^[0-9*#]$/.test(data.key ?? ''))).toBe(true);
    expect(raw.filter(({ fields }) => fields.get('Event-Name') === 'DTMF').length).toBe(inputs.length - 4 + 4 * 6);
    expect(JSON.stringify(live.events)).not.toContain('"123456"');
  });

  test('tell the four callers who were passed on from cards to support, and the four who were put on hold', () => {
    expect(of(live.events, 'transfer.completed').map(({ data }) => [data.kind, data.toQueue])).toEqual(Array(4).fill(['blind', 'support@default']));
    const sides = of(live.events, 'agent.left').map(({ data }) => data.by);
    expect(['agent', 'customer', 'transfer'].map((side) => sides.filter((by) => by === side).length)).toEqual([8, 2, 4]);
    expect([of(live.events, 'hold.started').length, new Set(of(live.events, 'hold.ended').map(({ id }) => id)).size]).toEqual([4, 4]);
  });

  test.each<[string, Partial<EslReplayOptions>]>([
    ['over a connection', {}], ['in another order', { shuffledWithin: 30 }], ['twice', { times: 2 }], ['with two cuts', { cutAfter: [900, 1_800] }],
  ])('arrive whole and once %s', async (_how, options) => {
    const { events, logins } = await overTcp(options);
    expect(logins).toBe(1 + (options.cutAfter?.length ?? 0) + (options.times ?? 1) - 1);
    expect(contactFacts(events)).toEqual(contactFacts(live.events));
  }, 30_000);

  test('tell how each call and each stay ended, though a gap swallowed a part, from what the channels remember', async () => {
    const { events } = await overTcp({ cutAfter: [600], missed: 400 });
    const missing = new Set(of(live.events, 'contact.started').map(({ subject }) => subject));
    for (const { subject } of of(events, 'contact.ended')) missing.delete(subject);
    // What began and ended within the gap was never heard of.
    expect(missing.size).toBeLessThanOrEqual(4);
    const settled = new Map(settle(events).map((event) => [event.id, event]));
    const truth = of(live.events, 'queue.left').filter((event) => settled.has(event.id));
    expect(truth.length).toBeGreaterThan(15);
    for (const event of truth) expect([event.id, (settled.get(event.id) as typeof event).data.reason]).toEqual([event.id, event.data.reason]);
  }, 30_000);

  function heardLive(): { state: EslState; events: EarshotEvent[]; refused: string[] } {
    let state = startEsl();
    const order = new InOrder(sequenceOf);
    const refused: string[] = [];
    const ordered = [...raw.flatMap(({ text }) => order.put(eventIn(text))), ...order.all()];
    const events = ordered.flatMap((event) => {
      const told = translateEsl(state, { kind: 'event', event });
      state = told.state;
      refused.push(...told.refused.map(({ reason }) => reason));
      return [...told.events];
    });
    return { state, events, refused };
  }
});

async function overTcp(options: Partial<EslReplayOptions>): Promise<{ events: EarshotEvent[]; logins: number }> {
  const replayer = await replayEsl({ recording: RECORDING, ...options });
  const events: EarshotEvent[] = [];
  const intake: Intake = { accept: (batch) => Promise.resolve({ taken: true, position: events.push(...batch) }) };
  const quiet = (): void => undefined;
  const report: ConnectionReport = { connected: quiet, renamed: quiet, disconnected: quiet, delivered: quiet, postponed: quiet, heard: quiet, alive: quiet, refused: quiet, ignored: quiet, gap: quiet };
  const wait = (ms: number, signal?: AbortSignal): Promise<void> => realWait(Math.min(ms, 20), signal);
  const connection = new EslConnection({ address: { host: '127.0.0.1', port: replayer.port, encrypted: false, secret: 'ClueCon' }, intake, report, clock: { now: () => Date.now() }, random: () => 0.5, wait });
  connection.start();
  await replayer.finished;
  for (let quietFor = 0, seen = -1; quietFor < 8; quietFor = seen === events.length ? quietFor + 1 : 0) {
    seen = events.length;
    await realWait(40);
  }
  await connection.stop();
  await replayer.close();
  return { events, logins: replayer.logins() };
}

/** What is told of contacts, each once as the log keeps it: time, type, contact and data. */
function contactFacts(events: readonly EarshotEvent[]): string[] {
  const told = events.filter(({ type }) => !type.startsWith('source.') && !type.startsWith('agent.s'));
  return settle(told).map(({ source, id, type, time, subject, data }) => JSON.stringify([source, id, type, time, subject, data])).sort();
}
