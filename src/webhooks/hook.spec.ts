import { expect, test } from '@jest/globals';
import type { Handed, Hook } from '../ports/findings.js';
import { hookBy } from './hook.js';
import type { Delivery, Posted } from './post.js';
import { messageId, signatureOf } from './sign.js';

const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const hook: Hook = { id: 'f/1/opened/webhook', url: 'https://crm.example/', body: '{}' };

async function handed(delivery: Delivery, more: Partial<Hook> = {}): Promise<{ readonly handed: Handed; readonly posted: Posted }> {
  const posted: Posted[] = [];
  const answer = await hookBy(async (each) => (posted.push(each), delivery), { now: () => 1_700_000_000_500 })({ ...hook, ...more });
  return { handed: answer, posted: posted[0] as Posted };
}

test('signs as Standard Webhooks where there is a secret, and sends an authorization where there is one', async () => {
  const id = messageId(hook.id);
  const signed = await handed({ is: 'delivered' }, { secret });
  expect(signed.posted.headers).toEqual({ 'webhook-id': id, 'webhook-timestamp': '1700000000', 'webhook-signature': signatureOf(secret, id, 1_700_000_000, '{}') });
  expect((await handed({ is: 'delivered' }, { authorization: 'Basic eA==' })).posted.headers).toEqual({ 'webhook-id': id, 'webhook-timestamp': '1700000000', authorization: 'Basic eA==' });
});

test('tells what surely did not arrive from what may have', async () => {
  const of = async (delivery: Delivery): Promise<Handed> => (await handed(delivery)).handed;
  expect(await of({ is: 'delivered' })).toEqual({ is: 'taken' });
  expect(await of({ is: 'gone', why: 'no more' })).toEqual({ is: 'refused', reason: 'no more' });
  expect(await of({ is: 'failed', why: 'it answered 429', retryAfterMs: 7_000 })).toEqual({ is: 'busy', reason: 'it answered 429', retryAfterMs: 7_000 });
  expect(await of({ is: 'failed', why: 'it answered 500', mayHaveArrived: true })).toEqual({ is: 'unclear', reason: 'it answered 500' });
});
