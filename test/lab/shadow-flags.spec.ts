import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect } from '../../src/store/connect.js';
import { PgShadowFlags } from '../../src/store/pg-shadow-flags.js';
import { openPgState } from '../support/pg-state.js';
import { batchOf, flag, journeyOf, row } from '../support/stored.js';

let opened: Awaited<ReturnType<typeof openPgState>>;
let dataSource: Awaited<ReturnType<typeof connect>>;
let shadows: PgShadowFlags;

beforeAll(async () => {
  opened = await openPgState();
  dataSource = await connect({ connection: opened.database.connection, sessions: 2 });
  shadows = new PgShadowFlags(dataSource);
});
afterAll(async () => {
  await dataSource.destroy();
  await opened.close();
});

const raised = (contact: string, raisedAt: number) => flag(contact, 'long-wait', { raisedAt });
const of = async (since: number) => (await shadows.of('long-wait', since, 10)).map(({ contact, raisedAt }) => [contact, raisedAt]);

test('shadow flags stand in a table of their own, never among the others, and follow their owner', async () => {
  await opened.store.save(batchOf({ contacts: [row('a', { shadow: [raised('a', 10)] }), row('b')], journeys: [journeyOf('anna', [], { shadow: [raised('c', 20)] })] }));
  expect(await of(0)).toEqual([['c', 20], ['a', 10]]);
  expect([await of(15), await opened.history.flags({}, { limit: 10 })]).toEqual([[['c', 20]], []]);
  expect((await opened.store.contacts(['a']))[0]?.shadow).toEqual([raised('a', 10)]);
  await opened.store.save(batchOf({ contacts: [row('a', { shadow: [] })] }));
  expect(await of(0)).toEqual([['c', 20]]);
});

test('are forgotten after a while, and when all is folded anew', async () => {
  await opened.store.save(batchOf({ contacts: [row('d', { shadow: [raised('d', 30)] })] }));
  await shadows.forgetBefore(25);
  expect(await of(0)).toEqual([['d', 30]]);
  await opened.store.clear('anew');
  expect(await of(0)).toEqual([]);
});
