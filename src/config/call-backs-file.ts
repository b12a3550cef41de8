import { z } from 'zod';
import { noCallBacks } from '../domain/call-back-settings.js';
import type { AsteriskDial, CallBackSettings } from '../domain/call-back-settings.js';
import { duration, id, span } from './units.js';

/** YAML takes +49 for the number 49. */
const quoted = z.string({ error: 'is read as a number; write it in quotes, such as "+49"' });
const prefix = quoted.regex(/^\+[1-9]\d{0,14}$/, { error: 'is no prefix such as +49 or +1212' });
const phone = quoted.min(1).max(200).regex(/^[^\r\n]+$/, { error: 'is more than one line' });
/** What a dialplan or a Dial takes; {number} is +493012345, {digits} the same without its plus. */
const withNumber = phone.refine((text) => text.includes('{number}') || text.includes('{digits}'), { error: 'names neither {number} nor {digits}' });

/** The section `callbacks` of the settings file. */
export const callBacksFile = z.strictObject({
  way: z.enum(['twilio', 'asterisk', 'webhook'], { error: 'is none of twilio, asterisk, webhook' }).optional(),
  callerId: quoted.regex(/^\+[1-9]\d{6,14}$/, { error: 'is no number such as +4930123456' }).optional(),
  phones: z.record(id, phone).optional(),
  queues: z.record(id, phone).optional(),
  allow: z.array(prefix).optional(),
  hours: span.optional(),
  attempts: z.int().min(1).max(20).optional(),
  ring: duration.refine((millis) => millis >= 5_000 && millis <= 120_000, { error: 'is less than 5 s or more than 2 min' }).optional(),
  context: phone.optional(),
  exten: withNumber.optional(),
  dial: withNumber.optional(),
}).superRefine(({ way, callerId, phones = {}, queues = {}, allow = [], context, exten, dial }, complain) => {
  const wrong = (path: string, message: string): void => complain.addIssue({ code: 'custom', path: [path], message });
  if (dial !== undefined && (context !== undefined || exten !== undefined)) wrong('dial', 'is given beside context or exten: the dialplan dials the customer, or a channel does');
  if (way !== 'asterisk' && (context ?? exten ?? dial) !== undefined) wrong('way', 'is not asterisk, which alone uses context, exten and dial');
  if (way === undefined) return;
  if (callerId === undefined) wrong('callerId', 'is missing: the number that customers see');
  if (allow.length === 0) wrong('allow', 'is missing: the prefixes of numbers that may be called, such as ["+49", "+43"]');
  if (Object.keys(phones).length + Object.keys(queues).length === 0) wrong('phones', 'is missing: where agents, or queues, are called first');
});

export function toCallBacks({ ring, context, exten, dial, ...rest }: z.output<typeof callBacksFile>): CallBackSettings {
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return { ...noCallBacks, ...given, ...(ring === undefined ? {} : { ringMs: ring }), dial: toDial(context, exten, dial) };
}

function toDial(context: string | undefined, exten: string | undefined, dial: string | undefined): AsteriskDial {
  if (dial !== undefined) return { channel: dial };
  const usual = noCallBacks.dial as Extract<AsteriskDial, { context: string }>;
  return { context: context ?? usual.context, exten: exten ?? usual.exten };
}
