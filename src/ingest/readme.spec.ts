import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const page = readFileSync('src/ingest/README.md', 'utf8');

test('every test and file that the page of ways in names is there', () => {
  const named = [...page.matchAll(/`((?:src|test)\/[\w./-]+)`/g)].map(([, file = '']) => file);
  expect(named.filter((file) => !existsSync(file))).toEqual([]);
  expect(named.length).toBeGreaterThan(20);
});

test('every platform that has a page stands in it', () => {
  const pages = readdirSync('src/ingest', { withFileTypes: true }).filter((each) => each.isDirectory() && existsSync(`src/ingest/${each.name}/README.md`)).map(({ name }) => `${name}/README.md`);
  expect(pages.filter((each) => !page.includes(`](${each}`))).toEqual([]);
});
