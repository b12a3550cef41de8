import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DAY } from '../../domain/time.js';
import { BEGIN } from './story.js';
import { translateTwilio, type TwilioPost } from './translate.js';
import { nothingKnown } from './twilio-state.js';

/** Fields that are read, so that chance finds its way past the first question. */
const names = fc.constantFrom(
  'CallSid', 'ParentCallSid', 'CallStatus', 'CallbackSource', 'SequenceNumber', 'Timestamp', 'TimestampMs', 'CallDuration', 'Direction', 'From', 'To', 'Digits', 'SpeechResult', 'QueueResult', 'QueueSid', 'QueueTime',
  'QueuePosition', 'DequeingCallSid', 'DialCallStatus', 'DialCallSid', 'DialCallDuration', 'RecordingSid', 'RecordingDuration', 'RecordingSource', 'ConferenceSid', 'StatusCallbackEvent', 'AnsweredBy',
  'EventType', 'Sid', 'TaskSid', 'TaskAttributes', 'TaskQueueSid', 'TaskQueueName', 'TaskCanceledReason', 'WorkerSid', 'WorkerName', 'WorkerActivityName', 'ReservationSid', 'TransferTo', 'TransferMode',
  'node', 'queue', 'agent', 'slot', 'reason', '__proto__', 'constructor',
);
const values = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }), fc.constantFrom('', 'CA01', 'WT01', 'FN01', 'ringing', 'in-progress', 'completed', 'inbound', 'outbound-api', 'client:', 'client:alice', 'bridged', 'hangup', '-1', '1e9', '99999999999999', 'NaN', '0', '7',
    'task.created', 'task-queue.entered', 'reservation.accepted', 'worker.activity.update', 'task.canceled', 'call-progress-events', '{"call_sid":"CA01"}', '{"call_sid":{}}', '[[[', 'Fri, 02 Nov 2018 10:52:29 +0000', '+275760-09-13T00:00:00.000Z'),
);
const fields = fc.dictionary(names, values, { maxKeys: 16, noNullPrototype: false });
const types = fc.constantFrom(
  'com.twilio.taskrouter.task.created', 'com.twilio.taskrouter.reservation.accepted', 'com.twilio.voice.status-callback.call.completed', 'com.twilio.voice.twiml.gather.finished',
  'com.twilio.studio.flow.execution.started', 'com.twilio.studio.flow.execution.ended', 'com.twilio.studio.flow.step.ended', 'constructor', '',
);
const steps = fc.record({ execution_sid: values, started_by: values, name: fc.constantFrom('keypress', 'timeout', 'noMatch', 'speech', 'x'), transitioned_to: values, date_updated: values, step_sid: values }, { requiredKeys: [] });
const request = fc.record({ sid: values, timestamp: values, eventSid: values, request: fc.record({ url: fc.oneof(fc.webUrl(), values), parameters: fc.oneof(fields, fc.jsonValue()) }) }, { requiredKeys: [] });
const data = fc.oneof(steps, request, fc.record({ payload: fc.oneof(fc.dictionary(fc.constantFrom('eventtype', 'sid', 'task_sid', 'task_attributes', 'worker_name', 'timestamp'), fc.oneof(values, fc.jsonValue())), fc.jsonValue()) }), fc.jsonValue());
const event = fc.oneof({ weight: 5, arbitrary: fc.record({ id: fc.oneof(fc.string({ minLength: 1 }), fc.jsonValue()), type: types, time: values, data }, { requiredKeys: ['type', 'data'] }) }, fc.jsonValue());

export const anyPost: fc.Arbitrary<TwilioPost> = fc.oneof(
  fc.record({ is: fc.constant('call' as const), fields, hints: fields, id: fc.string({ maxLength: 64 }), at: fc.constant(BEGIN) }),
  fc.record({ is: fc.constant('task-router' as const), fields, at: fc.constant(BEGIN) }),
  fc.record({ is: fc.constant('stream' as const), body: fc.oneof(fc.array(event, { maxLength: 5 }).map((events) => JSON.stringify(events)), fc.string()), at: fc.constant(BEGIN) }),
);

test('whatever is posted, nothing is thrown, and what becomes an event is one: bounded, dated, and without what callers type', () => {
  fc.assert(fc.property(fc.array(anyPost, { minLength: 1, maxLength: 4 }), (posts) => {
    let state = nothingKnown;
    for (const post of posts) {
      const translated = translateTwilio(state, post);
      ({ state } = translated);
      for (const { id, subject, time, sequence, type, data: told } of translated.events) {
        expect(id.length > 0 && id.length <= 512 && subject.length > 0 && subject.length <= 256).toBe(true);
        expect(Number.isSafeInteger(time) && time > BEGIN - 100 * 366 * DAY && time <= BEGIN + 2 * DAY && Number.isSafeInteger(sequence)).toBe(true);
        if (type === 'ivr.input') expect([undefined, 1]).toContain(told.key?.length);
      }
    }
  }), { numRuns: 1_000 });
});
