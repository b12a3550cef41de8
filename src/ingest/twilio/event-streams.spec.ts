import { describe, expect, test } from '@jest/globals';
import { BEGIN, CALL, contactOf, outline, status, stream, taskRouter, tell } from './story.js';

const day = (second: number): string => new Date(BEGIN + second * 1_000).toISOString();
const copyOf = (second: number, url: string, parameters: object): object => ({
  sid: CALL, requestDateCreated: 'Mon, 02 Nov 2026 10:00:00 +0000', timestamp: day(second), eventSid: `VW${second}`, request: { method: 'POST', url, parameters },
  response: { responseCode: 200, requestDuration: 140, contentType: 'application/xml;charset=UTF-8', responseBody: 'PD94', dateCreated: 'Mon, 02 Nov 2026 10:00:00 +0000' },
});
/** As the page of TaskRouter's event types prints them: under `payload`, whose own type need not be the event's. */
const payload = (second: number, more: object = {}): object => ({
  sid: 'EV0000000000000000000000000000001', name: 'ReservationCreated', level: 'INFO', group: 'reservation', product_name: 'TaskRouter', payload_type: 'application/json',
  payload: {
    sid: 'EV0000000000000000000000000000001', eventtype: 'reservation.created', timestamp: day(second), workspace_name: 'Flex Task Assignment', task_sid: 'WT01',
    task_attributes: JSON.stringify({ call_sid: CALL }), task_age: 31_088, task_priority: 1, task_queue_sid: 'WQ01', task_queue_name: 'support', task_channel_unique_name: 'voice', worker_sid: 'WK01', worker_name: 'alice', reservation_sid: 'WR01', ...more,
  },
});

describe('TaskRouter', () => {
  test('tells what the event callback tells, under the names of the stream', () => {
    const types = ['task-queue.entered', 'reservation.created', 'reservation.accepted', 'reservation.completed'];
    const streamed = types.map((type, place) => stream(10 + place, [`com.twilio.taskrouter.${type}`, payload(10 + place)]));
    expect(contactOf(streamed)).toMatchObject({ visits: [{ queue: 'support', reason: 'answered', agent: 'alice' }], segments: [{ agent: 'alice' }] });
  });

  test('counts once when both are set up', () => {
    const form = taskRouter(10, 'worker.activity.update', { Sid: 'EV77', WorkerSid: 'WK01', WorkerName: 'alice', WorkerActivityName: 'Break' });
    const streamed = stream(10, ['com.twilio.taskrouter.worker.activity.update', { payload: { sid: 'EV77', timestamp: day(10), worker_sid: 'WK01', worker_name: 'alice', worker_activity_name: 'Break' } }]);
    const [first, second] = tell([form, streamed]).events;
    expect(second).toEqual(first);
  });
});

describe('voice', () => {
  const asked = (second: number, path: string, more: object = {}): ReturnType<typeof stream> => (
    stream(second, ['com.twilio.voice.twiml.call.requested', copyOf(second, `https://ivr.example.com${path}`, { From: '+12025550123', To: '+12025550100', Direction: 'inbound', CallStatus: 'in-progress', ...more })]));

  test('documents are the places of an IVR that knows nothing of us, and the keys belong to the one before', () => {
    const { menu, customer } = contactOf([asked(0, '/welcome', { CallStatus: 'ringing' }), asked(7, '/menu/billing', { Digits: '2' }), asked(15, '/menu/card?node=card', { Digits: '1' }), asked(30, '/card-number', { Digits: '4111111111111111' })]);
    expect(menu.map(({ node, inputs }) => [node, inputs.map(({ kind, key }) => key ?? kind)])).toEqual([
      ['/welcome', ['2']], ['/menu/billing', ['1']], ['card', ['slot']], ['/card-number', []],
    ]);
    expect(customer).toBe('+12025550123');
  });

  test('a status callback is the same event as the form', () => {
    const form = status(69, 'completed', { CallDuration: '69' });
    const copy = stream(69, ['com.twilio.voice.status-callback.call.completed', copyOf(69, 'https://ivr.example.com/status', form.is === 'call' ? form.fields : {})]);
    expect(tell([copy]).events).toEqual(tell([form]).events);
  });

  test('the waitUrl and the action of <Enqueue> are read like their forms', () => {
    const waits = { QueueSid: 'QU01', QueuePosition: '1', QueueTime: '0' };
    expect(outline([asked(10, '/wait?queue=support', waits), asked(40, '/left?queue=support', { QueueResult: 'hangup', QueueSid: 'QU01', QueueTime: '30' })], 'queue').map((each) => (each as unknown[])[1])).toEqual(['queue.entered', 'queue.left']);
  });
});

describe('Studio', () => {
  const flow = { execution_sid: 'FN01', account_sid: 'AC01', flow_sid: 'FW01', contact_channel_address: '+12025550123', flow_revision: 1196 };
  const started = ['com.twilio.studio.flow.execution.started', { ...flow, started_by: CALL, status: 'active', date_created: day(0), date_updated: null }] as const;
  const step = (second: number, from: string, name: string, to: string) => ['com.twilio.studio.flow.step.ended', { ...flow, step_sid: `FT${second}0`, name, transitioned_from: from, transitioned_to: to, date_created: day(second), date_updated: day(second) }] as const;
  const ended = ['com.twilio.studio.flow.execution.ended', { ...flow, started_by: CALL, status: 'ended', ended_reason: 'FLOW_END', date_created: day(0), date_updated: day(40) }] as const;
  const steps = [step(1, 'Trigger', 'incomingCall', 'main_menu'), step(9, 'main_menu', 'keypress', 'split_1'), step(9.1, 'split_1', 'match', 'billing'), step(20, 'billing', 'timeout', 'billing'), step(30, 'billing', 'speech', 'send_to_flex_1')];

  test('steps are the places in the menu, of the flow and its revision', () => {
    const contact = contactOf([stream(0, started), ...steps.map((each) => stream(40, each)), stream(40, ended)]);
    expect(contact.menu.map(({ node, inputs, noInput }) => [node, inputs.map(({ kind }) => kind), noInput])).toEqual([['main_menu', ['key'], 0], ['billing', ['speech'], 1], ['send_to_flex_1', [], 0]]);
    expect(tell([stream(0, started), stream(1, steps[0]!)]).events.at(-1)?.data).toEqual({ node: 'main_menu', flow: 'FW01', flowVersion: '1196' });
  });

  test('in one batch the start may stand behind its steps', () => {
    const { last } = tell([stream(40, ...steps, ended, started)]);
    expect([last.early, last.refused]).toEqual([[], []]);
    expect(new Set(last.events.map(({ subject }) => subject))).toEqual(new Set([CALL]));
  });

  test('a step before its start is to be sent again, and after ten minutes refused with what to do', () => {
    expect(tell([stream(12, steps[1]!)]).last.early).toEqual([{ index: 0, reason: 'The start of Studio execution FN01 has not come in yet.' }]);
    expect(tell([stream(800, steps[1]!)]).last.refused).toEqual([{ index: 0, reason: expect.stringContaining('Subscribe to com.twilio.studio.flow.execution.started') }]);
  });

  test('an execution that no call started is a contact of its own, and ends as such', () => {
    const chat = ['com.twilio.studio.flow.execution.started', { ...flow, started_by: 'SM01', date_created: day(0) }] as const;
    expect(contactOf([stream(0, chat), stream(2, step(2, 'Trigger', 'incomingMessage', 'ask')), stream(9, ['com.twilio.studio.flow.execution.ended', { ...flow, started_by: 'SM01', date_updated: day(9) }])], 'FN01')).toMatchObject({ channel: 'message', endedBy: 'system', menu: [{ node: 'ask' }] });
  });
});

test('a batch is taken but for what is wrong in it, by its place', () => {
  const post = stream(5, ['com.twilio.messaging.message.sent', {}], ['com.twilio.taskrouter.task.created', payload(5)]);
  const { last } = tell([post.is === 'stream' ? { ...post, body: JSON.stringify([...JSON.parse(post.body) as unknown[], 5, { type: 'x' }, null]) } : post]);
  expect([last.events.length, last.ignored, last.refused.map(({ index }) => index)]).toEqual([1, ['com.twilio.messaging.message.sent'], [2, 3, 4]]);
});

test('what is no JSON is refused as a whole', () => {
  expect(tell([{ is: 'stream', body: '{"', at: BEGIN }]).last.refused).toEqual([{ index: 0, reason: expect.stringContaining('no JSON') }]);
});
