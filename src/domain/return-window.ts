import { DAY, HOUR, MINUTE } from './time.js';
import type { Millis } from './time.js';

/**
 * The windows in which a customer may come back, shortest first. A return is counted under the first that it falls into, so that
 * one count answers for each of them: no standard window exists, and whoever asks names theirs (METRICS.md, FCR).
 */
export const spans = ['15m', '1h', '4h', '1d', '2d', '3d', '5d', '7d', '10d', '14d', '21d', '30d'] as const;
export type Span = (typeof spans)[number];

const lengths: Readonly<Record<Span, Millis>> = {
  '15m': 15 * MINUTE, '1h': HOUR, '4h': 4 * HOUR, '1d': DAY, '2d': 2 * DAY, '3d': 3 * DAY, '5d': 5 * DAY, '7d': 7 * DAY, '10d': 10 * DAY, '14d': 14 * DAY, '21d': 21 * DAY, '30d': 30 * DAY,
};

/** Whether a return for another reason counts too. Reasons that are not known are taken for the same. */
export const scopes = ['any', 'same'] as const;
export type ReturnScope = (typeof scopes)[number];

/** Within how long, and for which reason, coming back means that it was not solved. */
export interface ReturnWindow {
  readonly within: Span;
  readonly scope: ReturnScope;
}

export const usualReturn: ReturnWindow = { within: '7d', scope: 'any' };

/** The first window that holds it; "never" past the longest. */
export type When = Span | 'never';

export function lengthOf(span: Span): Millis {
  return lengths[span];
}

export function whenOf(elapsed: Millis): When {
  return spans.find((span) => elapsed <= lengths[span]) ?? 'never';
}

/** The windows that end with this one. */
export function spansWithin(within: Span): readonly Span[] {
  return spans.slice(0, spans.indexOf(within) + 1);
}

/** The windows past this one, "never" among them. */
export function past(within: Span): readonly When[] {
  return [...spans.slice(spans.indexOf(within) + 1), 'never'];
}
