import { expect, test } from '@jest/globals';
import type { Contribution } from '../domain/metric.js';
import { Memory } from './memory.js';

const answered = (at: number, value = 1): Contribution => ({ at, attribution: 'arrival', key: 'voice/total', tally: { answered: value } });

test('counts anew only where a record\'s contributions differ, and comes to the same', () => {
  const memory = new Memory();
  const record = { counted: [] as readonly Contribution[], stored: [] as readonly Contribution[] };
  memory.count(record, [answered(0), answered(900_000)]);
  memory.count(record, [answered(0), answered(900_000, 2), answered(1_800_000)]);
  memory.count(record, [answered(0), answered(900_000, 2)]);
  expect(memory.unsaved.all().map(({ quarter, value }) => [quarter, value])).toEqual([[0, 1], [900_000, 2]]);
});

test('keeps nothing of a past that its readings have let go of, and all of it until it is saved', () => {
  const memory = new Memory();
  memory.daily.forgetBefore(900_000);
  memory.add([answered(0), answered(900_000)]);
  expect([memory.daily.all().length, memory.unsaved.all().length]).toEqual([1, 2]);
});

test('lets a reader wait for the save that goes on, and the next save for the reader', async () => {
  const memory = new Memory();
  const order: string[] = [];
  const takes = (name: string) => async (): Promise<void> => {
    order.push(`${name} begins`);
    await Promise.resolve();
    order.push(`${name} ends`);
  };
  await Promise.all([
    memory.betweenSaves(takes('save')), memory.betweenSaves(takes('reading')),
    memory.betweenSaves(() => Promise.reject(new Error('The database is away.'))).catch(() => order.push('save fails')), memory.betweenSaves(takes('next save')),
  ]);
  expect(order.filter((line) => line !== 'save fails')).toEqual(['save begins', 'save ends', 'reading begins', 'reading ends', 'next save begins', 'next save ends']);
});
