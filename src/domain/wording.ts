import { DAY, HOUR, MINUTE, SECOND } from './time.js';
import type { Millis } from './time.js';

const ordinals = ['zeroth', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** "once", "twice", "3 times". */
export function times(count: number): string {
  if (count === 1) return 'once';
  return count === 2 ? 'twice' : `${count} times`;
}

/** "third", "12th", "21st". */
export function ordinal(count: number): string {
  const word = ordinals[count];
  if (word !== undefined) return word;
  const teen = count % 100 >= 11 && count % 100 <= 13;
  const ending = teen ? undefined : ['th', 'st', 'nd', 'rd'][count % 10];
  return `${count}${ending ?? 'th'}`;
}

/** A duration as people say it, in its largest whole unit: "6 days", "2 h", "40 min", "30 s". */
export function spoken(duration: Millis): string {
  if (duration >= 2 * DAY) return `${Math.floor(duration / DAY)} days`;
  if (duration >= HOUR) return `${Math.floor(duration / HOUR)} h`;
  if (duration >= MINUTE) return `${Math.floor(duration / MINUTE)} min`;
  return `${Math.floor(duration / SECOND)} s`;
}

/** "Sales", "Sales and Support", "Sales, Support and Billing". */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
