import { expect, test } from '@jest/globals';
import { MemoryLog } from '../../test/support/memory-log.js';
import type { EarshotEvent } from '../domain/event.js';
import { LogUnavailable } from '../ports/event-log.js';
import { Door } from './intake.js';

const nobody = { customerOf: () => undefined };
const reason = (id: string): EarshotEvent => ({ id, source: 'test', type: 'contact.reason', time: 1, subject: 'c', data: { reason: 'rebate' } });
const many = (name: string, count: number): EarshotEvent[] => Array.from({ length: count }, (_, index) => reason(`${name}${index}`));

function opened(lag = () => 0) {
  const log = new MemoryLog({ now: () => 1_000 });
  const entries = (): unknown[] => log.entries.map(({ content }) => (
    content.kind === 'events' ? { history: content.history, ids: content.events.map(({ id }) => id) } : content.kind));
  return { log, door: new Door(log, nobody, lag), entries };
}

test('gathers what arrives at once into one entry, in order', async () => {
  const { door, entries } = opened();
  const answers = await Promise.all([door.accept([reason('a'), reason('b')]), door.accept([reason('c')]), door.accept([reason('d')])]);
  expect(entries()).toEqual([{ history: false, ids: ['a', 'b', 'c', 'd'] }]);
  expect(answers).toEqual([{ taken: true, position: 1 }, { taken: true, position: 1 }, { taken: true, position: 1 }]);
  expect(door.accepted).toBe(4);
});

test('what arrives while an entry is written becomes the next', async () => {
  const { log, door, entries } = opened();
  let commit = (): void => undefined;
  const append = log.append.bind(log);
  log.append = async (content) => {
    if (log.head === 0) await new Promise<void>((resolve) => (commit = resolve));
    return append(content);
  };
  const first = door.accept([reason('a')]);
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  const later = [door.accept([reason('b')]), door.accept([reason('c')])];
  commit();
  await Promise.all([first, ...later]);
  expect(entries()).toEqual([{ history: false, ids: ['a'] }, { history: false, ids: ['b', 'c'] }]);
});

test('keeps history and the present in entries of their own, and the order between them', async () => {
  const { door, entries } = opened();
  await Promise.all([door.accept([reason('a')]), door.accept([reason('b')], { history: true }), door.accept([reason('c')], { history: true }), door.accept([reason('d')])]);
  expect(entries()).toEqual([{ history: false, ids: ['a'] }, { history: true, ids: ['b', 'c'] }, { history: false, ids: ['d'] }]);
});

test('parts nobody\'s post, and lets no entry grow beyond a breath or two of the fold', async () => {
  const { log, door } = opened();
  await Promise.all([door.accept(many('a', 1_500)), door.accept(many('b', 400)), door.accept(many('c', 400)), door.accept(many('d', 5_000))]);
  expect(log.entries.map(({ content }) => (content.kind === 'events' ? content.events.length : 0))).toEqual([1_900, 400, 5_000]);
});

test('an empty post is taken without an entry', async () => {
  const { door, entries } = opened();
  expect(await door.accept([])).toEqual({ taken: true, position: 0 });
  expect(entries()).toEqual([]);
});

test('claims nothing that the log did not take, and takes the next', async () => {
  const { log, door, entries } = opened();
  log.refuseWith(new LogUnavailable('the database is away', 700));
  const away = await Promise.all([door.accept([reason('a')]), door.accept([reason('b')])]);
  expect(away).toMatchObject([0, 1].map(() => ({ taken: false, cause: 'log', retryAfterMs: 700, reason: 'the database is away' })));
  log.refuseWith(undefined);
  expect(await door.accept([reason('a')])).toEqual({ taken: true, position: 1 });
  expect([entries(), door.accepted]).toEqual([[{ history: false, ids: ['a'] }], 1]);
});

test('asks to come again when too much waits to be written', async () => {
  const { door } = opened();
  const taken = Array.from({ length: 5 }, (_, post) => door.accept(many(`p${post}-`, 10_000)));
  expect(await door.accept([reason('late')])).toEqual({ taken: false, cause: 'busy', retryAfterMs: 1_000, reason: 'more events wait to be written than this server takes at once' });
  await Promise.all(taken);
  expect(await door.accept([reason('later')])).toMatchObject({ taken: true });
});

test('asks to come again while the fold is far behind', async () => {
  let lag = 2_001;
  const { door } = opened(() => lag);
  expect(await door.accept([reason('a')])).toMatchObject({ taken: false, cause: 'busy', reason: 'the log is ahead of what could be folded' });
  lag = 2_000;
  expect(await door.accept([reason('a')])).toMatchObject({ taken: true });
});

test('one event that cannot be read turns away its own post and no other', async () => {
  const { door, entries } = opened();
  const broken = { ...reason('x'), data: null } as unknown as EarshotEvent;
  await expect(Promise.resolve().then(() => door.accept([broken]))).rejects.toThrow();
  expect(await door.accept([reason('a')])).toMatchObject({ taken: true });
  expect(entries()).toEqual([{ history: false, ids: ['a'] }]);
});
