import type { CountedPage, Explanation } from '../../../src/contract/explained.js';
import type { World } from './world.js';
import { contactList } from './view.js';

const minute = 60_000;

/** One number taken apart: the test vector of METRICS.md, and one mean. */
export function explanationOf(id: string, now: number): Explanation {
  return id === 'asa' ? meanOf(shareOf(id, now)) : shareOf(id, now);
}

/** A mean with how it is spread. */
function meanOf(told: Explanation): Explanation {
  return {
    ...told, title: 'Average speed of answer', unit: 'ms', formula: 'Σ queue wait of answered / A', value: 32_000, part: 32_000_000, whole: 1_000,
    percentiles: { n: 1_000, p50: 4_000, p75: 21_000, p90: 65_000, p95: 120_000, p99: 240_000, max: 400_000 },
    above: [{ says: 'waiting of those answered', amount: 32_000_000, times: 1, unit: 'ms' }], beneath: [{ says: 'A, answered', amount: 1_000, times: 1, unit: 'count' }], outcomes: [], elsewhere: [],
  };
}

function shareOf(id: string, now: number): Explanation {
  return {
    id, title: 'Served in time', unit: 'share', formula: 'A≤T / (A + B − B≤S + Fi + W>T)', value: 860 / 1_065, percentiles: null, provisional: true, part: 860, whole: 1_065,
    above: [{ says: 'A≤T, answered within the threshold', amount: 860, times: 1, unit: 'count' }],
    beneath: [{ says: 'A, answered', amount: 1_000, times: 1, unit: 'count' }, { says: 'B, gave up waiting', amount: 60, times: 1, unit: 'count' }, { says: 'B≤S, gave up shortly', amount: 10, times: -1, unit: 'count' }, { says: 'Fi, turned away', amount: 15, times: 1, unit: 'count' }],
    passport: {
      view: 'queue', counts: 'contacts', channel: 'voice', window: { from: now - 30 * minute, to: now + minute }, zone: 'Europe/Berlin', attribution: 'arrival', threshold: { answerWithinMs: 20_000, shortAbandonMs: 5_000, varies: false },
      directAnswers: 'count', returns: null, completeness: 1,
    },
    outcomes: [
      { id: 'in-time', says: 'answered within the threshold', count: 860, counted: 'part' }, { id: 'late', says: 'answered later', count: 140, counted: 'whole' }, { id: 'short', says: 'gave up shortly', count: 10, counted: 'out' },
    ],
    elsewhere: [{ platform: 'Amazon Connect', shows: 'Service level X', metric: 'removed_in_threshold', value: 0.816_59 }, { platform: 'Asterisk', shows: 'Holdtime', metric: null, value: null, note: 'A moving average.' }],
    away: [],
  };
}

/** Whoever is open, as if each of them counted. */
export function countedPage(world: World): CountedPage {
  const items = contactList(world, null).items.slice(0, 12).map((lane) => ({ lane, counted: 'part' as const, part: 1, whole: 1 }));
  return { items, next: null, looked: items.length };
}
