import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { HOUR, QUARTER } from '../../src/domain/time.js';
import { openPgStoredPlaces } from '../../src/store/pg-stored-places.js';
import type { PgStoredPlaces } from '../../src/store/pg-stored-places.js';
import { openPgState } from '../support/pg-state.js';
import { batchOf, counts } from '../support/stored.js';

let opened: Awaited<ReturnType<typeof openPgState>>;
let stored: PgStoredPlaces;

beforeAll(async () => {
  opened = await openPgState();
  stored = openPgStoredPlaces(opened.database.connection);
  await opened.store.save(batchOf({ deltas: [
    counts(2 * HOUR, 7, { key: 'voice/place/queue:support', measure: 'passed' }), counts(2 * HOUR, 3, { key: 'voice/place/queue:support', measure: 'hurt.flag.long-wait' }),
    counts(HOUR, 1, { key: 'voice/place/flow:bank@7', measure: 'passed' }), counts(2 * HOUR + QUARTER, 2, { key: 'chat/place/offer:a/b:c', measure: 'reason.offer-refused' }),
    // None of a cohort.
    counts(HOUR, 9, { key: 'voice/total' }), counts(HOUR, 9, { key: 'voice/place/floor:' }), counts(HOUR, 9, { key: 'voice/place/queue:late', attribution: 'completion' }), counts(5 * HOUR, 1, { key: 'voice/place/queue:support', measure: 'passed' }),
  ] }));
});
afterAll(async () => {
  await stored.close();
  await opened.close();
});

test('reads what cohorts counted in a time, in its order, and nothing else', async () => {
  expect(await stored.cohorts(HOUR, 5 * HOUR)).toEqual([
    { cohort: { kind: 'flow', channel: 'voice', name: 'bank@7' }, at: HOUR, sums: { passed: 1 } },
    { cohort: { kind: 'queue', channel: 'voice', name: 'support' }, at: 2 * HOUR, sums: { passed: 7, 'hurt.flag.long-wait': 3 } },
    { cohort: { kind: 'offer', channel: 'chat', name: 'a/b:c' }, at: 2 * HOUR + QUARTER, sums: { 'reason.offer-refused': 2 } },
  ]);
});
