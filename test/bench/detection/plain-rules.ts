import type { Instant } from '../../../src/domain/time.js';
import { heldMs } from './plain-call.js';
import type { PlainCall, PlainNode, PlainPart, PlainVisit } from './plain-call.js';

/** The ten rules with their default options, each answering the subjects it flags; what both peers share. */
export const plainRules: Readonly<Record<string, (call: PlainCall, now: Instant) => readonly string[]>> = {
  'abandoned-in-menu': (call) => (menuStayMs(call) >= 10_000 ? ['menu'] : []),
  'abandoned-in-queue': (call) => idsOf(call.visits, (visit) => visit.reason === 'abandoned' && waitedMs(visit, 0) > 5_000),
  'long-hold': (call, now) => idsOf(call.parts, (part) => isHeldLong(part, call, now)),
  'long-wait': (call, now) => idsOf(call.visits, (visit) => (visit.leftAt !== undefined || call.endedAt === undefined) && waitedMs(visit, now) > 120_000),
  'menu-maze': (call) => stretchesOf(call).flatMap((stretch, place) => (isMaze(stretch, call) ? [place === 0 ? 'menu' : `menu#${place + 1}`] : [])),
  'passed-around': (call) => (transfersIn(call) >= 2 ? ['contact'] : []),
  'turned-away': (call) => idsOf(call.visits, (visit) => ['timeout', 'empty', 'full', 'unavailable'].includes(visit.reason ?? '')),
  unresolved: (call) => (call.endedAt !== undefined && (call.resolved === 'no' || call.resolved === 'partly') ? ['contact'] : []),
  'zero-out': (call) => (pleasIn(call) > 0 ? ['menu'] : []),
};

/** repeat-contact: those of a customer's calls that began within seven days after another ended. */
export function repeatsAmong(calls: readonly PlainCall[]): readonly string[] {
  return calls.filter((call) => calls.some((other) => isEarlier(other, call))).map((call) => call.id);
}

export function isEarlier(other: PlainCall, call: PlainCall): boolean {
  return other.id !== call.id && other.endedAt !== undefined && other.startedAt < call.startedAt
    && other.endedAt <= call.startedAt && call.startedAt - other.endedAt <= 604_800_000;
}

export function waitedMs(visit: PlainVisit, now: Instant): number {
  return (visit.leftAt ?? now) - visit.enteredAt;
}

export function transfersIn(call: PlainCall): number {
  return call.parts.filter((part) => part.transferred).length;
}

export function pleasIn(call: PlainCall): number {
  return waysIn(call).filter((visit) => !visit.slotted).flatMap((visit) => visit.keys).filter((key) => '0*#'.includes(key)).length;
}

/** How long a caller who hung up in the menu had been in it; 0 for all others. */
export function menuStayMs(call: PlainCall): number {
  const { endedAt, endedBy, visits } = call;
  if (endedAt === undefined || endedBy === 'system' || endedBy === 'agent' || call.successes.length > 0 || call.parts.length > 0) return 0;
  const cameBackAt = Math.max(-Infinity, ...visits.map((visit) => visit.leftAt ?? -Infinity));
  const first = waysIn(call).find((visit) => visit.at >= cameBackAt);
  return first === undefined ? 0 : endedAt - first.at;
}

export function longestHoldMs(part: PlainPart, call: PlainCall, now: Instant): number {
  return Math.max(0, ...part.holds.map((hold) => (hold.to ?? (call.endedAt === undefined ? now : hold.from)) - hold.from));
}

/** Hold as a share of talk, once the talk is over and hold has come to half a minute. */
export function holdShare(part: PlainPart): number {
  if (part.leftAt === undefined) return 0;
  const held = heldMs(part, part.leftAt);
  return held < 30_000 ? 0 : held / Math.max(1, part.leftAt - part.connectedAt - held);
}

function isHeldLong(part: PlainPart, call: PlainCall, now: Instant): boolean {
  return part.holds.length >= 3 || longestHoldMs(part, call, now) > 120_000 || holdShare(part) > 0.25;
}

function waysIn(call: PlainCall): readonly PlainNode[] {
  return call.nodes.filter((visit) => !visit.afterAgent);
}

export function stretchesOf(call: PlainCall): readonly (readonly PlainNode[])[] {
  return cut(waysIn(call), call.successes);
}

function isMaze(stretch: readonly PlainNode[], call: PlainCall): boolean {
  return mostEntries(stretch) >= 3 || quickestSix(stretch, call) <= 180_000;
}

export function mostEntries(stretch: readonly PlainNode[]): number {
  return Math.max(0, ...stretch.map(({ node }) => stretch.filter((each) => each.node === node).length));
}

/** The shortest time in which six nodes were visited without reaching anything. */
export function quickestSix(stretch: readonly PlainNode[], call: PlainCall): number {
  const ways = cut(stretch, [...call.successes, ...call.visits.map((visit) => visit.enteredAt)]);
  return Math.min(Infinity, ...ways.flatMap((way) => way.slice(5).map((sixth, place) => sixth.at - (way[place]?.at ?? 0))));
}

function cut(nodes: readonly PlainNode[], at: readonly Instant[]): readonly (readonly PlainNode[])[] {
  const parts = new Map<number, PlainNode[]>();
  for (const node of nodes) {
    const part = at.filter((instant) => instant < node.at).length;
    const others = parts.get(part);
    if (others) others.push(node);
    else parts.set(part, [node]);
  }
  return [...parts.values()];
}

function idsOf<Item extends { readonly id: string }>(items: readonly Item[], isFlagged: (item: Item) => boolean): readonly string[] {
  return items.filter(isFlagged).map(({ id }) => id);
}
