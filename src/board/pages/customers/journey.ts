import type { JourneyContact, Resolution } from '../../../contract/customers.js';
import type { Tone } from '../../../contract/board.js';

const words = { yes: 'resolved', partly: 'partly resolved', no: 'not resolved' } as const;

/** How a contact left its matter, in words that say how that is known. */
export function resolutionSays(resolution: Resolution): string {
  switch (resolution.is) {
    case 'stated': {
      const other = resolution.against === undefined ? '' : `; the agent had said: ${words[resolution.against]}`;
      return `${words[resolution.resolved]}, as the ${resolution.by} said${other}`;
    }
    case 'inferred': return `${words[resolution.resolved]}, it seems: ${resolution.says}`;
    case 'unknown': return `unknown: ${resolution.says}`;
  }
}

export function toneOf(resolution: Resolution): Tone {
  if (resolution.is === 'unknown') return 'neutral';
  return resolution.resolved === 'yes' ? 'good' : resolution.resolved === 'partly' ? 'warn' : 'bad';
}

/** A place on the line of time, 0 to 1. */
export interface Mark {
  readonly contact: JourneyContact;
  readonly at: number;
  readonly tone: Tone;
}

export interface Line {
  readonly from: number;
  readonly to: number;
  readonly marks: readonly Mark[];
  /** Promises from when they were made until they were due, or now. */
  readonly promises: readonly { readonly from: number; readonly to: number; readonly state: string }[];
  readonly strokes: readonly { readonly at: number; readonly instant: number; readonly isDay: boolean }[];
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** So many strokes at the most. */
const MOST_STROKES = 12;
const steps = [HOUR / 4, HOUR, 3 * HOUR, 6 * HOUR];

/** All contacts on one line, to scale. `dayBegan`: when the day of an instant began on the center's clock. */
export function lineOf(contacts: readonly JourneyContact[], now: number, dayBegan: (at: number) => number): Line {
  const first = Math.min(now - HOUR, ...contacts.map(({ startedAt }) => startedAt));
  const to = Math.max(now, ...contacts.flatMap(({ promises }) => promises.map(({ due }) => due ?? 0)));
  const from = first - (to - first) / 40;
  const place = (at: number): number => (at - from) / (to - from);
  return {
    from, to,
    strokes: strokesOf(from, to, dayBegan).map((instant) => ({ at: place(instant), instant, isDay: dayBegan(instant) === instant })),
    marks: contacts.map((contact) => ({ contact, at: place(contact.startedAt), tone: toneOf(contact.resolution) })),
    promises: contacts.flatMap(({ promises }) => promises.map(({ madeAt, due, state }) => ({ from: place(madeAt), to: place(due ?? now), state }))),
  };
}

/** Hours of a short journey, days of a long one. */
function strokesOf(from: number, to: number, dayBegan: (at: number) => number): readonly number[] {
  const strokes: number[] = [];
  const step = steps.find((each) => (to - from) / each <= MOST_STROKES);
  if (step !== undefined) {
    for (let at = dayBegan(from) + Math.ceil((from - dayBegan(from)) / step) * step; at < to; at += step) strokes.push(at);
    return strokes;
  }
  const every = Math.ceil((to - from) / DAY / MOST_STROKES);
  for (let day = dayBegan(from + DAY); day < to; day = dayBegan(day + every * DAY + DAY / 2)) strokes.push(day);
  return strokes;
}
