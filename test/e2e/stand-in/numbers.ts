import type { NumberCounted, NumberIn, NumberRead, NumbersAnswer, NumbersInterval } from '../../../src/contract/numbers.js';
import { type MetricSeries, type SeriesBy, seriesBy } from '../../../src/contract/series.js';
import { queues, seeded, teams } from './floor.js';

const hour = 3_600_000;
const lengths: Readonly<Record<NumbersInterval, number>> = { none: 0, quarter: hour / 4, 'half-hour': hour / 2, hour, day: 24 * hour };

interface Counts { readonly offered: number; readonly answered: number; readonly abandoned: number; readonly turnedAway: number; readonly inTime: number }

/** The same for the same time and queue, with a busy noon and a call each quarter-hour of the night: today has begun whenever it is looked at. */
function countsIn(from: number, to: number, queue: string): Counts {
  let [offered, answered, abandoned, turnedAway, inTime] = [0, 0, 0, 0, 0];
  for (let at = from; at < to; at += hour / 4) {
    const random = seeded(Math.floor(at / (hour / 4)) + queue.length * 97);
    random();
    const time = (at / hour) % 24;
    const calls = time < 6 || time >= 20 ? 1 : Math.round((6 + random() * 5) * Math.sin(((time - 5) / 16) * Math.PI));
    const lost = Math.min(calls, Math.round(calls * 0.18 * random()));
    const away = Math.min(calls - lost, Math.round(random() * 0.8));
    offered += calls; abandoned += lost; turnedAway += away; answered += calls - lost - away;
    inTime += Math.round((calls - lost - away) * (0.72 + random() * 0.25));
  }
  return { offered, answered, abandoned, turnedAway, inTime };
}

function valueOf(id: string, { offered, answered, abandoned, turnedAway, inTime }: Counts): number | null {
  switch (id) {
    case 'offered': return offered;
    case 'answered': return answered;
    case 'abandoned': return abandoned;
    case 'flowouts_involuntary': return turnedAway;
    case 'asa': return answered === 0 ? null : 9_000 + Math.round((40_000 * (answered - inTime)) / answered);
    case 'time_away': return offered * 95_000;
    case 'breaks_over_limit': case 'wrap_ups_over_limit': return Math.round(offered / 40);
    case 'occupancy': return offered === 0 ? null : 0.78;
    case 'aht': return answered === 0 ? null : 310_000;
    case 'lost': return offered === 0 ? null : (abandoned + turnedAway) / offered;
    default: return offered === 0 ? null : inTime / (id === 'answered_only' ? Math.max(1, answered) : offered);
  }
}

export function numbersAnswer(query: URLSearchParams, now: number, titles: ReadonlyMap<string, { readonly title: string; readonly formula: string }>): NumbersAnswer {
  const interval = (query.get('interval') ?? 'none') as NumbersInterval;
  const to = Number(query.get('to') ?? now - (now % (hour / 4)) + hour / 4);
  const from = Number(query.get('from') ?? now - (now % (24 * hour)));
  const queue = query.get('queue') ?? '';
  const counted = (id: string, begin: number, end: number): NumberCounted => ({ value: valueOf(id, countsIn(begin, Math.min(end, to), queue)), sample: { offered: countsIn(begin, end, queue).offered }, provisional: end > now });
  const cuts: { readonly from: number; readonly to: number }[] = [];
  if (interval !== 'none') for (let at = from; at < to; at += lengths[interval]) cuts.push({ from: at, to: Math.min(to, at + lengths[interval]) });
  return {
    channel: query.get('channel') ?? 'voice', window: { from, to }, interval, zone: 'Europe/Berlin', completeness: 1,
    items: (query.get('metric') ?? 'served_in_time').split(',').map((id): NumberRead => ({
      id, title: titles.get(id)?.title ?? id.replaceAll('_', ' '), unit: id === 'asa' || id === 'aht' || id.startsWith('time_') ? 'ms' : ['offered', 'answered', 'abandoned', 'flowouts_involuntary', 'breaks_over_limit', 'wrap_ups_over_limit'].includes(id) ? 'count' : 'share',
      formula: titles.get(id)?.formula ?? 'A≤T / (A + B)', threshold: { answerWithinMs: 20_000, shortAbandonMs: 5_000, varies: false }, ...counted(id, from, to),
      intervals: cuts.map((each): NumberIn => ({ ...each, ...counted(id, each.from, each.to) })),
    })),
  };
}

const linesOf: Readonly<Record<SeriesBy, readonly { readonly id: string; readonly name: string }[]>> = {
  none: [{ id: '', name: '' }], queue: queues, team: teams, channel: [{ id: 'voice', name: 'voice' }],
  entry: [{ id: '+49301234', name: 'Service line' }, { id: '+49305678', name: '+49305678' }], away: [{ id: 'lunch', name: 'lunch' }, { id: 'none', name: 'no reason told' }],
};

/** The same numbers as lines of a chart: one, or one a queue, a team … */
export function seriesAnswer(id: string, query: URLSearchParams, now: number, titles: Parameters<typeof numbersAnswer>[2]): MetricSeries {
  const by = seriesBy.find((known) => known === query.get('by')) ?? 'none';
  const lines = linesOf[by].map((of) => {
    const asked = new URLSearchParams({ ...Object.fromEntries(query), metric: id, ...(of.id === '' ? {} : { queue: of.id }) });
    return { of: { id: of.id, name: of.name }, answer: numbersAnswer(asked, now, titles) };
  });
  const [{ answer: { channel, window, interval, zone, completeness, items: [item] } }] = lines as [(typeof lines)[number]];
  const { title, unit, formula, intervals } = item as NumberRead;
  return {
    id, title, unit, formula, by, channel, window, interval, zone, completeness, attribution: 'arrival', directAnswers: 'count', returns: null, next: null, intervals: intervals.map(({ from, to }) => ({ from, to })),
    items: lines.map(({ of, answer: { items: [read] } }) => ({
      of, view: 'queue', counts: 'visits', value: read?.value ?? null, values: read?.intervals.map(({ value }) => value) ?? [], provisional: read?.intervals.map(({ provisional }) => provisional) ?? [],
      parts: [], wholes: null, percentiles: null,
    })),
  };
}
