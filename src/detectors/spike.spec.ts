import { expect, test } from '@jest/globals';
import type { Sums } from '../domain/metric.js';
import { HOUR, MINUTE, seconds } from '../domain/time.js';
import { answerOfCohort, caller, cohortOf, enters, hangsUp, presses } from '../../test/support/story.js';
import { StoryStreet } from '../../test/support/street.js';
import { spike } from './spike.js';

const NOW = 500_000 * HOUR + 40 * MINUTE;
const hour = 500_000 * HOUR;
const main = (now: Sums, usual: readonly Sums[], kind: 'node' | 'queue' = 'node') => cohortOf({ kind, name: 'main', passed: (from) => (from === hour ? now : {}), usual: () => usual });
const zeros = (passed: number, hurt: number): Sums => ({ passed, 'hurt.flag.zero-out': hurt });
const told = (now: Sums, usual: readonly Sums[]) => answerOfCohort(main(now, usual), spike, NOW).raised.map(({ because }) => because);

test('flags more than twice the usual share, until the next hour is over', () => {
  expect(answerOfCohort(main(zeros(20, 9), [zeros(40, 4), zeros(60, 6)]), spike, NOW, { nodes: { main: { name: 'Main menu' } } })).toEqual({
    raised: [{
      subject: `zero-out@${hour}`, since: hour, until: hour + 2 * HOUR, severity: 'severe',
      because: 'zero-out on 45 % of 20 contacts at Main menu this hour, 10 % at this time of the week', place: {},
    }],
    askAgainAt: hour + HOUR,
  });
});

test('stays quiet at twice, below ten contacts and five flags, and where nobody knows what is usual', () => {
  expect(told(zeros(20, 8), [zeros(100, 20)])).toEqual([]);
  expect(told(zeros(9, 9), [zeros(100, 1)])).toEqual([]);
  expect(told(zeros(40, 4), [zeros(100, 1)])).toEqual([]);
  expect(told(zeros(20, 20), [])).toEqual([]);
});

test('flags what never was, and each rule by itself', () => {
  expect(told({ ...zeros(20, 5), 'hurt.flag.menu-maze': 6 }, [{ passed: 30 }])).toEqual([
    'menu-maze on 30 % of 20 contacts at main this hour, 0 % at this time of the week', 'zero-out on 25 % of 20 contacts at main this hour, 0 % at this time of the week',
  ]);
});

const WEEK = 7 * 24 * HOUR;
const call = (id: string, begins: number, lost: boolean) => {
  const story = caller({ id, begins }).at(0, enters('main')).at(5, presses(lost ? '0' : '1'));
  return story.at(20, hangsUp()).events;
};
async function week(street: StoryStreet, begins: number, lost: number): Promise<void> {
  for (let place = 0; place < 12; place += 1) await street.arrive(begins + place * MINUTE + seconds(30), [...call(`${begins}-${place}`, begins + place * MINUTE, place < lost)]);
}

test('learns what is usual week by week, and takes a spike back when late calls show that it was none', async () => {
  const street = new StoryStreet();
  const begins = hour + WEEK;
  await week(street, begins - WEEK, 1);
  await week(street, begins, 6);
  const spikes = () => street.told.filter(({ flag }) => flag.includes(' spike zero-out')).map(({ kind, flag }) => `${kind} ${flag.split(' spike ')[0]}`);
  expect(spikes()).toContain('raised node voice/main');
  for (let place = 0; place < 60; place += 1) await street.arrive(begins + 50 * MINUTE, [...call(`late-${place}`, begins + place * seconds(10), false)]);
  expect(spikes()).toContain('retracted node voice/main');
});
