import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
// @ts-expect-error -- a script, without types
import { packagesIn as readPackages } from '../../src/tools/licences.mjs';

interface Package {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly runs: boolean;
  readonly deprecated: string | undefined;
}

const packagesIn = readPackages as (lock: unknown) => readonly Package[];
const json = (file: string): unknown => JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));
const packages = packagesIn(json('package-lock.json'));

/** Whoever runs Earshot owes no more for these than to name them. */
const free = new Set(['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Python-2.0', 'CC0-1.0', 'PostgreSQL', 'Unlicense']);
/** Only what is never shipped: changes to MPL's files would have to be published, and CC-BY is for data. */
const forTests = new Set([...free, 'MPL-2.0', 'CC-BY-4.0']);

/** `MIT OR GPL-3.0` is either's choice, `Apache-2.0 AND MIT` is both. */
function isAllowed(licence: string, allowed: ReadonlySet<string>): boolean {
  const choices = licence.replaceAll(/[()]/g, '').split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every((each) => allowed.has(each)));
}

test('no package has a licence that is not on the list', () => {
  expect(packages.length).toBeGreaterThan(300);
  expect(packages.filter(({ licence, runs }) => !isAllowed(licence, runs ? free : forTests)).map(({ name, licence }) => `${name}: ${licence}`)).toEqual([]);
});

test('a licence that is not on the list is found, alone or among others', () => {
  const licences = ['MIT OR GPL-3.0', 'MIT AND GPL-3.0', 'MPL-2.0', 'unknown'];
  expect(licences.map((licence) => [isAllowed(licence, free), isAllowed(licence, forTests)])).toEqual([[true, true], [false, false], [false, true], [false, false]]);
  expect(packagesIn({ packages: { '': {}, 'node_modules/a/node_modules/@b/c': { version: '1.0.0', dev: true } } })).toEqual([{ name: '@b/c', version: '1.0.0', licence: 'unknown', runs: false, deprecated: undefined }]);
});

test('nothing that we chose ourselves has been given up by who makes it', () => {
  const { dependencies, devDependencies } = json('package.json') as Readonly<Record<'dependencies' | 'devDependencies', Readonly<Record<string, string>>>>;
  const chosen = Object.entries({ ...dependencies, ...devDependencies });
  expect(chosen.flatMap(([name, version]) => packages.filter((each) => each.name === name && each.version === version && each.deprecated !== undefined).map(({ deprecated }) => `${name}: ${deprecated}`))).toEqual([]);
});
