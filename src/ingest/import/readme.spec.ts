import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parseMapping } from './parse-mapping.js';

test('every mapping in the README can be used as it stands', () => {
  const page = readFileSync('src/ingest/import/README.md', 'utf8');
  const examples = [...page.matchAll(/```json\n(.*?)```/gsu)].map(([, json = '']) => parseMapping(JSON.parse(json)));
  expect(examples.filter(({ ok }) => !ok)).toEqual([]);
  expect(examples).toHaveLength(3);
});
