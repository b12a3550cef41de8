import { expect, test } from '@jest/globals';
import { entryOfWay, readStepKey, stepKey, wayKey } from './step-key.js';

test('a key gives back what it was made of', () => {
  const step = { flow: 'main/line', flowVersion: '7@8', from: 'node:☎ main', to: 'queue:a%2Fb' } as const;
  expect(readStepKey(stepKey('voice', '+4930', step))).toEqual(step);
  expect(entryOfWay(wayKey('voice', '+49/30 ü'))).toBe('+49/30 ü');
});

test('a key that was cut for the database, in the midst of a letter, is still read', () => {
  const way = wayKey('voice', '💥'.repeat(50));
  for (let length = way.length; length > 90; length -= 1) expect(entryOfWay(`${way.slice(0, length)}\u001a#0f`)).toMatch(/^(?:💥|%F0%9F%92%A5)/);
  const step = stepKey('voice', '1', { flow: 'ü'.repeat(40), flowVersion: undefined, from: 'node:a', to: 'node:b' });
  for (let length = step.length; length > 0; length -= 1) expect(() => readStepKey(step.slice(0, length))).not.toThrow();
});
