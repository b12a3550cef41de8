import { form, json, type SignedRequest } from '../support/twilio-posts.js';

const LINE = '+12025550100';

/** The posts of four calls, each the way one kind of set-up tells them. `run` keeps the calls of several runs apart. */
export function samplesOf(run: string, began: number): readonly SignedRequest[] {
  return [...flex(run, began), ...hangsUp(run, began), ...ownIvr(run, began), ...studio(run, began)];
}

export const callsOf = (run: string): readonly string[] => ['1', '2', '3', '4'].map((which) => `CA${run}${which}`);

/** Flex: the number's status callback and the workspace's event callback. */
function flex(run: string, began: number): readonly SignedRequest[] {
  const call = `CA${run}1`;
  const from = '+12025550111';
  const task = { TaskSid: `WT${run}1`, TaskAttributes: JSON.stringify({ call_sid: call, from, to: LINE, direction: 'inbound' }), TaskQueueSid: 'WQ01', TaskQueueName: 'support', TaskChannelUniqueName: 'voice', TaskPriority: '0' };
  const of = (who: string, place: number): Record<string, string> => ({ ...task, WorkerSid: `WK${run}${who}`, WorkerName: `${who}-${run}`, ReservationSid: `WR${run}${place}` });
  return [
    status(call, from, began, 'ringing', '0'),
    taskRouter(run, 1, began + 8_000, 'task.created', task),
    taskRouter(run, 2, began + 8_100, 'task-queue.entered', task),
    taskRouter(run, 3, began + 10_000, 'reservation.created', of('bob', 1)),
    taskRouter(run, 4, began + 25_000, 'reservation.timeout', of('bob', 1)),
    taskRouter(run, 5, began + 26_000, 'reservation.created', of('alice', 2)),
    taskRouter(run, 6, began + 30_100, 'reservation.accepted', of('alice', 2)),
    taskRouter(run, 7, began + 90_000, 'reservation.wrapup', of('alice', 2)),
    status(call, from, began + 90_000, 'completed', '2', { CallDuration: '90', Duration: '2' }),
    taskRouter(run, 8, began + 110_000, 'reservation.completed', of('alice', 2)),
    taskRouter(run, 9, began + 110_000, 'task.completed', task),
    taskRouter(run, 10, began + 120_000, 'worker.activity.update', { WorkerSid: `WK${run}alice`, WorkerName: `alice-${run}`, WorkerActivityName: 'Break' }),
  ];
}

/** Who hangs up while queued. */
function hangsUp(run: string, began: number): readonly SignedRequest[] {
  const call = `CA${run}2`;
  const from = '+12025550112';
  const task = { TaskSid: `WT${run}2`, TaskAttributes: JSON.stringify({ call_sid: call, from, to: LINE }), TaskQueueSid: 'WQ01', TaskQueueName: 'support', TaskChannelUniqueName: 'voice' };
  return [
    status(call, from, began, 'ringing', '0'),
    taskRouter(run, 21, began + 5_000, 'task-queue.entered', task),
    taskRouter(run, 22, began + 65_000, 'task.canceled', { ...task, TaskCanceledReason: 'hangup' }),
    status(call, from, began + 65_000, 'completed', '2', { CallDuration: '65' }),
  ];
}

/** An IVR of the center's own, told by Event Streams as copies of the webhooks between Twilio and it. */
function ownIvr(run: string, began: number): readonly SignedRequest[] {
  const call = `CA${run}3`;
  let count = 0;
  const copy = (second: number, type: string, path: string, more: Readonly<Record<string, string>>): object => {
    count += 1;
    const at = new Date(began + second * 1_000).toISOString();
    return event(`${run}3${count}`, `com.twilio.voice.${type}`, at, {
      sid: call, timestamp: at, eventSid: `VW${run}3${count}`, response: { responseCode: 200 },
      request: { method: 'POST', url: `https://ivr.example.com${path}`, parameters: { CallSid: call, From: '+12025550113', To: LINE, Direction: 'inbound', CallStatus: 'in-progress', ...more } },
    });
  };
  const queue = { QueueSid: 'QU01', QueueTime: '0' };
  return [
    json('/ingest/twilio/events', [copy(0, 'twiml.call.requested', '/main', { CallStatus: 'ringing' })]),
    json('/ingest/twilio/events', [copy(6, 'twiml.gather.finished', '/billing', { Digits: '2' }), copy(14, 'twiml.gather.finished', '/account', { Digits: '12345678' })]),
    json('/ingest/twilio/events', [copy(20, 'twiml.enqueue.requested', '/wait?queue=billing', { ...queue, QueuePosition: '1' })]),
    json('/ingest/twilio/events', [copy(45, 'twiml.queue.requested', '/whisper?queue=billing&agent=carl', { ...queue, QueueTime: '25', DequeingCallSid: `CA${run}8` })]),
    json('/ingest/twilio/events', [copy(95, 'twiml.enqueue.finished', '/after?queue=billing', { ...queue, QueueTime: '25', QueueResult: 'bridged' })]),
    json('/ingest/twilio/events', [copy(95, 'status-callback.call.completed', '/status', { ...progress(began + 95_000), CallStatus: 'completed', CallDuration: '95', SequenceNumber: '2' })]),
  ];
}

/** Studio: its steps name the execution only, and the voicemail at the end comes as a recording's callback. */
function studio(run: string, began: number): readonly SignedRequest[] {
  const call = `CA${run}4`;
  const flow = { execution_sid: `FN${run}4`, account_sid: 'AC01', flow_sid: 'FW01', contact_channel_address: '+12025550114', flow_revision: 7 };
  const at = (second: number): string => new Date(began + second * 1_000).toISOString();
  const step = (second: number, from: string, name: string, to: string): SignedRequest => json('/ingest/twilio/events', [
    event(`${run}4${second}`, 'com.twilio.studio.flow.step.ended', at(second), { ...flow, step_sid: `FT${run}${second}0`, name, transitioned_from: from, transitioned_to: to, date_created: at(second), date_updated: at(second) }),
  ]);
  return [
    json('/ingest/twilio/events', [event(`${run}40`, 'com.twilio.studio.flow.execution.started', at(0), { ...flow, started_by: call, status: 'active', date_created: at(0), date_updated: null })]),
    step(1, 'Trigger', 'incomingCall', 'welcome'), step(9, 'welcome', 'keypress', 'split_1'), step(10, 'split_1', 'match', 'hours'), step(18, 'hours', 'timeout', 'hours'),
    json('/ingest/twilio/events', [event(`${run}49`, 'com.twilio.studio.flow.execution.ended', at(40), { ...flow, started_by: call, status: 'ended', ended_reason: 'FLOW_END', date_created: at(0), date_updated: at(40) })]),
    status(call, '+12025550114', began + 40_000, 'completed', '2', { CallDuration: '40' }),
  ];
}

function event(id: string, type: string, time: string, data: object): object {
  return { specversion: '1.0', type, source: 'AB00000000000000000000000001', id: `NO${id}`, dataschema: 'https://events-schemas.twilio.com/Any/2', datacontenttype: '2025-10-08T07:17:02.363Z', time, data };
}

function status(call: string, from: string, at: number, CallStatus: string, SequenceNumber: string, more: Readonly<Record<string, string>> = {}): SignedRequest {
  return form('/ingest/twilio/status', { CallSid: call, AccountSid: 'AC01', From: from, To: LINE, Direction: 'inbound', CallStatus, SequenceNumber, ApiVersion: '2010-04-01', ...progress(at), ...more });
}

function progress(at: number): { readonly Timestamp: string; readonly CallbackSource: string } {
  return { Timestamp: new Date(at).toUTCString().replace('GMT', '+0000'), CallbackSource: 'call-progress-events' };
}

function taskRouter(run: string, place: number, at: number, EventType: string, fields: Readonly<Record<string, string>>): SignedRequest {
  return form('/ingest/twilio/taskrouter', { Sid: `EV${run}${String(place).padStart(4, '0')}`, EventType, ResourceType: 'task', AccountSid: 'AC01', WorkspaceSid: 'WS01', WorkspaceName: 'Flex', EventDescription: EventType, Timestamp: String(Math.floor(at / 1_000)), TimestampMs: String(at), ...fields });
}
