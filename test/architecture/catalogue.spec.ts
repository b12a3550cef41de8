import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { detectors } from '../../src/detectors/index.js';
import { pages as detectorPages } from '../../src/detectors/pages.generated.js';
import { metrics } from '../../src/metrics/index.js';
import { pages as metricPages } from '../../src/metrics/pages.generated.js';

const root = path.join(import.meta.dirname, '..', '..');
const catalogues = [
  { folder: 'detectors', entries: detectors, pages: detectorPages },
  { folder: 'metrics', entries: metrics, pages: metricPages },
];

test.each(catalogues)('every entry of $folder has its rule, its spec and its page under one name', ({ folder, entries }) => {
  const missing = entries.flatMap(({ id }) => ['ts', 'spec.ts', 'md'].map((ending) => `src/${folder}/${id.replaceAll('_', '-')}.${ending}`)).filter((file) => !existsSync(path.join(root, file)));
  expect(missing).toEqual([]);
});

test.each(catalogues)('every file of $folder is in its index, once, by its id', ({ folder, entries, pages }) => {
  const files = readdirSync(path.join(root, 'src', folder)).filter((file) => file.endsWith('.md') && file !== 'README.md').map((file) => file.replace(/\.md$/, ''));
  expect(entries.map(({ id }) => id.replaceAll('_', '-'))).toEqual(files.toSorted());
  expect(Object.keys(pages)).toEqual(entries.map(({ id }) => id));
});

test('every rule has a title, a rule, an action, options that make sense, and a page that explains them', () => {
  for (const { id, title, rule, action, version, options } of detectors) {
    expect([title, rule, action].map((text) => text.length > 5)).toEqual([true, true, true]);
    expect(version).toBeGreaterThanOrEqual(1);
    for (const [name, { default: value, min, max, says }] of Object.entries(options)) {
      expect(says.length).toBeGreaterThan(10);
      expect(detectorPages[id]).toContain(`| \`${name}\` | ${JSON.stringify(value)} |`);
      if (typeof value === 'number') expect([min, max].every((bound) => bound !== undefined) && value >= (min ?? 0) && value <= (max ?? 0)).toBe(true);
    }
  }
});

test('every page of a rule tells the same things', () => {
  const parts = ['**Flags when**', '**Why it matters.**', '**What to do.**', '## Options', '## Example', '## False alarms', '## Silent for'];
  for (const page of Object.values(detectorPages)) for (const part of parts) expect(page).toContain(part);
});

test('every page of a metric names its id and formula', () => {
  for (const { id, formula } of metrics) expect(metricPages[id]).toContain(`\`${id}\` = ${formula}`);
});

test('what is generated is up to date', () => {
  expect(() => execFileSync(process.execPath, [path.join(root, 'src/tools/generate.mjs'), '--check'], { stdio: 'pipe' })).not.toThrow();
});

test('the scripts of package.json exist', () => {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  expect(scripts['generate']).toBe('node src/tools/generate.mjs');
});
