import { expect, test } from '@jest/globals';
import type { EarshotEvent } from '../domain/event.js';
import { unnamedFloor } from '../domain/floor.js';
import { DAY, HOUR, MINUTE, SECOND } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { Sources } from './sources.js';

const NOON = Date.parse('2026-06-01T12:00:00Z');
const beat = (source: string, time: Instant): EarshotEvent => ({ id: `${source} ${time}`, source, type: 'source.heartbeat', time, subject: source, data: {} });
const many = (source: string, count: number, time: Instant) => Array.from({ length: count }, () => beat(source, time));
const floor = { ...unnamedFloor, sources: { pbx: { name: 'The PBX', silentAfterMs: 30 * SECOND } } };

test('a sender that names a source for each call does not fill the board, and a source that goes on stays', () => {
  const sources = new Sources();
  for (let call = 0; call < 10_000; call += 1) sources.heard([beat(`call-${call}`, call), beat('pbx', call)], call);
  const rows = sources.rows(10_000);
  expect(rows).toHaveLength(200);
  expect(rows.find(({ source }) => source === 'pbx')).toMatchObject({ accepted: 10_000, state: 'heard' });
});

test('a line stays however many sources there are, down since it was lost and not since the last try, and leaves its first name behind', () => {
  const sources = new Sources();
  const line = { platform: 'Asterisk', place: 'pbx:5038' };
  sources.line('asterisk pbx:5038', { ...line, isUp: false, since: NOON, why: 'No connection.' });
  for (let call = 0; call < 300; call += 1) sources.heard([beat(`call-${call}`, NOON)], NOON);
  sources.line('asterisk pbx:5038', { ...line, isUp: false, since: NOON + MINUTE, why: 'Still none.' });
  expect(sources.health(NOON + 2 * MINUTE).filter(({ line: its }) => its !== null)).toMatchObject([{ source: 'asterisk pbx:5038', state: 'gap', since: NOON, trouble: { is: 'down', says: 'Still none.' } }]);
  sources.rename('asterisk pbx:5038', 'asterisk/north', NOON + 3 * MINUTE);
  sources.line('asterisk/north', { ...line, isUp: true, since: NOON + 3 * MINUTE });
  sources.alive('asterisk/north', NOON + 3 * MINUTE);
  expect(sources.rows(NOON + 3 * MINUTE).filter(({ source }) => source.startsWith('asterisk'))).toMatchObject([{ source: 'asterisk/north', state: 'heard' }]);
  expect(sources.forget('asterisk/north')).toBe(false);
});

test('measures how late events come, how the clocks differ, and how many come a minute', () => {
  const sources = new Sources();
  for (let second = 0; second < 600; second += 1) sources.heard([beat('fast', NOON + second * SECOND + 90_000), beat('well', NOON + second * SECOND - 100)], NOON + second * SECOND);
  const [fast, well] = sources.health(NOON + 600 * SECOND);
  expect([Math.round((fast?.skewMs ?? 0) / 10_000), fast?.trouble?.is, fast?.rate.perMinute, fast?.rate.usual]).toEqual([-9, 'clock', 60, null]);
  expect([Math.round((well?.lag?.medianMs ?? 0) / 10), well?.lag?.events, well?.trouble]).toEqual([10, 540, null]);
});

test('an import tells what is usual, is not heard, and the same again changes nothing', () => {
  const sources = new Sources();
  const weeks = [1, 2, 3].flatMap((week) => many('pbx', 120, NOON - week * 7 * DAY + 10 * MINUTE));
  const begin = many('pbx', 1, NOON - 28 * DAY + HOUR);
  for (const at of [NOON, NOON + HOUR / 2]) sources.heard([...begin, ...weeks], at, { history: true });
  expect(sources.health(NOON)[0]).toMatchObject({ lastEventAt: 0, occurredAt: null, state: 'quiet', accepted: 722, rate: { perMinute: 0, usual: { perMinute: 2, by: 'weeks', of: 3 } } });
});

test('what hangs on a silent source is said, until it moved elsewhere; the rest is not old', () => {
  const sources = new Sources(() => floor);
  sources.heard([beat('pbx', NOON), beat('chat', NOON)], NOON);
  sources.tells('pbx', ['cards'], true, NOON);
  sources.tells('chat', ['mail'], false, NOON);
  const missing = (at: Instant) => [['cards'], ['mail'], null].map((queues) => sources.missing(sources.away(at), queues));
  expect(missing(NOON + 30 * SECOND)).toEqual([undefined, undefined, undefined]);
  const away = { since: NOON, names: ['The PBX'] };
  expect(missing(NOON + 31 * SECOND)).toEqual([away, undefined, away]);
  sources.heard([beat('cloud', NOON + 2 * DAY)], NOON + 2 * DAY);
  sources.tells('cloud', ['cards'], true, NOON + 2 * DAY);
  expect(missing(NOON + 2 * DAY)).toEqual([undefined, undefined, undefined]);
});

test('says each change once, again where it could not be saved, and comes back from it as it was', () => {
  const sources = new Sources(() => floor);
  const gap: EarshotEvent = { id: 'gap', source: 'pbx', type: 'source.gap', time: NOON, subject: 'pbx', data: { from: NOON - MINUTE, to: NOON } };
  sources.heard([beat('pbx', NOON - 50), gap, gap], NOON);
  sources.tells('pbx', ['cards'], true, NOON);
  const changes = sources.changes();
  expect(sources.changes()).toEqual({ records: [], forgotten: [] });
  sources.unsaved(changes);
  expect(sources.changes()).toEqual(changes);
  const again = new Sources(() => floor);
  again.restore(changes.records, NOON + MINUTE);
  expect(again.health(NOON + MINUTE)).toMatchObject([{ source: 'pbx', state: 'silent', lastEventAt: NOON, occurredAt: NOON - 50, gaps: [{ from: NOON - MINUTE, to: NOON }], queues: [{ id: 'cards' }] }]);
  expect(again.missing(again.away(NOON + MINUTE), ['cards'])?.since).toBe(NOON);
  expect([again.forget('pbx'), again.rows(NOON), again.changes().forgotten]).toEqual([true, [], ['pbx']]);
});
