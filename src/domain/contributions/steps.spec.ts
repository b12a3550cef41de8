import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyAfternoon } from '../../../test/support/any-floor.js';
import { caller, ends, enters, leavesQueue, queues } from '../../../test/support/story.js';
import { isAgentEvent, isSourceEvent } from '../event.js';
import type { EarshotEvent } from '../event.js';
import { unnamedFloor } from '../floor.js';
import { beginContact, evolveContact } from '../fold/fold.js';
import { compareEvents } from '../order.js';
import { contributionsOfSteps } from './steps.js';
import type { StepsSaid } from './steps.js';

const isOfCall = (event: EarshotEvent): boolean => !isAgentEvent(event) && !isSourceEvent(event);

/** What is said event by event, with what was said before at hand, and anew. */
function toldTwice(events: readonly EarshotEvent[]): readonly (readonly [unknown, unknown])[] {
  const said: StepsSaid = {};
  const [first, ...others] = events;
  if (first === undefined) return [];
  let contact = beginContact(first);
  return [undefined, ...others].map((event) => {
    if (event) contact = evolveContact(contact, event);
    return [contributionsOfSteps(contact, unnamedFloor, said), contributionsOfSteps(contact, unnamedFloor)] as const;
  });
}

test('what a queue says after the call is over counts as if it had been said before', () => {
  const { events } = caller().at(0, enters('main')).at(5, ends('customer'), queues('sales')).at(70, leavesQueue('sales', 'abandoned'));
  for (const [remembered, anew] of toldTwice(events)) expect(remembered).toEqual(anew);
  expect(JSON.stringify(toldTwice(events).at(-1))).toContain('std.waited');
});

test('whatever happens, what was said before is said again only where nothing changed it', () => {
  fc.assert(fc.property(anyAfternoon, (events) => {
    const calls = new Set(events.filter(isOfCall).map(({ subject }) => subject));
    for (const call of calls) {
      const theirs = events.filter((event) => isOfCall(event) && event.subject === call).toSorted(compareEvents);
      for (const [remembered, anew] of toldTwice(theirs)) expect(remembered).toEqual(anew);
    }
  }), { numRuns: 300 });
});
