import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyEvents } from '../../../test/support/any-events.js';
import type { EarshotEvent } from '../event.js';
import { unnamedFloor } from '../floor.js';
import { foldContact } from '../fold/fold.js';
import { summarise } from '../journey.js';
import { compareEvents } from '../order.js';
import { contributionsOf } from './contact.js';
import { isSilent } from './silent.js';

const told = (events: readonly EarshotEvent[]): unknown => {
  const contact = foldContact(events);
  return [contributionsOf(contact, unnamedFloor), summarise(contact, unnamedFloor)];
};

test('a silent event that comes last changes nothing that its contact adds', () => {
  let silent = 0;
  fc.assert(fc.property(anyEvents, (events) => {
    const inOrder = events.toSorted(compareEvents);
    for (const [place, event] of inOrder.entries()) {
      if (place === 0 || !isSilent(event.type)) continue;
      silent += 1;
      expect([event.type, told(inOrder.slice(0, place + 1))]).toEqual([event.type, told(inOrder.slice(0, place))]);
    }
  }), { numRuns: 700 });
  expect(silent).toBeGreaterThan(500);
});

test.each(['contact.ended', 'queue.left', 'agent.connected', 'wrapup.ended', 'ivr.node.entered'])('%s is not silent', (type) => {
  expect(isSilent(type)).toBe(false);
});
