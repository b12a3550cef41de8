import { describe, expect, test } from '@jest/globals';
import type { MetricSeries } from '../../../contract/series.js';
import { askOf, changeText, coarserThan, each, historiesOf, historyAsked, joined, queryOf, spanAgainst, spanOf } from './ask.js';

const zone = 'Europe/Berlin';
const at = (text: string): number => Date.parse(text);

describe('history', () => {
  test('shows what its address says, and what is usual where it says nothing or nonsense', () => {
    expect(historyAsked({})).toEqual({ metric: 'served_in_time', of: null, channel: 'voice', days: 7, by: 'day', attribution: 'arrival', against: 'before' });
    expect(historyAsked({ metric: 'asa', queue: 'billing', days: '1', by: 'quarter', against: 'week' })).toEqual({ metric: 'asa', of: { kind: 'queue', id: 'billing' }, channel: 'voice', days: 1, by: 'quarter', attribution: 'arrival', against: 'week' });
    expect(historyAsked({ days: '90', by: 'quarter', against: 'x' })).toEqual(expect.objectContaining({ days: 90, by: 'day', against: 'before' }));
    expect(historyAsked({ days: '17' }).days).toBe(7);
  });

  test('begins at midnight on the center\'s clock and ends with this quarter-hour', () => {
    expect(spanOf(1, at('2026-03-03T14:07:00+01:00'), zone)).toEqual({ from: at('2026-03-03T00:00:00+01:00'), to: at('2026-03-03T14:15:00+01:00') });
    // The clock went forward in between: the week has an hour less.
    expect(spanOf(7, at('2026-03-31T14:07:00+02:00'), zone).from).toBe(at('2026-03-25T00:00:00+01:00'));
  });

  test('holds a morning against a morning', () => {
    const today = spanOf(1, at('2026-03-31T09:50:00+02:00'), zone);
    expect(spanAgainst(today, 1, 'before', zone)).toEqual({ from: at('2026-03-30T00:00:00+02:00'), to: at('2026-03-30T10:00:00+02:00') });
    expect(spanAgainst(today, 1, 'week', zone)).toEqual({ from: at('2026-03-24T00:00:00+01:00'), to: at('2026-03-24T10:00:00+01:00') });
    expect(spanAgainst(today, 1, 'none', zone)).toBeNull();
  });

  test('asks about one queue, about all together, or about each by itself', () => {
    const ask = historyAsked({ days: '7' });
    const span = { from: 0, to: 900_000 };
    expect(queryOf({ ...ask, of: { kind: 'queue', id: 'bill ing' } }, span)).toEqual(['interval=day', 'from=0', 'to=900000', 'queue=bill%20ing']);
    expect(queryOf({ ...ask, channel: 'chat' }, span)).toEqual(['interval=day', 'from=0', 'to=900000', 'channel=chat']);
    expect(queryOf({ ...ask, of: { kind: 'team', id: each }, attribution: 'completion' }, span)).toEqual(['interval=day', 'from=0', 'to=900000', 'attribution=completion', 'by=team']);
    expect(queryOf({ ...ask, of: { kind: 'entry', id: '+4930' } }, span)).toEqual(['interval=day', 'from=0', 'to=900000', 'entry=%2B4930']);
  });

  test('is of one thing at a time, whichever was chosen last', () => {
    const chosen = askOf({ metric: 'time_away', queue: 'billing', days: '1' }, { kind: 'away', id: each });
    expect([chosen, historyAsked(chosen).of, askOf(chosen, null)]).toEqual([{ metric: 'time_away', days: '1', away: '*' }, { kind: 'away', id: '*' }, { metric: 'time_away', days: '1' }]);
  });

  test('cuts finer by quarter-hours and half-hours, as long as a point stays a point', () => {
    expect([historyAsked({ days: '28', by: 'half-hour' }).by, historyAsked({ days: '90', by: 'half-hour' }).by]).toEqual(['half-hour', 'day']);
    expect([coarserThan('half-hour', 28), coarserThan('hour', 90), coarserThan('day', 90)]).toEqual(['hour', 'day', undefined]);
  });

  test('puts pages together: more intervals of the same lines, then more lines', () => {
    const piece = (from: number, id: string, next: string | null): MetricSeries => ({
      id: 'lost', title: 'Lost', unit: 'share', formula: 'f', by: 'queue', channel: 'voice', window: { from: 0, to: 2 }, interval: 'day', zone, attribution: 'arrival', directAnswers: 'count', returns: null, completeness: 1,
      intervals: [{ from, to: from + 1 }], items: [{ of: { id, name: id }, view: 'queue', counts: 'visits', value: 0.1, values: [from], parts: [], wholes: null, provisional: [from === 1], percentiles: null }], next,
    });
    const whole = joined([piece(0, 'a', 'x'), piece(1, 'a', 'y'), piece(0, 'b', 'z'), piece(1, 'b', null)]);
    expect([whole?.intervals.map(({ from }) => from), whole?.items.map(({ of, values, provisional }) => [of.id, values, provisional]), whole?.next]).toEqual([[0, 1], [['a', [0, 1], [false, true]], ['b', [0, 1], [false, true]]], null]);
  });

  test('lays the time before beneath, line by line, first to first', () => {
    const line = (id: string, values: readonly (number | null)[]): MetricSeries['items'][number] => ({
      of: { id, name: id }, view: 'queue', counts: 'visits', value: 0.1, values, parts: [], wholes: null, provisional: values.map((_, nth) => nth === 1), percentiles: null,
    });
    const series = (begin: number, length: number, ...items: MetricSeries['items']): MetricSeries => ({
      id: 'lost', title: 'Lost', unit: 'share', formula: 'f', by: 'queue', channel: 'voice', window: { from: 0, to: 1 }, interval: 'day', zone, attribution: 'arrival', directAnswers: 'count', returns: null, completeness: 1,
      intervals: Array.from({ length }, (_, nth) => ({ from: begin + nth, to: begin + nth + 1 })), items, next: null,
    });
    const histories = historiesOf(series(10, 2, line('new', [0.3, 0.4]), line('old', [0.1, null])), series(0, 1, line('old', [0.2])));
    expect([...histories].map(([id, { points }]) => [id, points])).toEqual([
      ['new', [{ from: 10, value: 0.3, provisional: false, before: { from: 0, value: null } }, { from: 11, value: 0.4, provisional: true, before: null }]],
      ['old', [{ from: 10, value: 0.1, provisional: false, before: { from: 0, value: 0.2 } }, { from: 11, value: null, provisional: true, before: null }]],
    ]);
  });

  test('says a change in points of a share, and in per cent of all else', () => {
    expect([changeText(0.81, 0.75, 'share'), changeText(0.75, 0.75, 'share'), changeText(90, 120, 'count'), changeText(5, 0, 'ms'), changeText(null, 1, 'ms')]).toEqual(['+6.0 points', '0 points', '−25 %', '–', '–']);
  });
});
