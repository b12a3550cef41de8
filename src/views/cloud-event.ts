import type { EarshotEvent } from '../domain/event.js';

/** An event as integrators post it: CloudEvents 1.0, JSON format. */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** RFC 3339 in UTC with milliseconds. */
  readonly time: string;
  readonly subject: string;
  readonly sequence?: number;
  readonly data: object;
}

export function toCloudEvent(event: EarshotEvent): CloudEvent {
  const { id, source, subject, sequence, data } = event;
  const type = event.type === 'other' ? event.sentType : event.type;
  const time = new Date(event.time).toISOString();
  return { specversion: '1.0', id, source, type, time, subject, ...(sequence === undefined ? {} : { sequence }), data };
}
