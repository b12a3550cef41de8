import { expect, test } from '@jest/globals';
import { keyOf } from './reading-key.js';

test('names what a reading is about', () => {
  expect([keyOf('voice', 'total'), keyOf('chat', 'contacts'), keyOf('voice', 'queue', 'support'), keyOf('voice', 'reason', 'a b')])
    .toEqual(['voice/total', 'chat/contacts', 'voice/queue/support', 'voice/reason/a b']);
});

test('names the same the same, whatever was asked between', () => {
  const before = keyOf('voice', 'queue', 'support');
  for (let made = 0; made < 120_000; made += 1) keyOf('voice', 'reason', `r${made}`);
  expect([keyOf('voice', 'queue', 'support'), keyOf('chat', 'queue', 'support'), keyOf('voice', 'agent', 'support')]).toEqual([before, 'chat/queue/support', 'voice/agent/support']);
});
