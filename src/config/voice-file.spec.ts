import { expect, test } from '@jest/globals';
import { parseFloor } from './floor-file.js';

test('reads after which time something counts as solved, and what is believed', () => {
  expect(parseFloor('returns: { within: 3d, scope: same }\nbeliefs: { center: { csat: 85%, containment: 0.4 }, queues: { billing: { resolved: 90% } } }')).toMatchObject({
    ok: true, value: { returns: { within: '3d', scope: 'same' }, beliefs: { center: { csat: 0.85, containment: 0.4 }, queues: { billing: { resolved: 0.9 } } } },
  });
});

test('takes seven days and any reason, and believes nothing, where nothing is said', () => {
  expect(parseFloor('zone: UTC')).toMatchObject({ ok: true, value: { returns: { within: '7d', scope: 'any' }, beliefs: { center: {}, queues: {} } } });
});

test.each([
  ['returns: { within: 6d }', /returns\.within: is none of 15m, 1h, .* 30d/],
  ['owners: { billing: {} }\nbeliefs: { owners: { biling: { csat: 80% } } }', /beliefs\.owners\.biling: there is no owner "biling" in this file; did you mean "billing"\?/],
  ['beliefs: { center: { csat: 850 } }', /beliefs\.center\.csat: is no share such as 80% or 0\.8/],
  ['beliefs: { center: { charm: 90% } }', /beliefs\.center\.charm: there is no such setting/],
  ['beliefs: { queues: { billing: { containment: 40% } } }', /beliefs\.queues\.billing\.containment: is counted in the menus, before any queue: write it under center/],
])('refuses %s', (text, reason) => {
  expect(parseFloor(text)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
});
