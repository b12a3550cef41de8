import { expect, test } from '@jest/globals';
import { deskOver } from '../../test/support/floor-desk.js';
import { MemoryLog } from '../../test/support/memory-log.js';
import { caller, enters, presses, queues, reaches } from '../../test/support/story.js';
import { StoryStreet } from '../../test/support/street.js';
import { unnamedFloor } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import { DAY, MINUTE, seconds } from '../domain/time.js';
import { isLeantOn, Learning, shortestWaysIn } from './learning.js';

const BEGIN = 100 * DAY;

async function traffic(calls: number): Promise<StoryStreet> {
  const street = new StoryStreet();
  for (let place = 0; place < calls; place += 1) {
    // Every second caller goes astray first.
    const story = caller({ id: `call-${place}`, to: '+4930', begins: BEGIN + place * MINUTE });
    const told = place % 2 === 0 ? story.at(2, enters('main')).at(10, presses('1', 'main')).at(20, queues('support')).at(30, reaches('al', 'support'))
      : story.at(2, enters('main')).at(30, enters('hours')).at(60, enters('main')).at(80, queues('support')).at(90, reaches('al', 'support'));
    for (const event of told.events) await street.arrive(event.time, [event]);
  }
  return street;
}

const partsOf = ({ memory, store }: StoryStreet, now: number) => ({ state: memory, store, clock: { now: () => now } });

test('finds the shortest way of each number that enough callers walked', async () => {
  const now = BEGIN + 2 * 60 * MINUTE;
  const found = await shortestWaysIn(partsOf(await traffic(44), now), now);
  // As near as histograms tell.
  expect([...found].map(([entry, ms]) => [entry, Math.round(ms / 1_000)])).toEqual([['+4930', 20]]);
  expect(await shortestWaysIn(partsOf(await traffic(18), now), now)).toEqual(new Map());
});

test('writes it into the settings once the server is live, a version a day at most, and none where nothing leans on it', async () => {
  const street = await traffic(44);
  const log = new MemoryLog({ now: () => BEGIN + DAY });
  const desk = await deskOver(log);
  let now = BEGIN + 2 * 60 * MINUTE;
  let isLive = false;
  let flags: Floor['flags'] = {};
  const learning = new Learning({ ...partsOf(street, now), clock: { now: () => now }, isLive: () => isLive, floor: () => ({ ...desk.floor, flags }), desk, note: () => undefined });
  const versions = async (): Promise<readonly string[]> => {
    await learning.look();
    return (await desk.versions(10)).map(({ by }) => by);
  };
  expect(await versions()).toEqual(['defaults']);
  isLive = true;
  flags = { 'slow-to-human': { options: { timesShortest: 0 } } };
  expect(await versions()).toEqual(['defaults']);
  flags = {};
  expect(await versions()).toEqual(['traffic', 'defaults']);
  now += MINUTE;
  expect(await versions()).toEqual(['traffic', 'defaults']);
  expect(desk.floor.learned.ways['+4930']?.map(({ ms }) => ms)).toEqual([seconds(20)]);
});

test('a rule that is off leans on nothing, one queue or a draft in shadow is enough', () => {
  const leans = (settings: Floor['flags'][string]): boolean => isLeantOn({ ...unnamedFloor, flags: { 'slow-to-human': settings } });
  const off = { timesShortest: 0 };
  expect([leans({}), leans({ enabled: false }), leans({ options: off }), leans({ options: off, queues: { vip: { timesShortest: 3 } } }), leans({ options: off, shadow: { since: 0, options: {} } })])
    .toEqual([true, false, false, true, true]);
});
