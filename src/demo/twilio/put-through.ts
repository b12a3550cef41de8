import type { Millis } from '../../domain/time.js';
import type { Person } from './fate.js';
import { newSid } from './resources.js';
import type { Call } from './resources.js';

/** A `<Dial>` with one number in it, as our TwiML has it. */
export interface DialVerb {
  readonly action: string;
  readonly number: string;
  readonly statusCallback?: string;
}

export interface PutThroughParts {
  readonly person: (number: string) => Person;
  /** Posts to that address, signed, with these fields beside the standard ones. */
  readonly tell: (call: Pick<Call, 'sid' | 'from' | 'to' | 'status'>, url: string, more: Readonly<Record<string, string>>) => Promise<unknown>;
  readonly wait: (millis: Millis) => Promise<void>;
}

/** Rings at the number, lets the two talk, and tells of both as Twilio does. Resolves when they have parted. */
export async function putThrough(parent: Call, { action, number, statusCallback }: DialVerb, { person, tell, wait }: PutThroughParts): Promise<void> {
  const { answers = false, isBusy = false, ringsMs = 20, talksMs = 40 } = person(number);
  const child = { sid: newSid('CA'), from: parent.from, to: number, status: 'initiated' };
  const said = async (status: string): Promise<void> => {
    child.status = status;
    if (statusCallback !== undefined) await tell(child, statusCallback, { ParentCallSid: parent.sid, CallbackSource: 'call-progress-events', SequenceNumber: '0' });
  };
  await said('initiated');
  await wait(ringsMs);
  if (answers) {
    await said('in-progress');
    await wait(talksMs);
  }
  const end = answers ? 'completed' : isBusy ? 'busy' : 'no-answer';
  await said(end);
  await tell(parent, action, { DialCallSid: child.sid, DialCallStatus: end, ...(answers ? { DialCallDuration: String(Math.round(talksMs / 1_000)) } : {}) });
}
