import type { IntendedAt, IntendedCompared } from '../../../contract/intended.js';
import { count } from '../../text/number.js';

/** One difference between what was meant and what is done. */
export interface Difference {
  readonly id: string;
  /** So that a kind is seen without its colour. */
  readonly sign: string;
  readonly says: string;
  readonly from: IntendedAt;
  readonly to: IntendedAt | null;
  readonly key: string;
  readonly times: string;
  readonly calls: readonly string[];
}

/** All of them: first what callers do and nobody meant, the most first; then what was meant and nobody does; names last. */
export function differences({ unforeseen, unknown, untaken, unreached, deadKeys, renamed }: IntendedCompared): readonly Difference[] {
  const none = { to: null, key: '', times: '', calls: [] };
  return [
    ...unforeseen.map(({ from, to, passes, is, key, calls }) => ({ sign: '!', says: is === 'way' ? 'A way that nobody meant' : 'Meant by another key', from, to, key: key ?? '', times: count(passes), calls })),
    ...unknown.map(({ place, visits, calls }) => ({ ...none, sign: '!', says: 'A node that nobody meant', from: place, times: count(visits), calls })),
    ...deadKeys.map(({ node, key, times, offered, calls }) => ({ ...none, sign: '⌀', says: offered ? 'A key that leads nowhere, though it is offered' : 'A key that leads nowhere', from: node, key, times: count(times), calls })),
    ...unreached.map((place) => ({ ...none, sign: '○', says: 'A node that nobody reaches', from: place, times: '0' })),
    ...untaken.map(({ from, to, key, on, visits }) => ({ ...none, sign: '○', says: on === null || key !== null ? 'A way that nobody takes' : `A way that nobody takes, on ${on}`, from, to, key: key ?? '', times: `0 of ${count(visits)}` })),
    ...renamed.map(({ observed, intended }) => ({ ...none, sign: '≈', says: 'One thing under two names', from: observed, to: intended })),
  ].map((each, place) => ({ ...each, id: String(place) }));
}
