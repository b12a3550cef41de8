import { expect, test } from '@jest/globals';
import { isGenerated, sources } from './sources.js';

/** A file is a page; past this it is two. */
const MOST_LINES = 300;

const sizes = sources()
  .filter((source) => !isGenerated(source) && !source.file.startsWith('store/migrations/'))
  .map(({ file, text }) => ({ file, lines: text.split('\n').length - 1 }))
  .toSorted((a, b) => a.lines - b.lines);

test('no file is longer than three pages', () => {
  expect(sizes.filter(({ lines }) => lines > MOST_LINES)).toEqual([]);
});

test('the median file is a page', () => {
  const median = sizes[sizes.length >> 1]?.lines ?? 0;
  const longest = sizes.at(-1);
  process.stdout.write(`${sizes.length} files, median ${median} lines, longest ${longest?.lines} (${longest?.file})\n`);
  expect(median).toBeLessThanOrEqual(100);
});
