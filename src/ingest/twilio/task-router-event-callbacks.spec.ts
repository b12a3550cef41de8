import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { alice, bob, CALL, CALLER, contactOf, LINE, outline, status, task, taskRouter, tell } from './story.js';

const waits = [taskRouter(10, 'task.created'), taskRouter(10.2, 'task-queue.entered')];
const served = [
  ...waits, taskRouter(12, 'reservation.created', bob), taskRouter(27, 'reservation.timeout', bob), taskRouter(28, 'reservation.created', alice),
  taskRouter(33, 'reservation.accepted', alice), taskRouter(90, 'reservation.wrapup', alice), taskRouter(120, 'reservation.completed', alice), taskRouter(120, 'task.completed'),
];

describe('a task of a call', () => {
  test('is the call\'s: queue, offers, agent and wrap-up on one contact', () => {
    expect(contactOf([status(0, 'ringing'), ...served, status(91, 'completed', { CallDuration: '91' })])).toMatchObject({
      id: CALL, channel: 'voice', customer: CALLER, entry: LINE,
      visits: [{ queue: 'support', reason: 'answered', waitMs: 22_800, agent: 'alice' }],
      offers: [{ agent: 'bob', reason: 'timeout' }, { agent: 'alice', reason: 'answered' }],
      segments: [{ agent: 'alice', queue: 'support', wrapUpStartedAt: expect.any(Number), wrapUpEndedAt: expect.any(Number) }],
    });
  });

  test('is the same in any order, twice, and with its beginning or middle missing where nothing of it is', () => {
    const whole = contactOf(served);
    fc.assert(fc.property(fc.shuffledSubarray(served, { minLength: served.length }), (posts) => {
      expect(contactOf([...posts, ...posts.slice(0, 3)])).toEqual(whole);
    }), { numRuns: 50 });
    const { visits, segments } = contactOf(served.filter((_, place) => place !== 0 && place !== 2));
    expect([visits, segments]).toEqual([whole.visits, whole.segments]);
  });

  test.each([
    [{ TaskCanceledReason: 'hangup' }, 'abandoned', 'customer'],
    [{ TaskCanceledReason: 'Task TTL Exceeded' }, 'timeout', undefined],
    [{ TaskCanceledReason: 'Redirected' }, 'withdrawn', undefined],
    [{}, 'withdrawn', undefined],
  ])('cancelled with %j: left as %s, ended by %s', (fields, reason, endedBy) => {
    expect(contactOf([...waits, taskRouter(40, 'task.canceled', { ...task, ...fields })])).toMatchObject({ visits: [{ queue: 'support', reason, waitMs: 29_800 }], endedBy });
  });

  test('moves to the next queue of its workflow, and out of all of them', () => {
    const next = { ...task, TaskQueueSid: 'WQ02', TaskQueueName: 'everyone' };
    const { visits } = contactOf([...waits, taskRouter(40, 'task-queue.timeout'), taskRouter(40, 'task-queue.entered', next), taskRouter(70, 'workflow.timeout', next)]);
    expect(visits.map(({ queue, reason, waitMs }) => [queue, reason, waitMs])).toEqual([['support', 'overflow', 29_799], ['everyone', 'timeout', 30_000]]);
  });

  test.each([['reservation.rejected', 'rejected'], ['reservation.canceled', 'cancelled'], ['reservation.rescinded', 'elsewhere'], ['reservation.failed', 'unreachable']])('%s ends the offer: %s', (type, reason) => {
    expect(outline([taskRouter(15, type, alice)])).toEqual([[15, 'agent.offer.ended', { agent: 'alice', reason }]]);
  });

  test('is transferred, blind or after a consultation', () => {
    const to = { ...task, TransferTo: 'WQ02', TransferType: 'QUEUE', TransferMode: 'COLD', TransferSid: 'TT01', TransferInitiatingReservationSid: 'WR01' };
    expect(outline([taskRouter(60, 'task.transfer-initiated', to), taskRouter(61, 'task.transfer-completed', { ...to, TransferMode: 'WARM', TransferType: 'WORKER', TransferTo: 'WK02' }), taskRouter(62, 'task.transfer-failed', to)])).toEqual([
      [60, 'transfer.started', { kind: 'blind', toQueue: 'WQ02', segment: 'WR01' }],
      [61, 'transfer.completed', { kind: 'consult', toAgent: 'WK02', segment: 'WR01' }],
      [62, 'transfer.failed', { kind: 'blind', toQueue: 'WQ02', segment: 'WR01' }],
    ]);
  });

  test('that is to call someone back is a contact of its own, and what became of it stands with the call that asked for it', () => {
    const asks = (more: object = {}) => ({ ...task, TaskAttributes: JSON.stringify({ taskType: 'callback', call_sid: CALL, callBackData: { numberToCall: CALLER }, ...more }) });
    const done = (more: object = {}) => tell([taskRouter(10, 'task.created', asks()), taskRouter(33, 'reservation.accepted', { ...alice, ...asks() }), taskRouter(120, 'task.completed', asks(more))]).events;
    const of = (subject: string, events: ReturnType<typeof done>) => events.filter((event) => event.subject === subject).map(({ type, data }) => [type, ...('result' in data ? [data.result] : [])]);
    expect(of(CALL, done())).toEqual([['callback.requested'], ['callback.attempted', 'answered'], ['callback.reached']]);
    expect(of(CALL, done({ conversations: { outcome: 'No answer' } }))).toEqual([['callback.requested'], ['callback.attempted', 'no-answer']]);
    expect(of('WT01', done()).map(([type]) => type)).toEqual(['contact.started', 'contact.linked', 'agent.offer.ended', 'queue.left', 'outbound.dialed', 'agent.connected', 'outbound.result', 'contact.ended']);
    expect(done()[0]).toMatchObject({ data: { direction: 'callback', to: CALLER } });
  });

  test('with TaskAttributes that are no JSON is a contact of its own', () => {
    expect(tell([taskRouter(10, 'task.created', { ...task, TaskAttributes: '{"call_sid": ' })]).events.map(({ subject }) => subject)).toEqual(['WT01']);
  });
});

describe('a task without a call', () => {
  const chat = { ...task, TaskAttributes: '{"from":"whatsapp:+12025550123","customers":{"external_id":"C-77"},"conversations":{"outcome":"Refund"}}', TaskChannelUniqueName: 'chat' };

  test('is a contact of its own channel, and ends with the task', () => {
    expect(contactOf([taskRouter(0, 'task.created', chat), taskRouter(1, 'task-queue.entered', chat), taskRouter(9, 'reservation.accepted', { ...alice, ...chat }), taskRouter(80, 'reservation.completed', { ...alice, ...chat }), taskRouter(80, 'task.completed', chat)], 'WT01'))
      .toMatchObject({ channel: 'chat', customer: 'C-77', endedBy: 'agent', segments: [{ agent: 'alice', disposition: 'Refund' }] });
  });

  test('of an outbound call nobody waited', () => {
    const outbound = { ...alice, TaskAttributes: '{"direction":"outbound","outbound_to":"+12025550188"}' };
    expect(contactOf([taskRouter(0, 'task.created', outbound), taskRouter(1, 'reservation.accepted', outbound)], 'WT01')).toMatchObject({ direction: 'outbound', visits: [], segments: [{ agent: 'alice' }] });
  });
});

describe('a worker', () => {
  const activity = (name: string): unknown[] => outline([taskRouter(0, 'worker.activity.update', { WorkerSid: 'WK01', WorkerName: 'alice', WorkerActivityName: name })]);

  test.each([['Available', 'available'], ['Idle', 'available'], ['Offline', 'offline']])('%s is %s', (name, state) => {
    expect(activity(name)).toEqual([[0, 'agent.state', { state }]]);
  });

  test('is away by any other activity, which is the reason', () => {
    expect([activity('Break'), activity('Unavailable')]).toEqual([[[0, 'agent.state', { state: 'away', reason: 'Break' }]], [[0, 'agent.state', { state: 'away', reason: 'Unavailable' }]]]);
  });

  test('is the subject of what is told about it', () => {
    expect(tell([taskRouter(0, 'worker.deleted', { WorkerSid: 'WK01', WorkerName: 'alice' })]).events).toEqual([expect.objectContaining({ type: 'agent.signed-out', subject: 'alice' })]);
  });
});

test('what it has no use for is counted by its name, what cannot be used is refused with a sentence', () => {
  const { last } = tell([taskRouter(0, 'workflow.target-matched')]);
  expect([last.events, last.ignored, last.refused]).toEqual([[], ['workflow.target-matched'], []]);
  expect(tell([taskRouter(0, 'task.created', {})]).last.refused).toEqual([{ index: 0, reason: 'A task.created names no TaskSid.' }]);
  expect(tell([taskRouter(0, '', {})]).last.refused).toEqual([{ index: 0, reason: 'A TaskRouter callback names no EventType.' }]);
});
