import type { EarshotEvent, OfferEndReason, QueueLeftReason, Resolved } from '../../domain/event.js';
import { nameOf } from '../../domain/floor.js';
import type { Floor } from '../../domain/floor.js';
import type { ContactSummary } from '../../domain/journey.js';
import { isNamedReason, reasonName } from '../outcome.js';

/** What stands for a text that may hold anything. */
const WITHHELD = '[withheld]';
/** Sequences that could be a number to call, an account or a date of birth; times such as 2:10 are none. */
const NUMBER = /\+?\d[\d\s().-]{5,}\d/g;

type OurWord = QueueLeftReason | OfferEndReason | Resolved | 'resolved' | 'hold' | 'transfer' | 'queue' | 'menu' | 'agent' | 'customer' | 'call';
const ourWords: Readonly<Record<OurWord, true>> = {
  answered: true, abandoned: true, timeout: true, empty: true, full: true, unavailable: true, closed: true, 'exit-key': true, voicemail: true, callback: true, overflow: true, transferred: true, withdrawn: true,
  rejected: true, busy: true, unreachable: true, cancelled: true, elsewhere: true, yes: true, partly: true, no: true, resolved: true, hold: true, transfer: true, queue: true, menu: true, agent: true, customer: true, call: true,
};
/** Why someone left a queue, and what our own sentences are made of: alone they tell of nobody, and withheld they would be missing in all of them. */
const ours: ReadonlySet<string> = new Set(Object.keys(ourWords));

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
  for (const text of hidden.texts) if (text !== '' && !ours.has(text.toLowerCase()) && !isNamedReason(text, floor)) for (const word of [text, reasonName(text, floor)]) words.set(word, WITHHELD);
  if (words.size === 0) return (text) => text.replaceAll(NUMBER, WITHHELD);
  const longestFirst = [...words.keys()].toSorted((a, b) => b.length - a.length).map(escaped);
  const any = new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return (text) => text.replaceAll(any, (word) => words.get(word) ?? WITHHELD).replaceAll(NUMBER, WITHHELD);
}

/** What a contact's events say in senders' words, and what its customer's contacts were about and were promised. */
export function textsIn(events: readonly EarshotEvent[], contacts: readonly ContactSummary[]): readonly string[] {
  const own = events.flatMap(({ data }) => {
    const { reason, disposition, topic, what } = data as Readonly<Record<string, unknown>>;
    return [reason, disposition, topic, what].filter((text) => typeof text === 'string');
  });
  return [...own, ...contacts.flatMap(({ reason, promises = [] }) => [...(reason === undefined ? [] : [reason]), ...promises.flatMap(({ what }) => what ?? [])])];
}

function escaped(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
