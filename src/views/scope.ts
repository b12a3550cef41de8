import type { Contact } from '../domain/contact.js';
import type { FlagPlace } from '../domain/flag.js';
import type { Floor } from '../domain/floor.js';
import type { Reader } from '../domain/reader.js';

/** Queues and teams, either of which lets a thing in; both null: everything. */
export interface Lists {
  readonly queues: readonly string[] | null;
  readonly teams: readonly string[] | null;
}

/** What a reader's role allows, and within it what the reader has chosen to look at. Readers with the same scope share one room. */
export interface Scope {
  readonly allowed: Lists;
  readonly chosen: Lists;
}

export const all: Lists = { queues: null, teams: null };
export const everything: Scope = { allowed: all, chosen: all };

/** What a reader's role allows. Roles that see no whole floor see only what is listed for them. */
export function listsOf(reader: Reader): Lists {
  const isBound = reader.queues !== null || reader.teams !== null;
  const seesAll = reader.role === 'admin' || reader.role === 'supervisor' || reader.role === 'wall';
  return isBound || seesAll ? { queues: reader.queues, teams: reader.teams } : { queues: [], teams: [] };
}

/** All that a reader may see. */
export function scopeOf(reader: Reader): Scope {
  return { allowed: listsOf(reader), chosen: all };
}

export function roomOf(scope: Scope): string {
  const list = (names: readonly string[] | null): readonly string[] | null => (names === null ? null : [...new Set(names)].toSorted());
  return JSON.stringify([scope.allowed, scope.chosen].map(({ queues, teams }) => [list(queues), list(teams)]));
}

export function isEverything({ allowed, chosen }: Scope): boolean {
  return isAll(allowed) && isAll(chosen);
}

export function seesQueue(scope: Scope, floor: Floor, queue: string): boolean {
  const team = floor.queues[queue]?.team;
  return lets(scope.allowed, queue, team) && lets(scope.chosen, queue, team);
}

export function seesAgent(scope: Scope, floor: Floor, agent: string, team: string | undefined, queues: readonly string[]): boolean {
  const own = team ?? floor.agents[agent]?.team;
  const letsIn = (lists: Lists): boolean => isAll(lists) || lets(lists, undefined, own) || queues.some((queue) => lets(lists, queue, undefined));
  return letsIn(scope.allowed) && letsIn(scope.chosen);
}

/** A contact belongs to a scope by any queue it touched; one that is still in a menu belongs to everyone who sees all. */
export function seesContact(scope: Scope, floor: Floor, contact: Contact): boolean {
  if (isEverything(scope)) return true;
  return contact.visits.some((visit) => seesQueue(scope, floor, visit.queue))
    || contact.segments.some((segment) => segment.queue !== undefined && seesQueue(scope, floor, segment.queue));
}

export function seesPlace(scope: Scope, floor: Floor, place: FlagPlace): boolean {
  return isEverything(scope) || (place.queue !== undefined && seesQueue(scope, floor, place.queue));
}

export function isAll({ queues, teams }: Lists): boolean {
  return queues === null && teams === null;
}

function lets(lists: Lists, queue: string | undefined, team: string | undefined): boolean {
  if (isAll(lists)) return true;
  return (queue !== undefined && lists.queues?.includes(queue) === true) || (team !== undefined && lists.teams?.includes(team) === true);
}
