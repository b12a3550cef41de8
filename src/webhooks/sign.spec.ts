import { expect, test } from '@jest/globals';
import { messageId, signatureOf } from './sign.js';

test('signs as the reference implementations do', () => {
  expect(signatureOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330, '{"test": 2432232314}'))
    .toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('gives the same fact the same id, whatever letters are in it', () => {
  expect(messageId('c1~al/shown')).toBe(messageId('c1~al/shown'));
  expect(messageId('c.1~ä\n/shown')).toMatch(/^msg_[\w-]{32}$/);
  expect(messageId('c1~al/shown')).not.toBe(messageId('c1~al/expired'));
});
