import type { EarshotEvent, EventType } from '../../domain/event.js';
import { nameOf } from '../../domain/floor.js';
import type { Floor } from '../../domain/floor.js';
import type { ContactSummary } from '../../domain/journey.js';
import { isNamedReason, reasonName } from '../outcome.js';

/** What stands for a text that may hold anything. */
const WITHHELD = '[withheld]';
/** Sequences that could be a number to call, an account or a date of birth; times such as 2:10 are none. */
const NUMBER = /\+?\d[\d\s().-]{5,}\d/g;

export interface Private {
  /** Ids of agents by what stands for them. */
  readonly agents: ReadonlyMap<string, string>;
  /** Reasons and promises as senders wrote them. */
  readonly texts: readonly string[];
}

/**
 * Our own sentences, without whom they name and what a sender wrote: agents become "agent 1", and a reason or promise that is
 * none of the floor's names is withheld. `names`: agents may be named.
 */
export function redactor(hidden: Private, floor: Floor, names: boolean): (text: string) => string {
  const words = new Map<string, string>();
  if (!names) for (const [id, stands] of hidden.agents) for (const word of [nameOf(floor.agents, id), id]) words.set(word, stands);
  // As it was sent, and as a sentence says it: "ann-miller" is told as "ann miller".
  for (const text of hidden.texts) if (text !== '' && !isNamedReason(text, floor)) for (const word of [text, reasonName(text, floor)]) words.set(word, WITHHELD);
  if (words.size === 0) return (text) => text.replaceAll(NUMBER, WITHHELD);
  const longestFirst = [...words.keys()].toSorted((a, b) => b.length - a.length).map(escaped);
  const any = new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return (text) => text.replaceAll(any, (word) => words.get(word) ?? WITHHELD).replaceAll(NUMBER, WITHHELD);
}

/** Why someone left a queue or was rung no longer is one of our own words: withheld, "full" and "transferred" would be missing in every sentence. */
const withOurReasons: ReadonlySet<string> = new Set<EventType>(['queue.left', 'agent.offer.ended']);

/** What a contact's events say in senders' words, and what its customer's contacts were about and were promised. */
export function textsIn(events: readonly EarshotEvent[], contacts: readonly ContactSummary[]): readonly string[] {
  const own = events.flatMap(({ type, data }) => {
    const { reason, disposition, topic, what } = data as Readonly<Record<string, unknown>>;
    return [...(withOurReasons.has(type) ? [] : [reason]), disposition, topic, what].filter((text) => typeof text === 'string');
  });
  return [...own, ...contacts.flatMap(({ reason, promises = [] }) => [...(reason === undefined ? [] : [reason]), ...promises.flatMap(({ what }) => what ?? [])])];
}

function escaped(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
