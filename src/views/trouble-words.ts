import { nameOf } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import type { Subject } from '../domain/finding.js';
import { ownerIn, promiseOf } from '../domain/owner.js';
import type { Place } from '../domain/place.js';
import { blockerWords } from '../domain/prompt.js';
import type { Blocker } from '../domain/prompt.js';
import { detailOf, kindOf } from '../domain/trouble.js';
import { reasonName } from './outcome.js';

/** Rules' titles, by their id. */
export type Titles = ReadonlyMap<string, string>;

export function placeName({ kind, name }: Place, floor: Floor): string {
  const { nodes, queues, entries } = floor;
  switch (kind) {
    case 'node': return nameOf(nodes, name);
    case 'queue': return nameOf(queues, name);
    case 'entry': return nameOf(entries, name);
    case 'reason': return reasonName(name, floor);
    case 'floor': return 'what customers write';
    case 'unknown': return 'not known';
  }
}

/** What its owner calls it: own words first. */
export function titleOf(subject: Subject, owner: string | undefined, floor: Floor, titles: Titles): string {
  const { place, trouble } = subject;
  const name = placeName(place, floor);
  const detail = detailOf(trouble);
  const words = ownerIn(floor, owner)?.words;
  const own = kindOf(trouble) === 'flag' ? words?.[detail] : words?.[trouble.replace('.', ':')];
  if (own !== undefined) return `${own}: ${name}`;
  switch (kindOf(trouble)) {
    case 'flag': return `${titles.get(detail) ?? detail}: ${name}`;
    case 'blocked': return `Agents blocked by ${blockerWords[detail as Blocker]}: ${name}`;
    case 'topic': return `“${detail}” in ${name}`;
    case 'closed': return `“${promiseOf(floor, place.name) ?? 'a promise'}” is contradicted: ${name}`;
  }
}

/** Who is meant by the share: callers who passed the node, contacts of which an agent said how they went. */
export function whoIn({ trouble }: Subject): string {
  switch (kindOf(trouble)) {
    case 'flag': case 'closed': return 'callers';
    case 'blocked': return 'contacts that agents spoke of';
    case 'topic': return 'of all who were heard';
  }
}
