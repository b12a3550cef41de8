import { beforeEach, expect, test } from '@jest/globals';
import { MINUTE, SECOND } from '../domain/time.js';
import type { Webhook } from '../ports/webhooks.js';
import type { Delivery, Posted } from './post.js';
import { WebhookSender } from './sender.js';
import { messageId, signatureOf } from './sign.js';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const webhook = (id: string, until = 10 * MINUTE): Webhook => ({ url: 'https://crm.example/prompts', secret, id, type: 'prompt.shown', at: 0, data: { id }, until });
const failed: Delivery = { is: 'failed', why: 'it answered 500' };

let now = 0;
let posted: Posted[] = [];
let notes: string[] = [];
let waiting: { readonly run: () => void; readonly at: number }[] = [];
let answers: Delivery[] = [];
let sender: WebhookSender;

beforeEach(() => {
  [now, posted, notes, waiting, answers] = [0, [], [], [], []];
  sender = new WebhookSender({
    post: async (each) => (posted.push(each), answers.shift() ?? { is: 'delivered' }), clock: { now: () => now }, chance: { share: () => 0 }, note: (sentence) => void notes.push(sentence),
    wait: (run, after) => {
      const one = { run, at: now + after };
      waiting.push(one);
      return () => void waiting.splice(waiting.indexOf(one), 1);
    },
  });
});

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
/** Lets time pass up to the next attempt; the pause. */
async function goOn(): Promise<number> {
  const [next] = waiting.splice(0, 1);
  if (!next) return 0;
  const pause = next.at - now;
  now = next.at;
  next.run();
  await settled();
  return pause;
}

test('signs each attempt anew, under the same id', async () => {
  answers = [failed];
  sender.send(webhook('a'));
  await settled();
  await goOn();
  expect(posted.map(({ headers }) => [headers['webhook-id'], headers['webhook-timestamp']])).toEqual([[messageId('a'), '0'], [messageId('a'), '2']]);
  const [, again] = posted;
  expect(JSON.parse(again?.body ?? '')).toEqual({ type: 'prompt.shown', timestamp: '1970-01-01T00:00:00.000Z', data: { id: 'a' } });
  expect(again?.headers['webhook-signature']).toBe(signatureOf(secret, messageId('a'), 2, again?.body ?? ''));
  expect([waiting, notes]).toEqual([[], []]);
});

test('waits longer each time, as long as the receiver asks for, and gives up in the end', async () => {
  answers = [failed, { ...failed, retryAfterMs: 25 * SECOND }, ...Array.from({ length: 9 }, () => failed)];
  sender.send(webhook('a', 60 * MINUTE));
  await settled();
  const pauses = [];
  while (waiting.length > 0) pauses.push(await goOn());
  expect(pauses).toEqual([2, 25, 30, 60, 120, 300].map((seconds) => seconds * SECOND));
  expect(notes).toEqual(['Gave up a webhook (prompt.shown) after 7 attempts: it answered 500. Check the address crm.example.']);
});

test('does not try for longer than it is of use, nor where nobody wants it', async () => {
  answers = [failed, { is: 'gone', why: 'the receiver wants no more (410)' }];
  sender.send(webhook('late', SECOND));
  sender.send(webhook('unwanted'));
  await settled();
  expect([waiting.length, notes.length]).toEqual([0, 2]);
});

test('sends one thing once while it is under way, a few at a time, and no more than it can hold', async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => { release = resolve; });
  const slow = new WebhookSender({
    post: async (each) => (posted.push(each), await held, { is: 'delivered' }), clock: { now: () => 0 }, chance: { share: () => 0 }, note: (sentence) => void notes.push(sentence), wait: () => () => undefined,
  });
  for (let each = 0; each < 1_005; each += 1) slow.send(webhook(`w${each}`));
  slow.send(webhook('w0'));
  await settled();
  expect(posted).toHaveLength(4);
  expect(notes).toHaveLength(5);
  release();
  await settled();
  expect(posted).toHaveLength(1_000);
});

test('ends when it is stopped', async () => {
  answers = [failed];
  sender.send(webhook('a'));
  await settled();
  sender.stop();
  sender.send(webhook('b'));
  await settled();
  expect([waiting.length, posted.length]).toEqual([0, 1]);
});
