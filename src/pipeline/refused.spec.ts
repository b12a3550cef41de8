import { expect, test } from '@jest/globals';
import { memoryRefused } from '../../test/support/memory-refused.js';
import { ok, refused } from '../domain/result.js';
import type { RefusedItems } from '../ports/refused.js';
import { RefusedList } from './refused.js';

function listOf(items: RefusedItems = memoryRefused()) {
  const counted: unknown[] = [];
  let now = 1_000;
  const list = new RefusedList({
    items, clock: { now: () => now }, pseudonyms: { customerOf: () => 'tel_x' },
    counts: { refused: (...all) => counted.push(['refused', ...all]), unused: (...all) => counted.push(['unused', ...all]), lost: (...all) => counted.push(['lost', ...all]) },
  });
  return { list, items, counted, pass: (millis: number) => void (now += millis) };
}

const left = (sent: unknown, reason = 'subject: is missing') => ({ index: 0, reason, sent });

test('keeps what was refused with its reason, scrubbed, before the sender is answered', async () => {
  const { list, items, counted } = listOf();
  await list.refused('pbx', 'events', [left({ from: '+12025550123', Digits: '4711' })]);
  expect(await items.list({ limit: 9 })).toEqual([expect.objectContaining({ source: 'pbx', adapter: 'events', reason: 'subject: is missing', sent: '{"from":"tel_x","Digits":"####"}', firstAt: 1_000, times: 1 })]);
  expect(counted).toEqual([['refused', 'pbx', 1, 'subject: is missing']]);
});

test('of a post full of nonsense keeps some and counts all', async () => {
  const { list, items, counted } = listOf();
  await list.refused('pbx', 'events', Array.from({ length: 10_000 }, (_, index) => left({ index })));
  expect([(await items.list({ limit: 1_000 })).length, counted]).toEqual([200, [['refused', 'pbx', 10_000, 'subject: is missing'], ['lost', 9_800, 'of one post 200 are kept']]]);
});

test('keeps only the reason of what is too large', async () => {
  const { list, items } = listOf();
  await list.refused('pbx', 'events', [left({ note: 'x'.repeat(40_000) })]);
  expect((await items.list({ limit: 1 }))[0]).toMatchObject({ sent: null });
});

test('does not even scrub what is too large: it would be copied several times', async () => {
  const { list, items } = listOf();
  let asked = 0;
  const huge = new Proxy(Array.from({ length: 1_000_000 }, () => 0), { get: (target, name) => (asked += 1, Reflect.get(target, name)) });
  const deep: unknown = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`);
  await list.refused('pbx', 'events', [left(huge), left('x'.repeat(1_000_000)), left(deep)]);
  expect((await items.list({ limit: 9 })).map(({ sent }) => sent?.length ?? 0).toSorted((a, b) => a - b)).toEqual([0, 35]);
  expect(asked).toBeLessThan(100_000);
});

test('a database that is away holds up nobody and is counted', async () => {
  const { list, counted } = listOf({ ...memoryRefused(), put: async () => Promise.reject(new Error('the database is away')) });
  await list.refused('pbx', 'events', [left(1)]);
  expect(counted.at(-1)).toEqual(['lost', 1, 'the database is away']);
});

test('what is read again and taken leaves the list, what is refused again stays with its new reason', async () => {
  const { list, items, pass } = listOf();
  let answer: ReturnType<typeof refused<string>> | ReturnType<typeof ok<number>> = refused('queue: is missing');
  list.add({ name: 'events', retry: async (source, sent) => (expect([source, sent]).toEqual(['pbx', { a: 1 }]), answer) });
  await list.refused('pbx', 'events', [left({ a: 1 })]);
  const id = (await items.list({ limit: 1 }))[0]?.id ?? '';
  pass(500);
  expect([await list.retry(id), await items.find(id)]).toEqual([{ ok: false, reason: 'queue: is missing' }, expect.objectContaining({ reason: 'queue: is missing', lastAt: 1_500 })]);
  answer = ok(3);
  expect([await list.retry(id), await items.find(id), await list.retry(id)]).toEqual([{ ok: true, value: { events: 3 } }, undefined, { ok: false, reason: expect.stringMatching(/^It is not in the list/) }]);
});
