import { describe, expect, test } from '@jest/globals';
import type { EarshotEvent } from '../../src/domain/event.js';
import { SLICES } from '../../src/domain/slice.js';
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js';
import { standingsOf } from '../../src/live/standings.js';
import { readingsOf, StoryStreet } from '../support/street.js';
import { restore, versionOf } from '../../src/pipeline/restore.js';
import { forgetSettled, saveAll, saveRows, saveSlice } from '../../src/pipeline/save.js';

const MONDAY = Date.parse('2026-06-01T00:00:00Z');
const TUESDAY = MONDAY + DAY;

function becomes(state: 'available' | 'away' | 'offline', time: number): EarshotEvent {
  return { id: `${state}-${time}`, source: 'story', type: 'agent.state', subject: 'Alice', time, data: { state } };
}

describe('agents over days', () => {
  test('who was heard of last week is not on the floor', async () => {
    const street = new StoryStreet();
    await street.arrive(MONDAY + 7 * DAY, [becomes('available', MONDAY + 9 * HOUR)]);
    expect([...standingsOf(street.memory).keys()]).toEqual([]);
  });

  test('who is there at midnight stays on the floor, and leaves it after a silent day', async () => {
    const street = new StoryStreet();
    await street.arrive(MONDAY + 23 * HOUR, [becomes('available', MONDAY + 23 * HOUR)]);
    await street.tick(TUESDAY + MINUTE);
    expect([...standingsOf(street.memory).keys()]).toEqual(['Alice']);
    await street.tick(TUESDAY + DAY + MINUTE);
    expect([...standingsOf(street.memory).keys()]).toEqual([]);
  });

  test('who is told of only after midnight is on the floor too, as long as a silent agent would stay on it', async () => {
    const street = new StoryStreet();
    await street.arrive(TUESDAY + MINUTE, [becomes('available', MONDAY + 23 * HOUR), { ...becomes('available', MONDAY + 7 * HOUR), id: 'early', subject: 'Bert' }]);
    expect([...standingsOf(street.memory).keys()]).toEqual(['Alice']);
    await street.arrive(TUESDAY + 2 * MINUTE, [becomes('offline', MONDAY + 23.5 * HOUR)]);
    expect([...standingsOf(street.memory).values()].map(({ state }) => state)).toEqual(['offline']);
    await street.tick(TUESDAY + DAY);
    expect((await readingsOf(street)).filter(({ key, quarter }) => key === 'agent/Alice' && quarter >= TUESDAY)).toEqual([]);
  });

  test.each(['before', 'after'])('who is there at midnight stays on the floor over a kill that left their ended day alone in the store, slices written %s they came', async (when) => {
    const first = new StoryStreet();
    await first.store.clear(versionOf(first.given));
    const saveSlices = async (): Promise<void> => {
      for (let number = 0; number < SLICES; number += 1) await saveSlice(first.memory, first.store, number);
    };
    await first.tick(MONDAY + 22 * HOUR);
    if (when === 'before') await saveSlices();
    await first.arrive(MONDAY + 23 * HOUR, [becomes('available', MONDAY + 23 * HOUR)]);
    if (when === 'after') await saveSlices();
    await first.tick(TUESDAY + MINUTE);
    await saveRows(first.memory, first.store, TUESDAY + MINUTE);
    const second = new StoryStreet(first.store);
    const from = await restore(second.given, TUESDAY + 2 * MINUTE);
    for (const entry of first.entries.slice(from)) await second.fold(entry);
    expect([...standingsOf(second.memory).keys()]).toEqual(['Alice']);
    for (const street of [first, second]) await street.tick(TUESDAY + HOUR);
    expect((await readingsOf(second)).filter(({ key }) => key === 'agent/Alice')).toEqual((await readingsOf(first)).filter(({ key }) => key === 'agent/Alice'));
  });

  test('a settled agent leaves the memory, and a turn of the day does not bring an empty one back', async () => {
    const street = new StoryStreet();
    await street.arrive(MONDAY + 9 * HOUR, [becomes('available', MONDAY + 9 * HOUR), becomes('offline', MONDAY + 17 * HOUR)]);
    await street.tick(TUESDAY + MINUTE);
    await saveRows(street.memory, street.store, TUESDAY + MINUTE);
    await street.tick(TUESDAY + 4 * DAY);
    forgetSettled(street.memory, TUESDAY + 4 * DAY);
    expect(street.memory.agents.size).toBe(0);
    await street.arrive(TUESDAY + 4 * DAY + MINUTE, [becomes('away', MONDAY + 12 * HOUR)]);
    const monday = street.memory.agents.get('Alice')?.days.find(({ day }) => day.from === MONDAY);
    expect(monday?.day.spans.map(({ state }) => state)).toEqual(['offline', 'available', 'away']);
  });

  test('what comes late for yesterday counts after a restart too', async () => {
    const first = new StoryStreet();
    await first.store.clear(versionOf(first.given));
    await first.arrive(MONDAY + 9 * HOUR, [becomes('available', MONDAY + 9 * HOUR)]);
    await first.tick(TUESDAY + MINUTE);
    await first.arrive(TUESDAY + HOUR, [becomes('away', TUESDAY + HOUR)]);
    await saveAll(first.memory, first.store, first.memory.now);
    const second = new StoryStreet(first.store);
    await restore(second.given, first.memory.now);
    const late = [becomes('away', MONDAY + 20 * HOUR)];
    await first.arrive(TUESDAY + 2 * HOUR, late);
    await second.fold(first.entries.at(-1)!);
    expect((await readingsOf(second)).filter(({ key }) => key === 'agent/Alice')).toEqual((await readingsOf(first)).filter(({ key }) => key === 'agent/Alice'));
    expect(second.memory.agents.get('Alice')?.days).toHaveLength(2);
  });
});
