import { appendFile, mkdtemp, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EarshotEvent } from '../../domain/event.js';
import type { IntakeAnswer } from '../../ports/intake.js';
import type { Places } from '../../ports/places.js';
import { realWait } from '../connection-report.js';
import { EPOCH, until } from '../story.js';
import { parseQueueLogAddresses } from './queue-log-address.js';
import { startQueueLog } from './queue-log-state.js';
import { QueueLogTail } from './queue-log-tail.js';
import { translateQueueLog } from './queue-log.js';
import { CALLER } from './story.js';

let file = '';
let kept = new Map<string, unknown>();
const open: QueueLogTail[] = [];
beforeEach(async () => {
  file = path.join(await mkdtemp(path.join(tmpdir(), 'earshot-tail-')), 'queue_log');
  kept = new Map();
});
afterEach(async () => {
  for (const each of open.splice(0)) await each.stop();
});

const line = (second: number, ...rest: string[]): string => `${[EPOCH + second, CALLER, 'support', ...rest].join('|')}\n`;
const joins = line(4, 'NONE', 'ENTERQUEUE', '', '6175550157', '1');

test('hands on each line as it is written, over a rotation, under the ids that an import gives', async () => {
  await writeFile(file, joins);
  const { events } = watch();
  await until(() => events.length === 2);
  await rename(file, `${file}.1`);
  await writeFile(file, line(20, 'Alice Agent', 'CONNECT', '16', 'pbx1-1700000016.3', '4'));
  await until(() => events.some(({ type }) => type === 'agent.connected'));
  let state = startQueueLog({ systemName: 'pbx1' });
  const imported = [joins, line(20, 'Alice Agent', 'CONNECT', '16', 'pbx1-1700000016.3', '4')].flatMap((text) => {
    const told = translateQueueLog(state, text.trimEnd());
    state = told.state;
    return [...told.events];
  });
  expect(events.map(({ source, id }) => `${source} ${id}`)).toEqual(imported.map(({ source, id }) => `${source} ${id}`));
});

test('goes on after a restart where it stood, and still knows the calls that were open', async () => {
  await writeFile(file, joins);
  const first = watch();
  await until(() => kept.size === 1);
  await first.tail.stop();
  await appendFile(file, line(11, 'NONE', 'ABANDON', '1', '1', '7'));
  const { events } = watch();
  await until(() => events.length > 0);
  expect(events.map(({ id, type }) => [id, type])).toEqual([[`${CALLER}:support:1:left`, 'queue.left'], [`${CALLER}:ended`, 'contact.ended']]);
  expect(JSON.stringify([...kept])).not.toContain('6175550157');
});

test('keeps its place only for what is durable', async () => {
  await writeFile(file, joins);
  let isOpen = false;
  const { events, report } = watch(() => isOpen ? { taken: true, position: 1 } : { taken: false, cause: 'log', retryAfterMs: 10, reason: 'The log cannot be written.' });
  await until(() => report.postponed.length > 1);
  expect([kept.size, events.length]).toEqual([0, 0]);
  isOpen = true;
  await until(() => kept.size === 1);
  expect(events.length).toBe(2);
});

test('an intake that breaks does not end it', async () => {
  await writeFile(file, joins);
  let isBroken = true;
  const { events, report } = watch(() => {
    if (isBroken) throw new Error('a mistake of ours');
    return { taken: true, position: 1 };
  });
  await until(() => report.postponed.includes('a mistake of ours'));
  isBroken = false;
  await until(() => events.length === 2);
});

test('what happened long ago is history, what happens now is not', async () => {
  await writeFile(file, joins);
  const now = watch();
  await until(() => now.events.length === 2);
  const later = watch(undefined, (EPOCH + 7_200) * 1_000, new Map());
  await until(() => later.events.length === 2);
  expect([now.history, later.history]).toEqual([[false], [true]]);
});

test('waits for a file that is not there, and says so once', async () => {
  const { events, report } = watch();
  await until(() => report.unreadable.length > 0);
  await realWait(50);
  await writeFile(file, joins);
  await until(() => events.length === 2);
  expect(report.unreadable).toEqual(['ENOENT']);
});

test('says which line was refused, and reads it again at its old place without moving its calls', async () => {
  await writeFile(file, joins + line(5, 'NONE', 'NEWVERB', '3') + line(11, 'NONE', 'ABANDON', '1', '1', '7'));
  const { tail, events, report } = watch();
  await until(() => events.some(({ type }) => type === 'contact.ended'));
  expect(report.refused).toEqual([{
    source: 'asterisk/pbx1', reason: 'Line 2 was left out. Its verb NEWVERB is not one that Asterisk\'s queues write.',
    sent: { line: 2, time: String(EPOCH + 5), uniqueid: CALLER, queue: 'support', member: 'NONE', verb: 'NEWVERB', data: ['3'] },
  }]);
  const [{ sent } = { sent: undefined }] = report.refused;
  expect(await tail.retry(sent)).toEqual({ ok: false, reason: report.refused[0]?.reason });
  events.length = 0;
  expect(await tail.retry({ ...(sent as object), verb: 'EXITEMPTY', data: ['1', '1', '1'] })).toEqual({ ok: true, value: expect.any(Number) });
  expect(events.map(({ time, sequence }) => [time, sequence])).toContainEqual([(EPOCH + 5) * 1_000, 2]);
});

test('no line of any content stops it', () => {
  const parts = fc.constantFrom('1700000000', CALLER, 'support', 'Alice', 'ENTERQUEUE', 'CONNECT', 'COMPLETEAGENT', 'BLINDTRANSFER', 'RINGNOANSWER', 'PAUSEALL', 'INFO', 'IVRAPPEND', '', 'NONE', '__proto__', 'constructor', '5');
  const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.array(parts, { maxLength: 9 }).map((each) => each.join('|')), fc.array(parts, { minLength: 2, maxLength: 6 }).map((rest) => ['1700000000', CALLER, ...rest].join('|')));
  fc.assert(fc.property(fc.array(text, { maxLength: 40 }), (lines) => {
    lines.reduce((state, each) => translateQueueLog(state, each).state, startQueueLog());
  }));
});

test('reads the setting: one path or several, named where the PBX has no systemname', () => {
  expect(parseQueueLogAddresses('/var/log/asterisk/queue_log, north=/mnt/north/queue_log')).toEqual({ ok: true, value: [{ path: '/var/log/asterisk/queue_log', name: undefined }, { path: '/mnt/north/queue_log', name: 'north' }] });
  expect(parseQueueLogAddresses('queue_log')).toEqual({ ok: false, reason: 'queue_log in EARSHOT_QUEUE_LOG is no path from the root. Write /var/log/asterisk/queue_log, or name=/path.' });
  expect(parseQueueLogAddresses('/a,b=/a').ok).toBe(false);
});

function watch(answer: () => IntakeAnswer = () => ({ taken: true, position: 1 }), now = (EPOCH + 30) * 1_000, places: Map<string, unknown> = kept) {
  const events: EarshotEvent[] = [];
  const history: boolean[] = [];
  const report = { unreadable: [] as string[], postponed: [] as string[], refused: [] as { source: string; reason: string; sent: unknown }[], lost: 0 };
  const memory: Places = { read: (name) => Promise.resolve(places.get(name)), write: (name, place) => Promise.resolve(void places.set(name, place)) };
  const tail = new QueueLogTail({
    address: { path: file }, places: memory, clock: { now: () => now }, wait: (ms, signal) => realWait(Math.min(ms, 5), signal),
    intake: {
      accept: async (batch, options) => {
        const given = answer();
        if (given.taken) {
          events.push(...batch);
          history.push(options?.history ?? false);
        }
        return given;
      },
    },
    report: {
      unreadable: (reason) => void report.unreadable.push(reason), postponed: (reason) => void report.postponed.push(reason),
      refused: (source, reason, sent) => void report.refused.push({ source, reason, sent }), lost: () => { report.lost += 1; },
    },
  });
  tail.start();
  open.push(tail);
  return { tail, events, history, report };
}
