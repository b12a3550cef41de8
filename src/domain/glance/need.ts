import { isServed } from '../call-back.js';
import { isLive } from '../flag.js';
import type { Flag } from '../flag.js';
import type { ContactSummary } from '../journey.js';
import { isBroken } from '../promise.js';
import type { Instant } from '../time.js';
import { byWeight, GLANCE, weights } from './ground.js';
import type { Ground, NeedFound } from './ground.js';
import { verdictAt, verdictOf } from './sighting.js';
import type { Sighting } from './sighting.js';

/** Flags that say what another ground says already. */
const saidOtherwise = new Set([
  'abandoned-in-queue', 'turned-away', 'dropped', 'lost-in-transfer', 'promise-broken', 'bad-survey', 'unresolved', 'contradicted', 'repeat-contact', 'rapid-repeat', 'chronic-repeat',
]);

/**
 * Why a customer needs someone now, the heaviest first; nothing where nothing is open. A contact that ended well ends what
 * came before it, but not a promise that is still owed, nor an answer that was given since.
 */
export function groundsOfNeed(sightings: readonly Sighting[], now: Instant): readonly Ground[] {
  const recent = sightings.filter(({ summary }) => summary.startedAt > now - GLANCE).toSorted((a, b) => a.summary.startedAt - b.summary.startedAt);
  const settledAt = recent.findLast(endedWell)?.summary.startedAt ?? -Infinity;
  const open = recent.filter(({ summary }) => summary.startedAt > settledAt);
  const grounds: (Ground | undefined)[] = [
    ...recent.flatMap((each) => brokenPromises(each, now)),
    ...recent.flatMap((each) => badAnswers(each, settledAt)),
    ...letDowns(open), notResolved(open), again(open), ...open.flatMap((each) => flagsOn(each, now)),
  ];
  return grounds.filter((ground) => ground !== undefined).toSorted(byWeight);
}

/** Somebody said that it was resolved, neither the customer's word nor their return says otherwise, and they were not let down in the end. */
export function endedWell(sighting: Sighting): boolean {
  const { loss, endedAt } = sighting.summary;
  const isContradicted = sighting.flags.some(({ rule }) => rule === 'contradicted');
  return endedAt !== undefined && loss === undefined && !isContradicted && verdictOf(sighting)?.resolved === 'yes';
}

function brokenPromises({ summary, queues }: Sighting, now: Instant): Ground[] {
  return (summary.promises ?? []).filter((each) => isBroken(each, now)).map(({ what, due }) => (
    ground(summary, queues.at(-1), due ?? summary.startedAt, weights['promise-broken'], { kind: 'promise-broken', ...(what === undefined ? {} : { what }) })
  ));
}

function badAnswers({ summary, queues, flags }: Sighting, since: Instant): Ground[] {
  return flags.filter((flag) => flag.rule === 'bad-survey' && flag.since > since)
    .map((flag) => ground(summary, flag.place.queue ?? queues.at(-1), flag.since, weights['bad-answer'], { kind: 'bad-answer', because: flag.because }));
}

/** Let down, and not served by an agent nor reached by a call-back since. */
function letDowns(open: readonly Sighting[]): Ground[] {
  const served = Math.max(-Infinity, ...open.filter(({ summary }) => isServed(summary)).map(({ summary }) => summary.startedAt));
  const reached = Math.max(-Infinity, ...open.map(({ summary }) => summary.callback?.reachedAt ?? -Infinity));
  return open.flatMap(({ summary }) => {
    const { loss, startedAt } = summary;
    if (loss === undefined || startedAt < served || loss.at <= reached) return [];
    return [ground(summary, loss.queue, loss.at, weights['let-down'], { kind: 'let-down', loss })];
  }).slice(-1);
}

/** The last word that was said; the customer's own "no" is a bad answer already. */
function notResolved(open: readonly Sighting[]): Ground | undefined {
  const last = open.findLast((each) => verdictOf(each) !== undefined);
  const verdict = last && verdictOf(last);
  if (!last || !verdict || verdict.resolved === 'yes') return undefined;
  if (verdict.by === 'customer' && last.flags.some(({ rule }) => rule === 'bad-survey')) return undefined;
  const { resolved, by } = verdict;
  return ground(last.summary, last.queues.at(-1), verdictAt(last), weights['not-resolved'][resolved], { kind: 'not-resolved', resolved, by });
}

/** They came about the same thing before; where a reason is not known, about anything. */
function again(open: readonly Sighting[]): Ground | undefined {
  const inbound = open.filter(({ summary }) => summary.direction === 'inbound');
  const last = inbound.at(-1);
  if (!last) return undefined;
  const { reason } = last.summary;
  const alike = inbound.filter(({ summary }) => reason === undefined || summary.reason === undefined || summary.reason === reason);
  const count = alike.length;
  if (count < 2) return undefined;
  const spanMs = last.summary.startedAt - (alike[0]?.summary.startedAt ?? 0);
  const isSame = reason !== undefined && alike.every(({ summary }) => summary.reason === reason);
  return ground(last.summary, last.queues.at(-1), last.summary.startedAt, Math.min(weights.mostAgain, (count - 1) * weights.again), {
    kind: 'again', count, spanMs, ...(isSame ? { reason } : {}), voice: alike.every(({ summary }) => summary.channel === 'voice'),
  });
}

/** Each rule once a contact, with its worst flag; an alert on which someone can act while the caller is there comes before all else. */
function flagsOn({ summary, queues, flags }: Sighting, now: Instant): Ground[] {
  const worst = new Map<string, Flag>();
  for (const flag of flags) {
    const known = worst.get(flag.rule);
    if (!saidOtherwise.has(flag.rule) && (!known || weights.flag[flag.severity] > weights.flag[known.severity])) worst.set(flag.rule, flag);
  }
  return [...worst.values()].map((flag) => {
    const { rule, severity, because } = flag;
    const isNow = summary.endedAt === undefined && flag.class === 'alert' && isLive(flag, now);
    const queue = flag.place.queue ?? queues.at(-1);
    return isNow
      ? ground(summary, queue, now, weights['on-the-line'], { kind: 'on-the-line', rule, because })
      : ground(summary, queue, flag.since, weights.flag[severity], { kind: 'flag', rule, severity, because });
  });
}

function ground({ id }: ContactSummary, queue: string | undefined, at: Instant, points: number, found: NeedFound): Ground {
  return { ...found, contact: id, at, points, ...(queue === undefined ? {} : { queue }) };
}
