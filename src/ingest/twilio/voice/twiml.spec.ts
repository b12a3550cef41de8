import { expect, test } from '@jest/globals';
import { twimlOf } from './twiml.js';
import type { Verb } from './verb.js';

const reach = (path: string): string => `https://earshot.example.com${path}`;
const written = (...verbs: readonly Verb[]): string => twimlOf(verbs, { language: 'en-GB', voice: 'Polly.Amy' }, reach).replace('<?xml version="1.0" encoding="UTF-8"?>', '');

test('says in the menu\'s language and voice, whatever stands in a text', () => {
  expect(written({ is: 'say', text: 'Smith & <Sons>\0' })).toBe('<Response><Say language="en-GB" voice="Polly.Amy">Smith &amp; &lt;Sons&gt;</Say></Response>');
});

test('leaves out what XML has no place for, wherever it stands', () => {
  const nul = String.fromCodePoint(0);
  expect(written({ is: 'gather', action: '/a', say: `Hel${nul}lo`, wait: 5, words: [`bi\u000bll`] })).toMatch(/hints="bill"[^>]*><Say[^>]*>Hello</);
});

test('listens for a key, and for words where there are some', () => {
  expect(written({ is: 'gather', action: '/voice/heard?node=a&step=1', say: 'Choose.', wait: 5, words: ['bill'] })).toBe(
    '<Response><Gather input="dtmf speech" action="https://earshot.example.com/voice/heard?node=a&amp;step=1" method="POST" numDigits="1" timeout="5" actionOnEmptyResult="true" language="en-GB" hints="bill" speechTimeout="auto"><Say language="en-GB" voice="Polly.Amy">Choose.</Say></Gather></Response>');
  expect(written({ is: 'gather', action: '/a', say: 'Press 1.', wait: 5, words: [] })).toContain('<Gather input="dtmf" ');
});

test('queues by name, or by a workflow that chooses the queue', () => {
  expect(written({ is: 'enqueue', queue: 'sales', action: '/l', waitUrl: '/w' })).toBe('<Response><Enqueue action="https://earshot.example.com/l" waitUrl="https://earshot.example.com/w">sales</Enqueue></Response>');
  expect(written({ is: 'enqueue', queue: 'sales', workflow: 'WW1', action: '/l', waitUrl: '/w' })).toContain('workflowSid="WW1"');
});

test('rings a number, a browser or a SIP phone, and takes the next caller out of a queue', () => {
  const dial = (to: string): string => written({ is: 'dial', to, action: '/d', statusCallback: '/s' });
  expect([dial('+12025550177'), dial('client:alice'), dial('sip:bob@example.com')].map((twiml) => /<(Number|Client|Sip) [^>]*>([^<]*)</.exec(twiml)?.slice(1))).toEqual([['Number', '+12025550177'], ['Client', 'alice'], ['Sip', 'sip:bob@example.com']]);
  expect(dial('+12025550177')).toContain('statusCallbackEvent="initiated ringing answered completed"');
  expect(written({ is: 'take', queue: 'sales', action: '/p', url: '/u' })).toBe('<Response><Dial action="https://earshot.example.com/p"><Queue url="https://earshot.example.com/u">sales</Queue></Dial></Response>');
});

test('records, plays, waits, leaves the queue and hangs up; and says nothing where there is nothing to do', () => {
  expect(written({ is: 'record', action: '/r', seconds: 60 }, { is: 'play', url: 'https://a.example/m.mp3' }, { is: 'pause', seconds: 3 }, { is: 'leave' }, { is: 'hang-up' })).toMatch(
    /^<Response><Record action="https:\/\/earshot\.example\.com\/r" maxLength="60"[^>]*\/><Play>https:\/\/a\.example\/m\.mp3<\/Play><Pause length="3"\/><Leave\/><Hangup\/><\/Response>$/);
  expect(written()).toBe('<Response/>');
});
