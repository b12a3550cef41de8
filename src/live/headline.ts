import type { Stale, Tile, Tone } from '../contract/board.js';
import { targetsOf } from '../domain/floor.js';
import { count } from '../domain/metric.js';
import type { Reading, Sums } from '../domain/metric.js';
import { HOUR, MINUTE, QUARTER, quarterOf } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { LiveState } from '../ports/live-state.js';
import { valueOf } from '../views/numbers.js';
import type { Metrics } from '../views/numbers.js';
import type { FloorNow } from './waiting.js';

/** What a headline is made of: over all queues contacts count once; over a choice of queues their visits are summed. */
export interface HeadlineView {
  readonly state: LiveState;
  readonly metrics: Metrics;
  readonly now: FloorNow;
  /** null: all queues. */
  readonly queues: readonly string[] | null;
  readonly callers: Callers;
  readonly recoveryOpen: number;
  /** A point a minute, oldest first. */
  readonly waitingTrend: readonly (number | null)[];
  readonly menuTrend: readonly (number | null)[];
  readonly at: Instant;
  /** When it began. */
  readonly today: Instant;
  /** What the numbers hang on is not heard since then. */
  readonly stale?: Stale;
}

/** Of the open voice contacts in view. */
export interface Callers {
  readonly inMenu: number;
  readonly lostInMenu: number;
  readonly inTrouble: number;
  readonly severe: number;
}

const TREND_QUARTERS = 12;

/** The five numbers of the head, voice only; each leads to something that can be done. */
export function headlineOf(view: HeadlineView): Tile[] {
  const tiles = [waitingTile(view), menusTile(view), servedTile(view), lostTile(view), experienceTile(view)];
  const { stale } = view;
  return stale === undefined ? tiles : tiles.map((tile) => ({ ...tile, stale }));
}

function waitingTile(view: HeadlineView): Tile {
  const { waiting, pastThreshold, longest } = waitingIn(view);
  return {
    id: 'waiting', label: 'Waiting', value: waiting, unit: 'count', metric: 'offered', basis: basisOf(view),
    tone: longest !== null && view.at - longest > 2 * MINUTE ? 'bad' : pastThreshold > 0 ? 'warn' : 'good',
    detail: waiting === 0 ? 'nobody waits' : `${pastThreshold} past the target`,
    ...(longest === null ? {} : { since: longest }),
    trend: view.waitingTrend,
  };
}

function menusTile(view: HeadlineView): Tile {
  const { inMenu, lostInMenu } = view.callers;
  // Most callers in a menu belong to no queue yet, so a choice of queues does not see them: that is not good news.
  const noQueueYet = view.queues !== null && inMenu === 0;
  return {
    id: 'menus', label: 'In menus', value: noQueueYet ? null : inMenu, unit: 'count', metric: 'contact_abandonment_rate', basis: 'contacts',
    tone: lostInMenu > 0 ? 'warn' : noQueueYet ? 'neutral' : 'good',
    detail: lostInMenu > 0 ? `${lostInMenu} lost in the menu` : noQueueYet ? 'in the menu nobody has a queue yet' : 'nobody is lost',
    trend: view.menuTrend,
  };
}

function servedTile(view: HeadlineView): Tile {
  const { at, metrics } = view;
  const { waiting, pastThreshold } = waitingIn(view);
  const live = { now: waiting, pastThreshold };
  const level = (sums: Sums, isNow: boolean): number | null => valueOf(metrics, 'served_in_time', readingOf(view, sums, isNow ? live : undefined));
  const recent = sumsOf(view, 'recent', at - 30 * MINUTE, at + MINUTE);
  const today = level(sumsOf(view, 'daily', view.today, at + MINUTE), true);
  const value = level(recent, true);
  const target = targetOf(view);
  return {
    id: 'served', label: 'Served in time', value, unit: 'share', metric: 'served_in_time', target, basis: basisOf(view),
    tone: shareTone(value, target),
    detail: `last 30 min · today ${percent(today)}`,
    of: count(recent, 'offered'),
    trend: trendOf(view, (sums) => level(sums, false)),
  };
}

function lostTile(view: HeadlineView): Tile {
  const { at, metrics, recoveryOpen } = view;
  const today = sumsOf(view, 'daily', view.today, at + MINUTE);
  const rate = valueOf(metrics, 'lost', readingOf(view, today));
  const tone: Tone = rate === null ? 'neutral' : rate > 0.1 ? 'bad' : rate > 0.05 ? 'warn' : 'good';
  return {
    id: 'lost', label: 'Lost today', value: rate, unit: 'share', metric: 'lost', basis: basisOf(view), tone,
    detail: recoveryOpen === 0 ? 'nobody to call back' : `${recoveryOpen} to call back`,
    of: count(today, 'offered'),
    trend: trendOf(view, (sums) => valueOf(metrics, 'lost', readingOf(view, sums))),
  };
}

function experienceTile(view: HeadlineView): Tile {
  const { state, at, callers: { inTrouble, severe } } = view;
  const flagsIn = (which: 'recent' | 'daily', from: Instant, to: Instant): number => (
    count(view.queues === null ? state[which].sums('arrival', 'voice/contacts', from, to) : sumsOf(view, which, from, to), 'flags')
  );
  const all = state.daily.sums('arrival', 'voice/contacts', view.today, at + MINUTE);
  const repeat = valueOf(view.metrics, 'repeat_rate', readingOf(view, all));
  return {
    id: 'experience', label: 'In trouble now', value: inTrouble, unit: 'count', metric: 'flagged_share', basis: 'contacts',
    tone: inTrouble === 0 ? 'good' : severe > 0 ? 'bad' : 'warn',
    detail: `${flagsIn('recent', at - HOUR, at + MINUTE)} flags in the last hour${view.queues === null ? ` · ${percent(repeat)} call again` : ''}`,
    trend: trendOver(view, (from, to) => flagsIn('daily', from, to)),
  };
}

/** That of the queues in view where they have one in common, else the center's. */
function targetOf({ queues, state: { floor } }: HeadlineView): number {
  const [target, ...others] = new Set(queues?.map((queue) => targetsOf(floor, queue).serviceLevel));
  return target === undefined || others.length > 0 ? floor.targets.serviceLevel : target;
}

function waitingIn(view: HeadlineView): { waiting: number; pastThreshold: number; longest: Instant | null } {
  let waiting = 0;
  let pastThreshold = 0;
  let longest: Instant | null = null;
  for (const [key, queue] of view.now.queues) {
    if (!key.startsWith('voice/') || (view.queues !== null && !view.queues.includes(key.slice(6)))) continue;
    waiting += queue.waiting;
    pastThreshold += queue.pastThreshold;
    if (queue.longestSince !== null && (longest === null || queue.longestSince < longest)) longest = queue.longestSince;
  }
  return { waiting, pastThreshold, longest };
}

function sumsOf(view: HeadlineView, which: 'recent' | 'daily', from: Instant, to: Instant): Sums {
  const readings = view.state[which];
  if (view.queues === null) return readings.sums('arrival', 'voice/total', from, to);
  const total: Record<string, number> = {};
  for (const queue of view.queues) {
    for (const [measure, value] of Object.entries(readings.sums('arrival', `voice/queue/${queue}`, from, to))) total[measure] = (total[measure] ?? 0) + (value ?? 0);
  }
  return total as Sums;
}

function readingOf(view: HeadlineView, sums: Sums, waiting = { now: 0, pastThreshold: 0 }): Reading {
  return { sums, waiting, directAnswers: view.state.floor.directAnswers };
}

function trendOf(view: HeadlineView, value: (sums: Sums) => number | null): (number | null)[] {
  return trendOver(view, (from, to) => value(sumsOf(view, 'daily', from, to)));
}

function trendOver(view: HeadlineView, value: (from: Instant, to: Instant) => number | null): (number | null)[] {
  const last = quarterOf(view.at);
  return Array.from({ length: TREND_QUARTERS }, (_, index) => {
    const from = last - (TREND_QUARTERS - 1 - index) * QUARTER;
    return value(from, from + QUARTER);
  });
}

function basisOf(view: HeadlineView): Tile['basis'] {
  return view.queues === null ? 'contacts' : 'visits';
}

function shareTone(value: number | null, target: number): Tone {
  if (value === null) return 'neutral';
  return value >= target ? 'good' : value >= target - 0.2 ? 'warn' : 'bad';
}

function percent(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 100)} %`;
}

