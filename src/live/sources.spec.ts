import { expect, test } from '@jest/globals';
import { Sources } from './sources.js';

test('a sender that names a source for each call does not fill the board, and a source that goes on stays', () => {
  const sources = new Sources();
  for (let call = 0; call < 10_000; call += 1) {
    sources.accepted(`call-${call}`, 1, call);
    sources.accepted('pbx', 1, call);
  }
  const rows = sources.rows(10_000);
  expect(rows).toHaveLength(200);
  expect(rows.find(({ source }) => source === 'pbx')).toMatchObject({ accepted: 10_000, state: 'heard' });
});
