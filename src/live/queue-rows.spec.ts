import { expect, test } from '@jest/globals';
import { LiveFloor } from '../../test/support/live-floor.js';
import { caller, hangsUp, queues, reaches } from '../../test/support/story.js';
import type { QueueRow } from '../contract/board.js';
import type { EarshotEvent, EventData } from '../domain/event.js';
import { unnamedFloor } from '../domain/floor.js';
import { HOUR, MINUTE, seconds } from '../domain/time.js';

const NOON = Date.parse('2026-06-01T12:00:00Z');
const floor = { ...unnamedFloor, queues: { cards: { name: 'Cards' }, quiet: { name: 'Quiet' } }, agents: { carl: { queues: ['cards'] } } };
const is = (agent: string, data: EventData['agent.state'], at = 1): EarshotEvent =>
  ({ id: `${agent} ${data.state} ${data.queue ?? ''}`, source: 'story', subject: agent, time: NOON + at, type: 'agent.state', data });
const signsIn = (agent: string, ...to: string[]): EarshotEvent => ({ id: agent, source: 'story', subject: agent, time: NOON, type: 'agent.signed-in', data: { queues: to } });

async function rowsAt(minute: number, events: readonly EarshotEvent[]): Promise<readonly QueueRow[]> {
  const live = new LiveFloor(NOON, floor);
  await live.arrive(NOON + minute * MINUTE, events);
  live.tickBoard(NOON + minute * MINUTE);
  return live.board.view.queues;
}
const call = (id: string, channel = 'voice') => caller({ id, begins: NOON, channel });

test('has a row for every queue that is named or was heard of, and each channel its own', async () => {
  const rows = await rowsAt(1, [...call('a').at(0, queues('other')).events, ...call('b', 'chat').at(0, queues('cards')).events, ...call('c').at(0, queues('cards')).events]);
  expect(rows.map(({ id, name, channel }) => [id, name, channel])).toEqual([
    ['chat/cards', 'Cards', 'chat'], ['cards', 'Cards', 'voice'], ['other', 'other', 'voice'], ['quiet', 'Quiet', 'voice'],
  ]);
});

test('a queue that had its last caller before midnight keeps its row into the small hours', async () => {
  const live = new LiveFloor(NOON, floor);
  const midnight = NOON + 12 * HOUR;
  const late = caller({ id: 'late', begins: midnight - 4 * MINUTE }).at(0, queues('other')).at(60, hangsUp()).events;
  const rowsOf = (at: number): unknown => {
    live.tickBoard(at);
    return live.board.view.queues.flatMap(({ id, last30, today }) => (id === 'other' ? [[last30.offered, today.offered]] : []));
  };
  await live.arrive(midnight - MINUTE, late);
  expect([rowsOf(midnight - MINUTE), rowsOf(midnight + MINUTE), rowsOf(midnight + 7 * HOUR), rowsOf(midnight + 10 * HOUR)]).toEqual([[[1, 1]], [[1, 0]], [[0, 0]], []]);
});

test('who waits past the threshold is a miss now, and counts nowhere yet', async () => {
  const answered = call('a').at(0, queues('cards')).at(9, reaches('anna')).at(40, hangsUp());
  const [cards] = await rowsAt(1, [...answered.events, ...call('b').at(0, queues('cards')).events]);
  expect(cards).toMatchObject({ waiting: 1, longestSince: NOON, tone: 'bad' });
  expect(cards?.last30).toMatchObject({ offered: 1, answered: 1, serviceLevel: 0.5, asaMs: seconds(9) });
});

test('a quiet queue says nothing, neither good nor bad', async () => {
  const quiet = (await rowsAt(1, [])).find(({ id }) => id === 'quiet');
  expect([quiet?.tone, quiet?.last30.serviceLevel, quiet?.today.abandonmentRate]).toEqual(['neutral', null, null]);
});

test('counts agents ready for the queue, those whom others share, and those away or paused in it', async () => {
  const [cards] = await rowsAt(1, [
    signsIn('anna', 'cards'), signsIn('bert', 'cards', 'quiet'), is('carl', { state: 'available' }), signsIn('dora', 'cards', 'quiet'), is('dora', { state: 'away', queue: 'cards' }),
    signsIn('emil', 'cards'), is('emil', { state: 'away' }), signsIn('fred', 'cards'), is('fred', { state: 'wrap-up' }), signsIn('gina', 'cards'), is('gina', { state: 'outbound' }),
    signsIn('hans', 'cards'), is('hans', { state: 'offline' }),
  ]);
  expect(cards?.agents).toEqual({ ready: 3, readyShared: 1, busy: 1, wrapUp: 1, away: 2, signedIn: 7 });
});

test('says since when its source is silent', async () => {
  const live = new LiveFloor(NOON, { ...floor, sources: { story: { silentAfterMs: 5 * MINUTE } } });
  const begun = call('a').at(0, queues('cards')).events;
  live.enter({ who: 'ann', role: 'supervisor', queues: null, teams: null, actsFor: null });
  live.sources.heard(begun, NOON);
  await live.arrive(NOON, begun);
  const stale = (at: number): number | undefined => {
    live.tickBoard(at);
    return live.board.view.queues.find(({ id }) => id === 'cards')?.staleSince;
  };
  expect([stale(NOON + 5 * MINUTE), stale(NOON + 5 * MINUTE + 1)]).toEqual([undefined, NOON]);
});
