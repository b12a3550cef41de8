import { randomBytes } from 'node:crypto';

/** What Twilio keeps of a message; the shape of its answers is `messageJson`. */
export interface Message {
  readonly sid: string;
  readonly direction: 'inbound' | 'outbound-api' | 'outbound-reply';
  readonly from: string | null;
  readonly to: string;
  readonly body: string;
  readonly service: string | null;
  readonly statusCallback?: string;
  readonly createdAt: number;
  status: string;
  errorCode: number | null;
  sentAt: number | null;
  updatedAt: number;
}

export interface Call {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly url: string;
  readonly statusCallback?: string;
  readonly createdAt: number;
  status: string;
  startedAt: number | null;
  endedAt: number | null;
  updatedAt: number;
}

export const VERSION = '2010-04-01';

export function newSid(kind: 'SM' | 'CA'): string {
  return `${kind}${randomBytes(16).toString('hex')}`;
}

export function accountPath(accountSid: string): string {
  return `/${VERSION}/Accounts/${accountSid}`;
}

export function messageJson(message: Message, accountSid: string): Readonly<Record<string, unknown>> {
  const uri = `${accountPath(accountSid)}/Messages/${message.sid}`;
  return {
    sid: message.sid, account_sid: accountSid, api_version: VERSION, uri: `${uri}.json`, subresource_uris: { media: `${uri}/Media.json` },
    body: message.body, direction: message.direction, from: message.from, to: message.to, messaging_service_sid: message.service,
    num_media: '0', num_segments: String(Math.max(1, Math.ceil(message.body.length / 153))), status: message.status,
    error_code: message.errorCode, error_message: null, price: null, price_unit: 'USD',
    date_created: dateOf(message.createdAt), date_updated: dateOf(message.updatedAt), date_sent: dateOf(message.sentAt),
  };
}

export function callJson(call: Call, accountSid: string): Readonly<Record<string, unknown>> {
  const { startedAt, endedAt } = call;
  return {
    sid: call.sid, account_sid: accountSid, api_version: VERSION, uri: `${accountPath(accountSid)}/Calls/${call.sid}.json`, subresource_uris: {},
    to: call.to, to_formatted: call.to, from: call.from, from_formatted: call.from, direction: 'outbound-api', status: call.status,
    start_time: dateOf(startedAt), end_time: dateOf(endedAt), duration: startedAt === null || endedAt === null ? null : String(Math.round((endedAt - startedAt) / 1_000)),
    date_created: dateOf(call.createdAt), date_updated: dateOf(call.updatedAt), price: null, price_unit: 'USD', queue_time: '0', answered_by: null, forwarded_from: null,
    parent_call_sid: null, phone_number_sid: null, group_sid: null, caller_name: null, trunk_sid: null,
  };
}

/** RFC 2822, in whole seconds: what was created a moment ago seems a second older. */
function dateOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toUTCString().replace('GMT', '+0000');
}
