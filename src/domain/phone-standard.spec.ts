import { expect, test } from '@jest/globals';
import { caller, contactOf } from '../../test/support/story.js';
import type { Story } from '../../test/support/story.js';
import { standardOf } from './phone-standard.js';

const shown = (story: Story): readonly string[] => Object.keys(standardOf(contactOf(story)));
const enters = { type: 'ivr.node.entered', data: { node: 'main' } } as const;
const ends = (by: 'customer' | 'system') => ({ type: 'contact.ended', data: { by } }) as const;

test('tells who waited long, and whether they were told how long it may take', () => {
  const waits = (seconds: number) => caller().at(0, enters).at(5, { type: 'queue.entered', data: { queue: 'q' } }, ...(seconds > 100 ? [{ type: 'estimate.announced', data: { seconds: 60 } } as const] : []))
    .at(5 + seconds, { type: 'queue.left', data: { queue: 'q', reason: 'abandoned' } }, ends('customer'));
  expect(shown(waits(59))).toEqual([]);
  expect(shown(waits(60))).toEqual(['std.waited']);
  expect(shown(waits(150))).toEqual(['std.waited', 'std.told', 'std.longWait']);
});

test('tells who had to give the same thing twice', () => {
  const gives = (slot: string) => ({ type: 'ivr.input', data: { node: 'main', kind: 'slot', slot } }) as const;
  expect(shown(caller().at(0, enters).at(5, gives('account')).at(9, gives('birthday')).at(20, ends('customer')))).toEqual(['std.slots']);
  expect(shown(caller().at(0, enters).at(5, gives('account')).at(9, gives('account')).at(20, ends('customer')))).toEqual(['std.slots', 'std.askedAgain']);
});

test('tells whom a mistake cost the call', () => {
  const errs = caller().at(0, enters).at(5, { type: 'ivr.no-match', data: { node: 'main' } }).at(12, { type: 'ivr.no-input', data: { node: 'main' } });
  expect(shown(errs.at(20, ends('customer')))).toEqual(['std.erred']);
  expect(shown(errs.at(20, ends('system')))).toEqual(['std.erred', 'std.errorEnded']);
});

test('waits for the end of the call', () => {
  expect(shown(caller().at(0, enters).at(5, { type: 'ivr.no-match', data: { node: 'main' } }))).toEqual([]);
});
