import type { Contact } from '../domain/contact.js';
import type { FlagPlace } from '../domain/flag.js';
import type { Floor } from '../domain/floor.js';

/** A distinct set of queues and teams that a reader may see or has chosen; null means all. Readers with the same scope share one room. */
export interface Scope {
  readonly queues: readonly string[] | null;
  readonly teams: readonly string[] | null;
}

export const everything: Scope = { queues: null, teams: null };

/** What both allow: the reader's role and the reader's choice. A team stands for its queues and its agents. */
export function narrowed(allowed: Scope, chosen: Partial<Scope>): Scope {
  return { queues: both(allowed.queues, chosen.queues ?? null), teams: both(allowed.teams, chosen.teams ?? null) };
}

export function roomOf(scope: Scope): string {
  const list = (names: readonly string[] | null): string => (names === null ? '*' : names.toSorted().join(','));
  return `queues:${list(scope.queues)} teams:${list(scope.teams)}`;
}

export function isEverything(scope: Scope): boolean {
  return scope.queues === null && scope.teams === null;
}

export function seesQueue(scope: Scope, floor: Floor, queue: string): boolean {
  if (scope.queues !== null && !scope.queues.includes(queue)) return false;
  return scope.teams === null || scope.teams.includes(floor.queues[queue]?.team ?? '');
}

export function seesAgent(scope: Scope, floor: Floor, agent: string, team: string | undefined, queues: readonly string[]): boolean {
  if (scope.teams !== null) return scope.teams.includes(team ?? floor.agents[agent]?.team ?? '');
  return scope.queues === null || queues.some((queue) => scope.queues?.includes(queue));
}

/** A contact belongs to a scope by any queue it touched; one that is still in a menu belongs to everyone who sees all. */
export function seesContact(scope: Scope, floor: Floor, contact: Contact): boolean {
  if (isEverything(scope)) return true;
  return contact.visits.some((visit) => seesQueue(scope, floor, visit.queue))
    || contact.segments.some((segment) => segment.queue !== undefined && seesQueue(scope, floor, segment.queue));
}

export function seesPlace(scope: Scope, floor: Floor, place: FlagPlace): boolean {
  return isEverything(scope) || place.queue !== undefined && seesQueue(scope, floor, place.queue);
}

function both(a: readonly string[] | null, b: readonly string[] | null): readonly string[] | null {
  if (a === null) return b;
  return b === null ? a : a.filter((each) => b.includes(each));
}
