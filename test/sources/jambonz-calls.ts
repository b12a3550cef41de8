import { createHmac } from 'node:crypto';

/** One post of jambonz: when it is signed, in seconds, and what it says. */
export interface JambonzPost {
  readonly at: number;
  readonly body: object;
}

export function jambonzPost({ at, body }: JambonzPost, secret: string): readonly [body: string, headers: Readonly<Record<string, string>>] {
  const text = JSON.stringify(body);
  return [text, { 'content-type': 'application/json', 'jambonz-signature': `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${text}`).digest('hex')}` }];
}

/** Made-up calls in the shape of jambonz' own posts: one fetched by an agent, one that gives up, one led out of the queue to a dialled agent. */
export function callsOf(name: string, began: number): readonly JambonzPost[] {
  const of = (call: string, status: string, more: object = {}) => ({
    call_sid: `${name}-${call}`, direction: 'inbound', from: '+16173333456', to: '15083084809', call_id: '252d9b5a', sip_status: 200, sip_reason: 'OK', call_status: status,
    account_sid: 'ed649e33', application_sid: '0e0681b0', fs_sip_address: '10.0.0.7:5060', ...more,
  });
  const leg = (status: string, more: object = {}) => of('leg', status, { direction: 'outbound', parent_call_sid: `${name}-led`, to: 'sip:bert@sip.example.com', ...more });
  const queue = (call: string, event: 'join' | 'leave', second: number, more: object) => ({ ...of(call, 'in-progress'), event, queue: 'support', [`${event}_time`]: (began + second) * 1_000, ...more });
  const done = (call: string, status: string, result: string, seconds: number) => of(call, status, { queue_sid: 'queue:ed649e33:support', queue_time: seconds, queue_result: result });
  const ended = (call: string, by: string, duration: number) => of(call, 'completed', { call_termination_by: by, duration });
  const posts: readonly (readonly [second: number, body: object])[] = [
    [0, of('fetched', 'trying', { sip_status: 100, sip_reason: 'Trying' })], [1, of('fetched', 'in-progress')], [1, of('fetched', 'trying', { shown: 'main' })],
    [2, of('gone', 'trying')], [3, of('led', 'trying')], [4, of('gone', 'in-progress')], [6, queue('gone', 'join', 6, { length: 1 })], [7, queue('led', 'join', 7, { length: 2 })],
    [9, of('fetched', 'in-progress', { reason: 'dtmfDetected', digits: '2', answered: 'main', shown: 'billing' })],
    [21, of('fetched', 'in-progress', { reason: 'timeout', answered: 'billing' })],
    [30, of('fetched', 'in-progress', { reason: 'dtmfDetected', digits: '12345678', answered: 'billing' })], [31, queue('fetched', 'join', 31, { length: 3 })],
    // Whom the waitHook takes out is told as abandoned too; the enqueue's own hook says how it was.
    [50, queue('led', 'leave', 50, { leave_reason: 'abandoned', length: 2 })], [50, done('led', 'in-progress', 'leave', 43)],
    [52, leg('trying', { sip_status: 100 })], [53, leg('ringing', { sip_status: 180 })], [58, leg('in-progress')],
    [66, queue('gone', 'leave', 66, { leave_reason: 'abandoned', length: 0 })], [66, done('gone', 'completed', 'hangup', 60)], [66, ended('gone', 'caller', 62)],
    [75, queue('fetched', 'leave', 75.5, { leave_reason: 'dequeued', length: 0, dequeuer: { call_sid: `${name}-agent`, from: 'alice' } })],
    [100, leg('completed', { duration: 42 })], [101, of('led', 'in-progress', { dial_call_status: 'completed', dial_call_sid: `${name}-leg`, dial_sip_status: 200 })], [101, ended('led', 'jambonz', 97)],
    [140, done('fetched', 'completed', 'bridged', 44)], [140, ended('fetched', 'caller', 139)],
  ];
  return posts.map(([second, body]) => ({ at: began + second, body }));
}
