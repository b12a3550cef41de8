import type { Subject } from './finding.js';
import type { Floor, Owner } from './floor.js';
import type { Place, PlaceKind } from './place.js';
import { DAY } from './time.js';
import type { Millis } from './time.js';
import { detailOf, kindOf } from './trouble.js';
import type { Trouble } from './trouble.js';

/** How long an owner that says nothing else has to acknowledge a finding. */
const ACKNOWLEDGE_WITHIN: Millis = 2 * DAY;
const claims: Readonly<Record<PlaceKind, string>> = { node: 'menus', queue: 'queues', reason: 'reasons', entry: 'numbers', floor: 'feedback', unknown: 'rest' };

/**
 * Who owns a finding: whom its place names, else whoever claims just this cause (`blocked:product`, `topic:router`,
 * `reason:rebate`, `rule:menu-maze`), else all places of its kind (`menus`, `queues`, `numbers`, `reasons`, `feedback`), else `rest`.
 * Undefined: nobody yet. What blocks agents is no fault of the place where it is met: its cause is asked first.
 */
export function ownerOf({ place, trouble }: Subject, floor: Floor): string | undefined {
  const named = namedBy(place.kind, place.name, trouble, floor);
  const cause = kindOf(trouble) === 'flag' ? `rule:${detailOf(trouble)}` : trouble.replace('.', ':');
  const claimed = (claim: string): string | undefined => Object.entries(floor.owners).find(([, owner]) => owner.owns?.includes(claim) === true)?.[0];
  const byCause = claimed(cause);
  const byPlace = named ?? (place.kind === 'reason' ? claimed(`reason:${place.name}`) : undefined);
  const first = kindOf(trouble) === 'blocked' ? byCause ?? byPlace : byPlace ?? byCause;
  return first ?? claimed(claims[place.kind]) ?? claimed('rest');
}

/** Whose a place is, whatever goes wrong there. */
export function ownerOfPlace({ kind, name }: Place, floor: Floor): string | undefined {
  const claimed = (claim: string): string | undefined => Object.entries(floor.owners).find(([, owner]) => owner.owns?.includes(claim) === true)?.[0];
  if (kind === 'unknown' || kind === 'floor') return undefined;
  return namedBy(kind, name, undefined, floor) ?? (kind === 'reason' ? claimed(`reason:${name}`) : undefined) ?? claimed(claims[kind]) ?? claimed('rest');
}

function namedBy(kind: PlaceKind, name: string, trouble: Trouble | undefined, { nodes, queues, entries }: Floor): string | undefined {
  switch (kind) {
    case 'node': return own(nodes, name)?.owner;
    case 'queue': return own(queues, name)?.owner;
    // Whoever promised it, not whoever keeps the number.
    case 'entry': return trouble === 'closed' ? own(entries, name)?.promisedBy ?? own(entries, name)?.owner : own(entries, name)?.owner;
    // What a contact is about is often the menu choice or the queue that it went to.
    case 'reason': return own(nodes, name)?.owner ?? own(queues, name)?.owner;
    case 'floor': case 'unknown': return undefined;
  }
}

/** A queue may be called "constructor". */
function own<Held>(held: Readonly<Record<string, Held>>, name: string): Held | undefined {
  return Object.hasOwn(held, name) ? held[name] : undefined;
}

export function ownerIn(floor: Floor, owner: string | undefined): Owner | undefined {
  return owner === undefined ? undefined : own(floor.owners, owner);
}

export function acknowledgeWithinOf(floor: Floor, owner: string | undefined): Millis {
  return ownerIn(floor, owner)?.acknowledgeWithinMs ?? ACKNOWLEDGE_WITHIN;
}

/** To whom an owner's letters go: the function's address and the person's. */
export function addressesOf({ email, person }: Owner): readonly string[] {
  return [...new Set([email, person?.email].flatMap((address) => address ?? []))];
}

/** What the number's callers were promised, where calls while closed contradict it. */
export function promiseOf(floor: Floor, entry: string): string | undefined {
  return own(floor.entries, entry)?.promise;
}
