import { describe, expect, test } from '@jest/globals';
import { answers, hours } from '../../../test/support/survey-said.js';
import { answersPrompt, caller, comesOut, contactOf, ends, enters, hangsUp, isAsked, leavesQueue, partsFrom, queues, reaches } from '../../../test/support/story.js';
import type { Story } from '../../../test/support/story.js';
import { unnamedFloor } from '../floor.js';
import type { Floor } from '../floor.js';
import { summarise, withContact } from '../journey.js';
import type { Journey } from '../journey.js';
import type { Measure, Sums } from '../metric.js';
import { firstsBy, firstsByRepeat, perceptionOf, resolutionOf, trulyContained } from '../perception.js';
import type { ReturnWindow } from '../return-window.js';
import { DAY } from '../time.js';
import { contributionsOf } from './contact.js';
import { contributionsOfJourney } from './journey.js';

const week: ReturnWindow = { within: '7d', scope: 'any' };
const floor: Floor = { ...unnamedFloor, agents: { ann: { team: 'desk' } } };
/** Anyone who speaks to Ann about a bill, a minute long; Ann says how it ended. */
const call = (id: string, day: number, verdict?: string, node = 'bill'): Story => {
  const spoke = caller({ id, begins: day * DAY, from: 'C-17' }).at(0, enters(node)).at(5, queues('billing')).at(20, leavesQueue('billing', 'answered'), reaches('ann', 'billing')).at(60, partsFrom('ann', 'customer'), hangsUp());
  return verdict === undefined ? spoke : spoke.at(62, isAsked('ann')).at(65, answersPrompt('ann', { resolved: verdict }));
};

/** What a customer's stories add together under one key. */
function sumsOf(stories: readonly Story[], key = 'voice/contacts'): Sums {
  const journey = stories.map(contactOf).reduce<Journey>((all, contact) => withContact(all, summarise(contact, floor)), { customer: 'C-17', contacts: [] });
  const sums: Partial<Record<Measure, number>> = {};
  for (const each of contributionsOfJourney(journey, [], floor)) {
    if (each.key !== key) continue;
    for (const [measure, value] of Object.entries(each.tally) as [Measure, number][]) sums[measure] = (sums[measure] ?? 0) + value;
  }
  return sums;
}
const tableOf = (stories: readonly Story[], window = week): string => {
  const { bothYes, agentOnly, customerOnly, bothNo, said } = perceptionOf(sumsOf(stories), window);
  return `${bothYes} ${agentOnly} ${customerOnly} ${bothNo}, said ${said}`;
};

describe('agent against customer', () => {
  const yes = call('a', 0, 'yes');
  const no = call('a', 0, 'no');
  test.each([
    ['both yes: nobody comes back', [yes], '1 0 0 0, said 0'],
    ['both yes: the customer says so', [yes.at(hours(2), answers('resolved', 'yes'))], '1 0 0 0, said 1'],
    ['only the agent: the customer says no', [yes.at(hours(2), answers('resolved', 'no'))], '0 1 0 0, said 1'],
    ['only the agent: the customer says partly', [yes.at(hours(2), answers('resolved', 'partly'))], '0 1 0 0, said 1'],
    ['only the agent: the customer comes back', [yes, call('b', 3)], '0 1 0 0, said 0'],
    ['only the customer: nobody comes back', [no], '0 0 1 0, said 0'],
    ['only the customer: who says so', [no.at(hours(2), answers('resolved', 'yes'))], '0 0 1 0, said 1'],
    ['both no: the customer comes back', [no, call('b', 3)], '0 0 0 1, said 0'],
    ['both no: the customer says so', [no.at(hours(2), answers('resolved', 'no'))], '0 0 0 1, said 1'],
    ['a workaround is not resolved', [call('a', 0, 'workaround')], '0 0 1 0, said 0'],
    ['the customer\'s word stands before what they do', [yes.at(hours(2), answers('resolved', 'yes')), call('b', 3)], '1 0 0 0, said 1'],
    ['a prompt without an answer says nothing', [call('a', 0)], '0 0 0 0, said 0'],
    ['"not mine" says nothing', [call('a', 0, 'not-mine')], '0 0 0 0, said 0'],
  ])('%s', (_, stories, table) => {
    expect(tableOf(stories)).toBe(table);
  });

  test('a late return, a late answer and a late word each move it to another cell, and out again', () => {
    expect(tableOf([yes, call('b', 8)])).toBe('1 0 0 0, said 0');
    expect(tableOf([yes, call('b', 8)], { within: '10d', scope: 'any' })).toBe('0 1 0 0, said 0');
    expect(tableOf([yes.at(hours(4), answersPrompt('ann', { resolved: 'no' }))])).toBe('0 0 1 0, said 0');
    expect(tableOf([yes.at(hours(4), answersPrompt('ann', { resolved: 'not-mine' }))])).toBe('0 0 0 0, said 0');
    expect(tableOf([yes.at(hours(2), answers('resolved', 'no')).at(hours(3), answers('resolved', 'yes'))])).toBe('1 0 0 0, said 1');
  });

  test('a return for another reason counts only where any reason does', () => {
    const back = [yes, call('b', 3, undefined, 'router')];
    expect([tableOf(back), tableOf(back, { within: '7d', scope: 'same' })]).toEqual(['0 1 0 0, said 0', '1 0 0 0, said 0']);
  });

  test('what overlaps, what we began and what comes at the very end of the window', () => {
    const outbound = caller({ id: 'o', begins: DAY, direction: 'outbound', to: 'C-17' }).at(9, hangsUp());
    const during = caller({ id: 'd', begins: 0, from: 'C-17', channel: 'chat' }).at(30, hangsUp());
    const onTime = caller({ id: 'z', begins: 0, from: 'C-17' }).at(60 + hours(7 * 24), enters('bill'));
    expect(tableOf([yes, outbound])).toBe('1 0 0 0, said 0');
    expect(tableOf([yes, during])).toBe('1 0 0 0, said 0');
    expect(tableOf([yes, { ...onTime, events: onTime.events.slice(1) }])).toBe('0 1 0 0, said 0');
  });

  test('counts at its end, for all, its reason, its queue, and the team and person of who said it', () => {
    const journey = withContact({ customer: 'C-17', contacts: [] }, summarise(contactOf(yes), floor));
    const keys = contributionsOfJourney(journey, [], floor).filter(({ tally }) => tally['gap.yes.any.never'] === 1).map(({ at, attribution, key }) => `${at} ${attribution} ${key}`);
    expect(keys).toEqual(['60000 arrival voice/contacts', '60000 arrival voice/reason/bill', '60000 arrival voice/queue/billing', '60000 arrival voice/team/desk', '60000 arrival voice/person/ann']);
  });
});

describe('first contacts', () => {
  test('are those of who was not here within the window before', () => {
    const sums = sumsOf([call('a', 0, 'yes'), call('b', 3, 'no'), call('c', 30, 'yes').at(hours(1), answers('resolved', 'partly'))]);
    expect(firstsByRepeat(sums, week)).toEqual({ count: 1, of: 2 });
    expect(firstsByRepeat(sums, { within: '1d', scope: 'any' })).toEqual({ count: 3, of: 3 });
    expect(firstsByRepeat(sums, { within: '30d', scope: 'any' })).toEqual({ count: 0, of: 1 });
    expect([firstsBy('agent', sums, week), firstsBy('customer', sums, week)]).toEqual([{ count: 2, of: 2 }, { count: 0, of: 1 }]);
  });
});

describe('resolution', () => {
  const gaveUp = caller({ id: 'a', from: 'C-17' }).at(5, queues('billing')).at(300, leavesQueue('billing', 'abandoned'), hangsUp());
  test('is stated by the customer before the agent, else inferred, else unknown', () => {
    const grades = (...stories: Story[]): string => {
      const { stated, inferred, unknown } = resolutionOf(sumsOf(stories), week);
      return `${stated.yes}/${stated.partly}/${stated.no} ${inferred} ${unknown}`;
    };
    expect(grades(call('a', 0, 'yes').at(hours(1), answers('resolved', 'partly')))).toBe('0/1/0 0 0');
    expect(grades(call('a', 0, 'workaround'))).toBe('0/1/0 0 0');
    expect(grades(call('a', 0))).toBe('0/0/0 0 1');
    expect(grades(call('a', 0), call('b', 2))).toBe('0/0/0 1 1');
    expect(grades(gaveUp)).toBe('0/0/0 1 0');
  });

  test('of who has no number is stated, inferred from a loss, or unknown', () => {
    const nobody = caller({ id: 'a' }).at(5, queues('billing'));
    const measures = (story: Story): string[] => contributionsOf(contactOf(story), floor).filter(({ key }) => key === 'voice/contacts').flatMap(({ tally }) => Object.keys(tally)).filter((name) => name.startsWith('resolution.'));
    expect(measures(nobody.at(300, leavesQueue('billing', 'abandoned'), hangsUp()))).toEqual(['resolution.lost']);
    expect(measures(nobody.at(20, leavesQueue('billing', 'answered'), reaches('ann')).at(60, hangsUp()))).toEqual(['resolution.unknown']);
    expect(measures(nobody)).toEqual([]);
  });
});

describe('true containment', () => {
  const inMenu = caller({ id: 'a', from: 'C-17' }).at(2, enters('bill'));
  const left = inMenu.at(40, hangsUp());
  test.each([
    ['a success', [inMenu.at(30, comesOut('paid')).at(40, hangsUp())], { count: 1, of: 1 }],
    ['no success, and never again', [left], { count: 1, of: 1 }],
    ['no success, and back on the next day', [left, call('b', 1)], { count: 0, of: 1 }],
    ['no success, and the customer says no', [left.at(hours(1), answers('resolved', 'no'))], { count: 0, of: 1 }],
    ['a queue was reached', [call('a', 0)], { count: 0, of: 0 }],
    ['lost sight of', [inMenu.at(900, ends('inferred'))], { count: 0, of: 0 }],
  ])('%s', (_, stories, part) => {
    expect(trulyContained(sumsOf(stories), week)).toEqual(part);
  });
});

test('containment counts at the node in which the call ended too, and nothing else does there', () => {
  const inMenu = (id: string, day: number, ...ways: readonly string[]): Story => ways.reduce((story, node, place) => story.at(place * 10, enters(node)), caller({ id, begins: day * DAY, from: 'C-17' })).at(60, hangsUp());
  const stories = [inMenu('a', 0, 'main', 'balance'), inMenu('b', 2, 'main', 'balance'), inMenu('c', 20, 'main')];
  // The first came back within the week, the second did not.
  expect(trulyContained(sumsOf(stories, 'voice/node/balance'), week)).toEqual({ count: 1, of: 2 });
  expect(trulyContained(sumsOf(stories, 'voice/node/main'), week)).toEqual({ count: 1, of: 1 });
  expect(Object.keys(sumsOf(stories, 'voice/node/main')).every((measure) => measure.startsWith('contained.'))).toBe(true);
});
