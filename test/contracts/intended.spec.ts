import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { connect } from '../../src/store/connect.js';
import { PgIntendedMenus } from '../../src/store/pg-intended-menus.js';
import type { IntendedMenus } from '../../src/ports/intended-menus.js';
import { freshDatabase } from '../support/database.js';
import type { FreshDatabase } from '../support/database.js';
import { memoryIntended } from '../support/memory-intended.js';

const clock = { now: () => 1_772_442_000_000 };
const meant = { format: 'earshot', menu: { start: 'main', nodes: { main: { steps: [{ key: '1', to: 'queue:*' }] }, [`n${'o'.repeat(300)}`]: { steps: [] }, '\0\ud800': { steps: [] } } } };
let database: FreshDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  database = await freshDatabase();
  dataSource = await connect({ connection: database.connection });
});
afterAll(async () => {
  await dataSource?.destroy();
  await database?.drop();
});

describe.each([['PostgreSQL', (): IntendedMenus => new PgIntendedMenus(dataSource, clock)], ['memory', (): IntendedMenus => memoryIntended(clock)]])('what authors meant, in %s', (_, open) => {
  test('is kept in versions, each as it came', async () => {
    const menus = open();
    expect(await menus.newest('+4930')).toBeUndefined();
    expect([await menus.add('+4930', meant, '{"start": "main"}', 'ann'), await menus.add('+4930', null, '', 'bob'), await menus.add('', meant, 'x', 'ann')]).toEqual([1, 2, 1]);
    expect(await menus.newest('+4930')).toEqual({ version: 2, at: clock.now(), by: 'bob', meant: null });
    expect((await menus.versions('+4930', 5)).map(({ version }) => version)).toEqual([2, 1]);
    expect(await menus.version('+4930', 1)).toEqual({ version: 1, at: clock.now(), by: 'ann', meant, source: '{"start": "main"}' });
    expect(await menus.version('+4930', 9)).toBeUndefined();
  });

  test('gives two at once a number each', async () => {
    const menus = open();
    const numbers = await Promise.all(Array.from({ length: 5 }, async () => menus.add('+4940', meant, '', 'ann')));
    expect(numbers.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
  });
});
