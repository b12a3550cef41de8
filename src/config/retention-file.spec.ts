import { expect, test } from '@jest/globals';
import { DAY, HOUR } from '../domain/time.js';
import { parseFloor } from './floor-file.js';

function retentionIn(text: string): unknown {
  const floor = parseFloor(`retention: ${text}`);
  return floor.ok ? floor.value.retention : floor.reason;
}

test('says how long each class is kept, and has the usual where nothing is said', () => {
  expect(retentionIn('{ contacts: 60d, numbers: 12h }')).toEqual({ contactsMs: 60 * DAY, readingsMs: 396 * DAY, numbersMs: 12 * HOUR, refusedMs: 30 * DAY, commentsMs: 90 * DAY, findingsMs: 400 * DAY });
  expect(retentionIn('{}')).toEqual({ contactsMs: 90 * DAY, readingsMs: 396 * DAY, numbersMs: 72 * HOUR, refusedMs: 30 * DAY, commentsMs: 90 * DAY, findingsMs: 400 * DAY });
});

test.each([
  ['{ findings: 30d }', 'retention.findings: is not between 37d and 3660d'],
  ['{ contacts: 30d }', 'retention.contacts: is not between 37d and 3660d'],
  ['{ numbers: 4d }', 'retention.numbers: is not between 1h and 3d'],
  ['{ readings: 60d }', 'retention.readings: is shorter than contacts are kept (90d): what is counted of them would be gone before they are'],
  ['{ contact: 60d }', 'retention.contact: there is no such setting'],
  ['{ refused: soon }', 'retention.refused: is no duration such as 20s, 1.5m or 2h'],
])('refuses %s', (text, why) => {
  expect(retentionIn(text)).toBe(why);
});
