import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EarshotEvent } from '../../../domain/event.js';
import { ok } from '../../../domain/result.js';
import { exampleMenu } from './story.js';
import { VoiceApp } from './voice-app.js';

const AT = Date.UTC(2026, 10, 2, 9);
const { hours: _, ...open } = exampleMenu();
const routes = fc.oneof({ weight: 9, arbitrary: fc.constantFrom('start', 'heard', 'wait', 'key', 'left', 'dialled', 'recorded', 'agent', 'pickup', 'parted') }, fc.constantFrom('constructor', 'valueOf', 'toString', 'begin'));
const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom('', '0', '1', '*', '#', '4711', '1e9', '-1', 'NaN', '999999', 'main', 'billing', 'sales', 'main:1', 'billing:1', 'constructor', '__proto__', 'CA01', 'RE01', 'bridged', 'hangup', 'leave', 'completed', 'no-answer', 'alice', 'in-progress', 'my bill'),
);
const fields = fc.dictionary(fc.constantFrom('Digits', 'SpeechResult', 'From', 'To', 'CallStatus', 'QueueResult', 'QueueTime', 'QueueSid', 'DequeingCallSid', 'DialCallStatus', 'RecordingSid', 'RecordingDuration', '__proto__'), words, { noNullPrototype: false });
const place = fc.dictionary(fc.constantFrom('step', 'node', 'tried', 'queue', 'stay', 'from', 'agent', 'since', '__proto__'), words, { noNullPrototype: false });

test('whatever Twilio asks at any address, the caller hears a document and nothing that they typed is told', async () => {
  await fc.assert(fc.asyncProperty(routes, place, fields, fc.boolean(), async (route, where, said, isOpen) => {
    const told: EarshotEvent[] = [];
    const app = new VoiceApp({
      menu: isOpen ? open : exampleMenu(), publicUrl: 'https://earshot.example.com', proof: { form: ({ body }) => ok(Object.fromEntries(new URLSearchParams(body))), body: ({ body }) => ok(body) }, clock: { now: () => AT },
      intake: { accept: async (events) => (told.push(...events), { taken: true, position: 1 }) }, later: () => undefined, isOpen: () => isOpen, agentOn: () => 'alice', refused: () => undefined, wait: () => new Promise(() => undefined),
    });
    const { status, body } = await app.answer({ path: `/voice/${route}?${new URLSearchParams(where).toString()}`, body: new URLSearchParams({ ...said, CallSid: 'CA01' }).toString(), signature: undefined });
    expect(status === 200 ? body : status).toEqual(status === 200 ? expect.stringMatching(/^<\?xml[\s\S]*<Response/) : 404);
    for (const { id, subject, time, type, data } of told) {
      expect([id.length > 0 && id.length <= 512, subject.length > 0 && subject.length <= 256, time]).toEqual([true, true, AT]);
      if (type === 'ivr.input') expect([undefined, 1]).toContain(data.key?.length);
    }
  }), { numRuns: 1_000 });
});
