import { expect, test } from '@jest/globals';
import { LiveFloor } from '../../test/support/live-floor.js';
import { caller, enters, hangsUp, queues, reaches } from '../../test/support/story.js';
import type { EarshotEvent } from '../domain/event.js';
import { unnamedFloor } from '../domain/floor.js';
import type { Reader } from '../domain/reader.js';
import { MINUTE, SECOND, seconds } from '../domain/time.js';

const NOON = Date.parse('2026-06-01T12:00:00Z');
const everyone: Reader = { who: 'ann', role: 'supervisor', queues: null, teams: null, actsFor: null };
const cards: Reader = { ...everyone, who: 'sue', queues: ['cards'] };
const floor = { ...unnamedFloor, queues: { cards: { name: 'Cards', team: 'green' }, loans: { name: 'Loans' } }, teams: { green: { name: 'Green' }, red: {} } };
const call = (id: string) => caller({ id, begins: NOON });
const signsIn = (agent: string, ...signedTo: string[]): EarshotEvent => ({ id: agent, source: 'story', subject: agent, time: NOON, type: 'agent.signed-in', data: { queues: signedTo } });

test('says what changed since the last frame, and the whole every five seconds', () => {
  const live = new LiveFloor(NOON, floor);
  const { room } = live.enter(everyone);
  for (let tick = 1; tick <= 41; tick += 1) live.tickBoard(NOON + tick * SECOND / 4);
  const { frames } = live.saidIn(room);
  expect(frames.flatMap((frame, index) => (frame.whole ? [index] : []))).toEqual([0, 20, 40]);
  expect(frames.map(({ number }) => number)).toEqual(frames.map((_, index) => index + 1));
  expect(frames[1]).toEqual({ number: 2, whole: false, at: NOON + seconds(0.5), state: { is: 'live' }, open: 0 });
});

test('a lane comes when a contact does, and goes a quarter of a minute after it', async () => {
  const live = new LiveFloor(NOON, floor);
  const { room } = live.enter(everyone);
  live.tickBoard(NOON);
  live.saidIn(room);
  await live.arrive(NOON + seconds(1), call('a').at(0, enters('main')).at(1, hangsUp()).events);
  live.tickBoard(NOON + seconds(1));
  expect(live.saidIn(room).frames.flatMap(({ lanes = [] }) => lanes.map(({ id, stage }) => [id, stage]))).toEqual([['a', 'ended']]);
  live.tickBoard(NOON + seconds(15.9));
  live.tickBoard(NOON + seconds(16));
  expect(live.saidIn(room).frames.flatMap(({ gone = [] }) => gone)).toEqual([]);
  live.tickBoard(NOON + seconds(16.1));
  expect(live.saidIn(room).frames.flatMap(({ gone = [] }) => gone)).toEqual(['a']);
});

test('a view of one queue has its rows, its contacts, its agents and its people to call back', async () => {
  const live = new LiveFloor(NOON, floor);
  await live.arrive(NOON + MINUTE, [
    ...call('a').at(0, queues('cards')).events, ...call('b').at(0, queues('loans')).events, ...call('c').at(0, enters('main')).events,
    ...call('d').at(0, queues('loans')).at(50, hangsUp()).events, ...call('e').at(0, queues('cards')).at(50, hangsUp()).events,
    signsIn('anna', 'cards', 'loans'), signsIn('bert', 'loans'),
  ]);
  live.tickBoard(NOON + MINUTE);
  const frame = (reader: Reader) => {
    const { frame: seen, scope } = live.enter(reader).snapshot;
    return {
      queues: seen.queues?.map(({ id }) => id), lanes: seen.lanes?.map(({ id }) => id).toSorted(), agents: seen.agents?.map(({ id }) => id), recovery: seen.recovery?.map(({ id }) => id), open: seen.open,
      waiting: seen.headline?.find(({ id }) => id === 'waiting')?.value, scope: scope.queues.map(({ name }) => name), teams: scope.teams.map(({ id }) => id),
    };
  };
  expect(frame(everyone)).toEqual({
    queues: ['cards', 'loans'], lanes: ['a', 'b', 'c', 'd', 'e'], agents: ['anna', 'bert'], recovery: ['d', 'e'], open: 3, waiting: 2, scope: ['Cards', 'Loans'], teams: ['green', 'red'],
  });
  expect(frame(cards)).toEqual({ queues: ['cards'], lanes: ['a', 'e'], agents: ['anna'], recovery: ['e'], open: 1, waiting: 1, scope: ['Cards'], teams: [] });
  expect(frame({ ...everyone, queues: null, teams: ['green'] })).toMatchObject({ queues: ['cards'], teams: ['green'] });
  expect(frame({ ...everyone, role: 'agent' })).toEqual({ queues: [], lanes: [], agents: [], recovery: [], open: 0, waiting: 0, scope: [], teams: [] });
});

test('served in time is held to the target of the queues in view where they have one in common, else to the center\'s', () => {
  const own = (serviceLevel?: number) => ({ name: 'Queue', ...(serviceLevel === undefined ? {} : { serviceLevel }) });
  const live = new LiveFloor(NOON, { ...floor, queues: { cards: own(0.75), loans: own(0.75), sales: own() } });
  live.tickBoard(NOON);
  const target = (seen: readonly string[] | null) => live.enter({ ...everyone, queues: seen }).snapshot.frame.headline?.find(({ id }) => id === 'served')?.target;
  expect([['cards'], ['cards', 'loans'], ['sales'], ['cards', 'sales'], null].map(target)).toEqual([0.75, 0.75, 0.8, 0.8, 0.8]);
});

test('who was let down is off the list once served, or reached by a call-back', async () => {
  const live = new LiveFloor(NOON, floor);
  const ann = (id: string, begins: number) => caller({ id, begins: NOON + begins, from: 'tel_ann' });
  const list = (): string[] => live.board.recoveryFor(everyone).map(({ id }) => id);
  await live.arrive(NOON + MINUTE, [...ann('a', 0).at(0, queues('cards')).at(50, hangsUp()).events, ...call('b').at(0, queues('cards')).at(50, hangsUp()).events]);
  expect(list()).toEqual(['tel_ann', 'b']);
  const again = ann('c', 2 * MINUTE).at(0, queues('cards')).at(9, reaches('anna'));
  await live.arrive(NOON + 3 * MINUTE, again.events);
  expect(list()).toEqual(['tel_ann', 'b']);
  await live.arrive(NOON + 4 * MINUTE, again.at(100, hangsUp()).events);
  expect(list()).toEqual(['b']);
  await live.arrive(NOON + 5 * MINUTE, [{ id: 'r', source: 'story', subject: 'b', time: NOON + 5 * MINUTE, type: 'callback.reached', data: {} }]);
  expect(list()).toEqual([]);
});

test('one board that asks once spends nothing of the budget of those who watch', async () => {
  const live = new LiveFloor(NOON, { ...floor, alertBudget: 1 });
  const { room } = live.enter(everyone);
  await live.arrive(NOON + seconds(1), call('a').at(0, queues('cards')).events);
  await live.tick(NOON + 3 * MINUTE);
  live.tickBoard(NOON + 3 * MINUTE);
  expect(live.board.snapshotFor(everyone).feed).toHaveLength(1);
  expect(live.saidIn(room).facts.map(({ line }) => line.rule)).toEqual(['long-wait']);
  expect(room.budget.view(NOON + 3 * MINUTE)).toEqual({ perHour: 1, shownThisHour: 1, overflowedThisHour: 0 });
});

test('tells a reader of one queue neither the other queues of a shared agent nor that agent\'s contact there', async () => {
  const live = new LiveFloor(NOON, floor);
  await live.arrive(NOON + MINUTE, [
    signsIn('anna', 'cards', 'loans'), ...call('b').at(1, queues('loans')).at(5, reaches('anna', 'loans')).events,
  ]);
  live.tickBoard(NOON + MINUTE);
  const anna = (reader: Reader) => live.enter(reader).snapshot.frame.agents?.map(({ id, queues: served, contact }) => ({ id, served, contact }));
  expect(anna(everyone)).toEqual([{ id: 'anna', served: ['cards', 'loans'], contact: 'b' }]);
  expect(anna(cards)).toEqual([{ id: 'anna', served: ['cards'], contact: undefined }]);
});
