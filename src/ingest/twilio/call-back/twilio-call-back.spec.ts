import { beforeEach, expect, test } from '@jest/globals';
import { ok, refused } from '../../../domain/result.js';
import type { CallOrder, CallStep } from '../../../ports/dialler.js';
import type { Fields } from '../../../ports/signed-post.js';
import { TwilioCallBack } from './twilio-call-back.js';
import type { Turn } from './paths.js';

const order: CallOrder = { id: 'c1', contact: 'a', agent: 'anna', phone: '+4930111', number: '+493012345', callerId: '+4930999', ringMs: 30_000 };
let known: CallOrder | undefined;
let heard: CallStep[];
beforeEach(() => {
  known = order;
  heard = [];
});

async function turn(what: Turn, fields: Fields = {}, isProven = true): Promise<{ readonly status: number; readonly body: string }> {
  const calls = new TwilioCallBack({
    callbackUrl: 'https://earshot.example.com', proof: { form: () => (isProven ? ok(fields) : refused('it carries no signature')), body: () => refused('') },
    progress: { orderOf: async () => known, heard: async (_, step) => heard.push(step) > 0 },
  });
  const { status, body } = await calls.answer(what, 'c1', { path: '', signature: undefined, body: '' });
  return { status, body: typeof body === 'string' ? body : '' };
}

test('asks a telephone for a key first, so that a mailbox calls nobody', async () => {
  const asked = await turn('agent', { CallSid: 'CA1' });
  expect([asked.body.includes('action="https://earshot.example.com/call-backs/twilio/go/c1"'), asked.body.includes('<Dial'), heard]).toEqual([true, false, []]);
  expect([(await turn('go', { CallSid: 'CA1' })).body.includes('<Dial'), heard]).toEqual([false, []]);
});

test('dials the customer after it, or at once for a browser, with the center\'s number', async () => {
  const dialled = (await turn('go', { CallSid: 'CA1', Digits: '5' })).body;
  expect(dialled).toContain('<Dial callerId="+4930999" timeout="30" answerOnBridge="true" action="https://earshot.example.com/call-backs/twilio/done/c1" method="POST">');
  expect(dialled).toContain('>+493012345</Number>');
  known = { ...order, phone: 'client:anna' };
  expect((await turn('agent', { CallSid: 'CA1' })).body).toContain('+493012345');
  expect(heard).toEqual([{ is: 'agent-there', call: 'CA1' }, { is: 'agent-there', call: 'CA1' }]);
});

test('dials nobody for a call that is settled, and nobody at a stranger\'s word', async () => {
  expect((await turn('go', { CallSid: 'CA1', Digits: '5' }, false)).status).toBe(403);
  known = undefined;
  expect((await turn('go', { CallSid: 'CA1', Digits: '5' })).body).not.toContain('<Dial');
  expect(heard).toEqual([]);
});

test.each<[Turn, Fields, CallStep]>([
  ['agent-status', { CallStatus: 'no-answer' }, { is: 'agent-not-reached' }], ['agent-status', { CallStatus: 'completed' }, { is: 'over' }],
  ['customer', { CallStatus: 'initiated' }, { is: 'dialling' }], ['customer', { CallStatus: 'in-progress' }, { is: 'answered' }], ['customer', { CallStatus: 'busy' }, { is: 'not-answered', result: 'busy' }],
  ['done', { DialCallStatus: 'completed' }, { is: 'answered' }], ['done', { DialCallStatus: 'no-answer' }, { is: 'not-answered', result: 'no-answer' }],
])('hears of %s %j', async (what, fields, step) => {
  await turn(what, fields);
  expect(heard).toEqual([step]);
});
