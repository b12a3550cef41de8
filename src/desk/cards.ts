import type { Contact } from '../domain/contact.js';
import { reasonOf } from '../domain/contact.js';
import { expiresAt, promptId, PROMPT_LIVES, stateOfPrompt } from '../domain/prompt.js';
import type { Prompt } from '../domain/prompt.js';
import { HOUR, SECOND } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { LiveContact } from '../ports/live-state.js';
import { isShown } from './card.js';
import type { Card, ShownCard } from './card.js';
import type { Part } from './part.js';

/** What tells of a transfer often comes a moment after the agent has left. */
const SETTLING = SECOND;
/** Cards that are over are listed for this long, and no more of them than this. */
const LISTED_FOR = HOUR;
const MOST_CARDS = 20_000;

type Over = Extract<Part, { readonly is: 'over' }>;

/** Every contact that was over for an agent lately, with what became of its prompt. A fold: what it holds follows from the log. */
export class Cards {
  private readonly cards = new Map<string, Card>();
  private readonly ofAgent = new Map<string, Set<string>>();
  private readonly ofContact = new Map<string, Set<string>>();
  /** Not shown yet, by agent: whoever has no desk open is not looked through. */
  private readonly waiting = new Map<string, Set<string>>();
  /** Shown, and to be answered. */
  private readonly open = new Set<string>();

  get(id: string): Card | undefined {
    return this.cards.get(id);
  }

  /** Oldest first. */
  * all(): Iterable<Card> {
    yield* this.cards.values();
  }

  of(agent: string): readonly Card[] {
    return [...this.ofAgent.get(agent) ?? []].flatMap((id) => this.cards.get(id) ?? []);
  }

  /** Takes in what a contact has come to; answers the cards whose prompt is not what it was. */
  take(held: LiveContact, over: readonly Over[], now: Instant): readonly ShownCard[] {
    const changed: ShownCard[] = [];
    const stale = new Set(this.ofContact.get(held.id));
    // What was over long ago asks nobody any more: while a log is read again, nearly everything.
    const lately = over.filter(({ at }) => at + LISTED_FOR > now);
    for (const part of lately) {
      const prompt = held.contact.prompts.find(({ agent }) => agent === part.agent);
      if (prompt === undefined && part.at + PROMPT_LIVES <= now) continue;
      const id = promptId(held.id, part.agent);
      stale.delete(id);
      const before = this.cards.get(id);
      if (before && before.prompt === prompt && before.overAt === part.at && before.customer === held.contact.customer && before.reason === reasonFor(held.contact, prompt)) continue;
      const card = cardOf(id, held.contact, part, prompt);
      this.put(card);
      if (isShown(card) && !saysTheSame(before?.prompt, card.prompt)) changed.push(card);
    }
    // A late event showed that it was passed on: who was asked already may still answer.
    for (const id of stale) if (this.cards.get(id)?.prompt === undefined) this.drop(id);
    return changed;
  }

  /** Those that were not shown yet and can be now, to agents who are there. */
  unshown(now: Instant, isPresent: (agent: string) => boolean): readonly Card[] {
    const due: Card[] = [];
    for (const [agent, ids] of this.waiting) {
      if (!isPresent(agent)) continue;
      for (const id of ids) {
        const card = this.cards.get(id);
        if (!card || card.overAt + PROMPT_LIVES <= now) this.drop(id);
        else if (card.overAt + SETTLING <= now) due.push(card);
      }
    }
    return due;
  }

  /** Those that wait for an answer. */
  opened(): readonly ShownCard[] {
    return [...this.open].flatMap((id) => this.cards.get(id) ?? []).filter(isShown);
  }

  forget(now: Instant): void {
    for (const [id, { overAt }] of this.cards) {
      // In the order in which they came, which is nearly that of their time: what is kept a little longer for it does no harm.
      if (this.cards.size <= MOST_CARDS && overAt > now - LISTED_FOR) break;
      this.drop(id);
    }
  }

  forgetContacts(contacts: readonly string[]): void {
    for (const contact of contacts) for (const id of [...this.ofContact.get(contact) ?? []]) this.drop(id);
  }

  private put(card: Card): void {
    this.cards.set(card.id, card);
    addTo(this.ofAgent, card.agent, card.id);
    addTo(this.ofContact, card.contact, card.id);
    takeFrom(this.waiting, card.agent, card.id);
    this.open.delete(card.id);
    if (!isShown(card)) addTo(this.waiting, card.agent, card.id);
    else if (stateOfPrompt(card.prompt) === 'open') this.open.add(card.id);
  }

  private drop(id: string): void {
    const card = this.cards.get(id);
    if (!card) return;
    this.cards.delete(id);
    takeFrom(this.waiting, card.agent, id);
    this.open.delete(id);
    takeFrom(this.ofAgent, card.agent, id);
    takeFrom(this.ofContact, card.contact, id);
  }
}

export function isDue(card: ShownCard, now: Instant): boolean {
  return expiresAt(card.prompt) <= now;
}

/** What was offered stays offered. */
function reasonFor(contact: Contact, prompt: Prompt | undefined): string | undefined {
  return prompt === undefined ? reasonOf(contact) : prompt.reason;
}

function cardOf(id: string, contact: Contact, { agent, segment, at }: Over, prompt: Prompt | undefined): Card {
  const reason = reasonFor(contact, prompt);
  return {
    id, agent, contact: contact.id, channel: contact.channel, overAt: at,
    ...(contact.customer === undefined ? {} : { customer: contact.customer }),
    ...(segment.queue === undefined ? {} : { queue: segment.queue }),
    ...(reason === undefined ? {} : { reason }),
    ...(prompt === undefined ? {} : { prompt }),
  };
}

function saysTheSame(before: Prompt | undefined, after: Prompt): boolean {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(after);
}

function addTo(index: Map<string, Set<string>>, key: string, id: string): void {
  const known = index.get(key);
  if (known) known.add(id);
  else index.set(key, new Set([id]));
}

function takeFrom(index: Map<string, Set<string>>, key: string, id: string): void {
  const known = index.get(key);
  if (known?.delete(id) === true && known.size === 0) index.delete(key);
}
