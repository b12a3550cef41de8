import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { EarshotEvent } from '../../src/domain/event.js';
import type { Intake } from '../../src/ports/intake.js';
import { AmiConnection } from '../../src/ingest/asterisk/ami-connection.js';
import { realWait, type ConnectionReport } from '../../src/ingest/connection-report.js';
import type { AmiState } from '../../src/ingest/asterisk/ami-state.js';
import { startQueueLog, systemNameOfQueueLog } from '../../src/ingest/asterisk/queue-log-state.js';
import { translateQueueLog } from '../../src/ingest/asterisk/queue-log.js';
import { replayAmi, type ReplayOptions } from '../support/ami-replayer.js';
import { of, settle } from '../support/settled.js';
import { heardLive } from './asterisk-heard.js';

const AMI = '../shared/data/asterisk/ami-events.txt';
const LOG = '../shared/data/asterisk/queue_log';
const present = existsSync(AMI) && existsSync(LOG);

const VERBS: Readonly<Record<string, string>> = {
  ENTERQUEUE: 'offered', CONNECT: 'answered', ABANDON: 'abandoned', EXITWITHTIMEOUT: 'timeout', EXITWITHKEY: 'exit-key', EXITEMPTY: 'empty',
};

if (!present) test.skip('48 recorded calls through an Asterisk are not at ../shared/data/asterisk, so nothing is checked against them', () => undefined);

(present ? describe : describe.skip)('48 recorded calls through an Asterisk', () => {
  const raw = present ? readFileSync(AMI, 'utf8') : '';
  const lines = present ? readFileSync(LOG, 'utf8').split('\n').filter((line) => line !== '') : [];
  const live = heardLive(raw);
  const logged = readLog(lines, live.state);

  const fromRawLines = tally(lines.map((line) => line.split('|')).map(([, , queue, , verb]) => [queue, VERBS[verb ?? '']]));

  test('are 48 contacts, each started and ended once, with all calls closed', () => {
    expect(new Set(of(live.events, 'contact.started').map(({ subject }) => subject)).size).toBe(48);
    expect(of(live.events, 'contact.started').length).toBe(48);
    expect(of(live.events, 'contact.ended').length).toBe(48);
    expect(live.state.calls.size).toBe(0);
    expect(live.refused).toEqual([]);
  });

  test('are 35 stays in queues, each entered once and left once', () => {
    const entered = of(live.events, 'queue.entered').map(({ data }) => data.visit);
    expect(new Set(entered).size).toBe(35);
    const left = of(live.events, 'queue.left').map(({ data }) => data.visit);
    expect(left.length).toBe(35);
    expect(new Set(left)).toEqual(new Set(entered));
  });

  test('count the same in every queue as the raw lines of queue_log', () => {
    expect(perQueue(live.events)).toEqual(fromRawLines);
    expect(fromRawLines['support offered']).toBe(17);
  });

  test('count the same where Asterisk filters out the floods of Newexten and VarSet', () => {
    const filtered = heardLive(raw.split(/\r?\n\r?\n/).filter((text) => !/^Event: (Newexten|VarSet|CEL)/m.test(text)).join('\r\n\r\n') + '\r\n\r\n');
    expect(perQueue(filtered.events)).toEqual(fromRawLines);
    expect(of(filtered.events, 'contact.ended').length).toBe(48);
  });

  test('name agents as the queues do, not by their phones', () => {
    const agents = new Set(of(live.events, 'agent.connected').map(({ data }) => data.agent));
    expect([...agents].filter((agent) => !agent.includes('/')).sort()).toEqual(['Alice Agent', 'Bob Agent', 'Dan Agent']);
    expect([...agents].some((agent) => /PJSIP\/20\d\d/.test(agent))).toBe(false);
  });

  test('keep no digits beyond single menu keys', () => {
    const inputs = of(live.events, 'ivr.input');
    expect(inputs.filter(({ data }) => data.kind === 'slot' && data.slot === 'ACCT').map(({ data }) => data.length ?? 0).sort((a, b) => a - b)).toEqual([2, 2, 2, 2, 6, 6, 6]);
    for (const { data } of inputs) {
      if (data.kind === 'key') expect(data.key).toMatch(/^[0-9*#]$/);
      else expect(data.key).toBeUndefined();
    }
    const typed = raw.match(/^Variable: ACCT\r?\nValue: (\d+)/gm)?.map((text) => text.split('Value: ')[1] ?? '') ?? [];
    expect(typed.length).toBeGreaterThan(0);
    for (const digits of typed.filter((each) => each.length > 3)) expect(JSON.stringify(live.events)).not.toContain(`"${digits}"`);
  });

  test('give every fact that queue_log knows the same source, id, type and contact', () => {
    const heard = new Map(live.events.map((event) => [`${event.source} ${event.id}`, event]));
    for (const event of logged) {
      const same = heard.get(`${event.source} ${event.id}`);
      expect({ id: event.id, type: same?.type, subject: same?.subject }).toEqual({ id: event.id, type: event.type, subject: event.subject });
      expect(Math.abs((same?.time ?? 0) - event.time)).toBeLessThan(2_000);
    }
    expect(logged.length).toBeGreaterThan(150);
  });

  test('agree with queue_log on why each stay and each talk ended', () => {
    const heard = new Map(live.events.map((event) => [event.id, event]));
    for (const event of logged) {
      const same = heard.get(event.id);
      if (event.type === 'queue.left' && same?.type === 'queue.left') expect([event.id, same.data.reason, same.data.key]).toEqual([event.id, event.data.reason, event.data.key]);
      if (event.type === 'agent.left' && same?.type === 'agent.left') expect([event.id, same.data.by]).toEqual([event.id, event.data.by]);
    }
  });

  test('tell every menu, wrong key, silence and outcome that the dialplan told', () => {
    expect(of(live.events, 'ivr.no-match').length).toBe(7 + 3);
    expect(of(live.events, 'ivr.no-input').length).toBe(10);
    expect(of(live.events, 'ivr.outcome').map(({ data }) => data.name)).toEqual(['balance', 'balance', 'balance']);
    expect(new Set(of(live.events, 'ivr.node.entered').map(({ data }) => data.node))).toEqual(new Set(['main', 'accounts', 'cards', 'card-limits', 'loans', 'from-itsp/2565551100']));
  });

  test('arrive whole over a connection', async () => {
    const { events, gaps } = await overTcp({ recording: AMI });
    expect(ids(events)).toEqual(ids(live.events));
    expect(gaps).toBe(0);
  }, 30_000);

  test('arrive whole and once when the connection is cut twice, with each gap declared', async () => {
    const { events, gaps, logins } = await overTcp({ recording: AMI, cutAfter: [2_000, 5_000] });
    expect([gaps, logins]).toEqual([2, 3]);
    expect(of(events, 'source.gap').every(({ data }) => (data.to ?? 0) >= (data.from ?? 1))).toBe(true);
    const told = events.filter(({ type }) => type !== 'source.gap' && !type.startsWith('agent.s'));
    expect(ids(told)).toEqual(ids(live.events.filter(({ type }) => !type.startsWith('agent.s'))));
  }, 30_000);

  test('are made whole by queue_log where a gap swallowed a part', async () => {
    const { events } = await overTcp({ recording: AMI, cutAfter: [3_000], missed: 1_500 });
    const settled = settle([...events, ...logged]);
    expect(tally(of(settled, 'queue.entered').map(({ data }) => [data.queue, 'offered']))).toEqual(only(fromRawLines, 'offered'));
    for (const reason of ['answered', 'abandoned', 'timeout', 'exit-key']) {
      expect(tally(of(settled, 'queue.left').filter(({ data }) => data.reason === reason).map(({ data }) => [data.queue, reason]))).toEqual(only(fromRawLines, reason));
    }
  }, 30_000);
});

function readLog(lines: readonly string[], { names }: AmiState): EarshotEvent[] {
  let state = startQueueLog({ systemName: systemNameOfQueueLog(lines) ?? 'pbx', names });
  return lines.flatMap((line) => {
    const told = translateQueueLog(state, line);
    state = told.state;
    return [...told.events];
  });
}

async function overTcp(options: ReplayOptions): Promise<{ events: EarshotEvent[]; gaps: number; logins: number }> {
  const replayer = await replayAmi(options);
  const events: EarshotEvent[] = [];
  let gaps = 0;
  const intake: Intake = { accept: (batch) => Promise.resolve({ taken: true, position: events.push(...batch) }) };
  const quiet = (): void => undefined;
  const report: ConnectionReport = { connected: quiet, renamed: quiet, disconnected: quiet, delivered: quiet, postponed: quiet, heard: quiet, alive: quiet, refused: quiet, ignored: quiet, gap: () => { gaps++; } };
  const address = { host: '127.0.0.1', port: replayer.port, encrypted: false, user: 'earshot', secret: 'secret', name: 'pbx' };
  const wait = (ms: number, signal?: AbortSignal): Promise<void> => realWait(Math.min(ms, 20), signal);
  const connection = new AmiConnection({ address, intake, report, clock: { now: () => Date.now() }, random: () => 0.5, wait });
  connection.start();
  await replayer.finished;
  for (let quietFor = 0, seen = -1; quietFor < 5; quietFor = seen === events.length ? quietFor + 1 : 0) {
    seen = events.length;
    await realWait(30);
  }
  await connection.stop();
  await replayer.close();
  return { events, gaps, logins: replayer.logins() };
}

function ids(events: readonly EarshotEvent[]): string[] {
  return events.map(({ source, id }) => `${source} ${id}`).sort();
}

function perQueue(events: readonly EarshotEvent[]): Record<string, number> {
  return tally([
    ...of(events, 'queue.entered').map(({ data }) => [data.queue, 'offered']),
    ...of(events, 'queue.left').map(({ data }) => [data.queue, data.reason]),
  ]);
}

function only(counts: Readonly<Record<string, number>>, what: string): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([key]) => key.endsWith(` ${what}`)));
}

function tally(pairs: readonly (readonly (string | undefined)[])[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [queue, what] of pairs) if (what !== undefined) counts[`${queue} ${what}`] = (counts[`${queue} ${what}`] ?? 0) + 1;
  return counts;
}
