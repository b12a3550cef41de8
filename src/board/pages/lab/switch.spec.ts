import { expect, test } from '@jest/globals';
import { endChanges, liveChanges, shadowChanges } from './switch.js';

const document = { flags: { 'long-wait': { enabled: false, options: { after: 60 }, queues: { vip: { after: 20 } }, shadow: { since: '2026-03-01T09:30:00Z', options: { after: 90 } } }, 'menu-maze': null } };
const places = (changes: readonly { readonly path: readonly string[]; readonly value: unknown }[]) => changes.map(({ path, value }) => [path.join('.'), value]);

test('a shadow begins now, with what the draft says', () => {
  expect(places(shadowChanges('long-wait', { options: { after: 90 } }, Date.parse('2026-03-01T09:30:00Z')))).toEqual([['flags.long-wait.shadow', { since: '2026-03-01T09:30:00.000Z', options: { after: 90 } }]]);
});

test('what is switched on takes the place of all that held, and ends the shadow', () => {
  expect(places(liveChanges(document, 'long-wait', { options: { after: 90 } }))).toEqual([['flags.long-wait.shadow', null], ['flags.long-wait.enabled', null], ['flags.long-wait.queues', null], ['flags.long-wait.options', { after: 90 }]]);
});

test('nothing is taken out that is not there', () => {
  expect([liveChanges({}, 'long-wait', {}), endChanges(document, 'menu-maze'), endChanges(null, 'long-wait')]).toEqual([[], [], []]);
  expect(places(endChanges(document, 'long-wait'))).toEqual([['flags.long-wait.shadow', null]]);
});
