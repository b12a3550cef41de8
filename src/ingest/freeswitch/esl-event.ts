import type { Instant } from '../../domain/time.js';
import { headersIn } from './esl-parser.js';

/** One event of the switch, as it was sent: values are URL-encoded, and decoded when they are read. */
export interface EslEvent {
  readonly fields: ReadonlyMap<string, string>;
}

/** What the connection hands to the translation: an event, or the answer to a question of ours. */
export type EslMessage =
  | { readonly kind: 'event'; readonly event: EslEvent }
  /** `at` is the switch's clock, as far as we know it. */
  | { readonly kind: 'answer'; readonly question: string; readonly text: string; readonly at: Instant };

/** The body of a `text/event-plain` message. What follows its empty line is the event's own text, which nobody needs. */
export function eventIn(body: string): EslEvent {
  const end = body.indexOf('\n\n');
  return { fields: headersIn(end < 0 ? body : body.slice(0, end)) };
}

/** An event as it was kept when it was refused; undefined for what is none. */
export function eventOf(kept: unknown): EslEvent | undefined {
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return undefined;
  return { fields: new Map(Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === 'string')) };
}

/** Empty and `_undef_` count as absent. */
export function field(event: EslEvent, key: string): string | undefined {
  const raw = event.fields.get(key);
  if (raw === undefined || raw === '') return undefined;
  const value = raw.includes('%') ? decoded(raw) : raw;
  return value === '' || value === '_undef_' ? undefined : value;
}

/** `CHANNEL_CREATE`; for events of modules their subclass, for those of mod_callcenter with the action: `callcenter::info member-queue-start`. */
export function nameOf(event: EslEvent): string {
  const name = field(event, 'Event-Name') ?? '';
  if (name !== 'CUSTOM') return name;
  const subclass = field(event, 'Event-Subclass') ?? '';
  const action = field(event, 'CC-Action') ?? field(event, 'VM-Action') ?? field(event, 'Earshot');
  return action === undefined ? subclass : `${subclass} ${action}`;
}

/** When it happened; undefined where the switch does not say. */
export function timeOf(event: EslEvent): Instant | undefined {
  return micros(event, 'Event-Date-Timestamp');
}

/** Counts up with every event that the switch fires: the order in which they happened. */
export function sequenceOf(event: EslEvent): number | undefined {
  return whole(event, 'Event-Sequence');
}

/** A time in microseconds; 0 stands for never. */
export function micros(event: EslEvent, key: string): Instant | undefined {
  const value = whole(event, key);
  return value === undefined || value === 0 ? undefined : Math.floor(value / 1_000);
}

/** A time in seconds; 0 stands for never. */
export function epoch(event: EslEvent, key: string): Instant | undefined {
  const value = whole(event, key);
  return value === undefined || value === 0 ? undefined : value * 1_000;
}

/** The channel has been hung up, though its end is not told yet. */
export function isGone(event: EslEvent): boolean {
  return field(event, 'Answer-State') === 'hangup' || Number(field(event, 'Channel-State-Number') ?? 0) >= 10;
}

function whole(event: EslEvent, key: string): number | undefined {
  const value = event.fields.get(key);
  return value !== undefined && /^\d{1,16}$/.test(value) ? Number(value) : undefined;
}

function decoded(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}
