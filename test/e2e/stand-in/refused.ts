import type { RefusedLine } from '../../../src/contract/sources.js';

/** What a webhook and another source had refused lately. */
export function refusedPosts(now: number): readonly RefusedLine[] {
  return [
    {
      id: 'r-1', source: 'old-ivr', adapter: 'webhook', reason: 'No event of the mapping fits: event is "parked". Add one for it, or list it under ignore.',
      sent: { event: 'parked', at: '2026-03-02T09:00:40Z', call: { id: 'c-8', caller: 'tel_ann' } }, firstAt: now - 90_000, lastAt: now - 60_000, times: 3,
    },
    { id: 'r-2', source: 'pbx', adapter: 'http', reason: 'type: is missing. Name one.', sent: { id: 'x' }, firstAt: now - 5_000, lastAt: now - 5_000, times: 1 },
  ];
}
