import { beforeEach, expect, test } from '@jest/globals';
import { movedParts, valueOf } from '../../test/support/access.js';
import { KeyedSources } from './keyed-sources.js';
import { createKey, revokeKey } from './keys.js';

const parts = movedParts();
let keyed: KeyedSources;

beforeEach(() => {
  keyed = new KeyedSources(parts.credentials, parts.clock);
});

const toldBy = async (holder: string, ...sources: string[]): Promise<readonly string[]> => sources.filter(await keyed.tellableBy(holder));

test('a key speaks for its own source, for what lies below it and for whom nobody else has a key', async () => {
  for (const source of ['ivr', 'pbx', 'pbx/north']) await createKey(parts, { source });
  expect(await toldBy('ivr', 'ivr', 'ivr/1', 'crm', 'pbx', 'pbx/1', 'pbx/north/2', 'pbx2', '/pbx', 'earshot/board')).toEqual(['ivr', 'ivr/1', 'crm', 'pbx2', '/pbx']);
  expect(await toldBy('pbx', 'pbx', 'pbx/1', 'pbx/north', 'ivr')).toEqual(['pbx', 'pbx/1', 'pbx/north']);
});

test('while two keys of a source are live both speak for it, and a source is free once its last is revoked', async () => {
  const [first, second] = [valueOf(await createKey(parts, { source: 'queue' })), valueOf(await createKey(parts, { source: 'queue' }))];
  expect([await toldBy('queue', 'queue'), await toldBy('other', 'queue')]).toEqual([['queue'], []]);
  await revokeKey(parts, first.secret);
  parts.pass(2_000);
  expect(await toldBy('other', 'queue')).toEqual([]);
  await revokeKey(parts, second.secret);
  parts.pass(2_000);
  expect(await toldBy('other', 'queue')).toEqual(['queue']);
});

test('an import speaks for all: an administrator\'s command hands it over', async () => {
  await createKey(parts, { source: 'line' });
  expect(await toldBy('earshot-import', 'line', 'earshot/board')).toEqual(['line', 'earshot/board']);
});
