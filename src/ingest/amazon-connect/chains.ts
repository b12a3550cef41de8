import type { EndedBy } from '../../domain/event.js';
import type { Instant } from '../../domain/time.js';
import { Recent } from '../recent.js';
import type { Leg } from './leg.js';

/** Contacts that follow from one another by transfers: the caller's one contact, over when the last of them is. */
export interface Chain {
  readonly legs: ReadonlyMap<string, 'live' | 'gone'>;
  readonly end: { readonly at: Instant; readonly by: EndedBy | undefined; readonly cause: string | undefined } | undefined;
}

export interface Chains {
  /** By the id of the contact of ours. */
  readonly known: Recent<Chain>;
  /** Ids whose contact of ours is another one than their own, by Connect's id. */
  readonly roots: Recent<string>;
}

const MOST_CHAINS = 5_000;
const MOST_LEGS = 50;
const MOST_ROOTS = 20_000;

export function noChains(): Chains {
  return { known: Recent.empty(MOST_CHAINS), roots: Recent.empty(MOST_ROOTS) };
}

/** A copy that may be changed: the one that it was made from stays, for when a post has to be told again. */
export function copyOf({ known, roots }: Chains): Chains {
  return { known: known.copy(), roots: roots.copy() };
}

/** The contact of ours: a call-back and what follows from it is its own. */
export function rootOf(chains: Chains, leg: Pick<Leg, 'id' | 'initial' | 'previous' | 'method'>): string {
  const root = leg.method === 'CALLBACK' ? leg.id : chains.roots.get(leg.previous ?? '') ?? leg.initial;
  if (root !== leg.initial || leg.id !== root) chains.roots.set(leg.id, root);
  return root;
}

/** Takes the leg into its chain. What comes out is the chain's end, where nobody of it is on the line any more. */
export function follow(chains: Chains, leg: Leg, root: string): Chain['end'] {
  const before = chains.known.get(root) ?? { legs: new Map(), end: undefined };
  const isGone = leg.endedAt !== undefined || before.legs.get(leg.id) === 'gone';
  const legs = new Map(before.legs);
  if (isGone || legs.size < MOST_LEGS) legs.set(leg.id, isGone ? 'gone' : 'live');
  const end = later(before.end, leg);
  chains.known.set(root, { legs, end });
  return leg.endedAt !== undefined && [...legs.values()].every((each) => each === 'gone') ? end : undefined;
}

function later(end: Chain['end'], { endedAt, by, cause }: Leg): Chain['end'] {
  if (endedAt === undefined || (end !== undefined && end.at > endedAt)) return end;
  return { at: endedAt, by: by ?? (end?.at === endedAt ? end.by : undefined), cause: cause ?? (end?.at === endedAt ? end.cause : undefined) };
}
