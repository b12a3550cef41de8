import { describe, expect, test } from '@jest/globals';
import { caller, contactOf, ends, enters, hangsUp, isTransferred, leavesQueue, partsFrom, queues, reaches } from '../../../test/support/story.js';
import type { Story } from '../../../test/support/story.js';
import type { Sums } from '../metric.js';
import { seconds } from '../time.js';
import { spreadMeasure, spreadOf } from '../spread.js';
import { otherWaitOf, tallyTotal, tallyVisit } from './visit.js';

const targets = { answerWithinMs: seconds(20), shortAbandonMs: seconds(5), serviceLevel: 0.8 };
const wholeOf = (story: Story) => {
  const contact = contactOf(story);
  return contact.visits.map((visit) => tallyVisit(visit, visit.waitMs ?? 0, targets, otherWaitOf(contact, visit)));
};
/** But for what is counted by bucket. */
const plain = (tally: Sums | undefined) => tally && Object.fromEntries(Object.entries(tally).filter(([measure]) => spreadOf(measure) === undefined));
const visitsOf = (story: Story) => wholeOf(story).map((tally) => plain(tally) ?? {});
const totalOf = (story: Story) => plain(tallyTotal(contactOf(story), () => targets));

describe('a stay in a queue', () => {
  test('is in time up to the very threshold', () => {
    expect(visitsOf(caller().at(0, queues('a')).at(20, reaches('anna', 'a')))).toEqual([{ offered: 1, answered: 1, answeredWaitMs: seconds(20), answeredInTime: 1 }]);
    expect(visitsOf(caller().at(0, queues('a')).at(20.001, reaches('anna', 'a')))).toEqual([{ offered: 1, answered: 1, answeredWaitMs: 20_001 }]);
  });

  test('is abandoned, in time, shortly', () => {
    const after = (wait: number) => visitsOf(caller().at(0, queues('a')).at(wait, hangsUp()))[0];
    expect([after(5), after(20), after(21)]).toEqual([
      { offered: 1, abandoned: 1, abandonedWaitMs: seconds(5), abandonedInTime: 1, abandonedShort: 1 },
      { offered: 1, abandoned: 1, abandonedWaitMs: seconds(20), abandonedInTime: 1 },
      { offered: 1, abandoned: 1, abandonedWaitMs: seconds(21) },
    ]);
  });

  test.each([
    ['timeout', { flowInvoluntary: 1, 'flow.timeout': 1 }], ['closed', { flowInvoluntary: 1, 'flow.closed': 1 }],
    ['exit-key', { flowByChoice: 1, 'flow.exit-key': 1 }], ['overflow', { flowRerouted: 1, 'flow.overflow': 1 }],
    ['callback', { flowByChoice: 1, 'flow.callback': 1, callback: 1, callbackInTime: 1 }],
  ] as const)('flows out by %s', (reason, expected) => {
    expect(visitsOf(caller().at(0, queues('a')).at(10, leavesQueue('a', reason)))).toEqual([{ offered: 1, flowWaitMs: seconds(10), ...expected }]);
  });

  test('that was lost sight of is offered and no more', () => {
    expect(visitsOf(caller().at(0, queues('a')).at(900, ends('inferred')))).toEqual([{ offered: 1, lostSight: 1 }]);
  });

  test('is none where the agent answered directly, and counts as answered at once', () => {
    expect(visitsOf(caller().at(9, reaches('anna', 'a')))).toEqual([{ offered: 1, answered: 1, answeredWaitMs: 0, answeredInTime: 1, direct: 1 }]);
  });
});

test('each wait is counted by bucket, by how it ended', () => {
  const after = (wait: number, ...way: Parameters<Story['at']>[1][]) => Object.keys(wholeOf(caller().at(0, queues('a')).at(wait, ...way))[0] ?? {}).filter((measure) => spreadOf(measure) !== undefined);
  expect([after(20, reaches('anna', 'a')), after(30, hangsUp()), after(40, leavesQueue('a', 'timeout'))]).toEqual([
    [spreadMeasure('waited', seconds(20))], [spreadMeasure('gaveUp', seconds(30))], [spreadMeasure('flowedOut', seconds(40))],
  ]);
});

test('beside the wait of a stay stands what its caller had waited in other queues before', () => {
  const story = caller().at(0, queues('a')).at(15, leavesQueue('a', 'overflow'), queues('b')).at(25, reaches('anna', 'b')).at(90, hangsUp());
  expect(visitsOf(story).map((tally) => [tally['flowWaitMs'] ?? tally['answeredWaitMs'], tally['otherWaitMs']])).toEqual([[seconds(15), undefined], [seconds(10), seconds(15)]]);
});

describe('the total over queues counts a contact once', () => {
  const transferred = caller().at(0, queues('a')).at(8, reaches('anna', 'a')).at(60, isTransferred('blind', 'b')).at(60, partsFrom('anna', 'transfer')).at(60, queues('b'));

  test('first visit in, last outcome', () => {
    expect(visitsOf(transferred.at(90, hangsUp())).map(({ offered, transferredIn }) => [offered, transferredIn])).toEqual([[1, undefined], [1, 1]]);
    expect(totalOf(transferred.at(90, hangsUp()))).toEqual({ offered: 1, abandoned: 1, abandonedWaitMs: seconds(30), otherWaitMs: seconds(8) });
  });

  test('waiting after the first answer makes no first answer later', () => {
    expect(totalOf(transferred.at(90, reaches('bert', 'b')).at(120, hangsUp()))).toEqual({ offered: 1, answered: 1, answeredWaitMs: seconds(8), answeredInTime: 1, otherWaitMs: seconds(30) });
  });

  test('waits in several queues before the first answer add up', () => {
    const story = caller().at(0, queues('a')).at(15, leavesQueue('a', 'overflow'), queues('b')).at(25, reaches('anna', 'b')).at(90, hangsUp());
    expect(totalOf(story)).toEqual({ offered: 1, answered: 1, answeredWaitMs: seconds(25) });
  });

  test('a place in a second queue that is given up when the first answers is no outcome', () => {
    const story = caller().at(0, queues('a'), queues('b')).at(10, reaches('anna', 'a'), leavesQueue('b', 'withdrawn')).at(90, hangsUp());
    expect(totalOf(story)).toEqual({ offered: 1, answered: 1, answeredWaitMs: seconds(10), answeredInTime: 1 });
  });

  test('whoever stays in one of two queues leaves with the last of them', () => {
    const story = caller().at(0, queues('a')).at(5, queues('b')).at(10, leavesQueue('b', 'full')).at(40, hangsUp());
    expect(totalOf(story)).toEqual({ offered: 1, abandoned: 1, abandonedWaitMs: seconds(40) });
  });

  test('is direct only where no queue was waited in', () => {
    expect(totalOf(caller().at(0, reaches('anna', 'a')).at(60, reaches('bert', 'b')))).toMatchObject({ answered: 1, direct: 1 });
    expect(totalOf(caller().at(0, queues('a')).at(5, reaches('anna', 'a')).at(60, reaches('bert', 'b')))).not.toHaveProperty('direct');
  });

  test('who never reached a queue counts in none', () => {
    expect(totalOf(caller().at(0, enters('main')).at(20, hangsUp()))).toBeUndefined();
  });
});
