import { blockers } from './prompt.js';
import type { Blocker } from './prompt.js';

/** What goes wrong, so that it can be counted by place. */
export type Trouble =
  /** A rule's flag. */
  | `flag.${string}`
  /** What agents say kept them from solving it. */
  | `blocked.${Blocker}`
  /** What forums, reviews and mail are about. */
  | `topic.${string}`
  /** Calls while closed, on a number for which more was promised. */
  | 'closed';

const LONGEST_TOPIC = 60;

/** Senders write the same topic in many ways; and what is no letter, digit or hyphen has no business in a name. */
export function topicOf(said: string): string | undefined {
  const topic = said.normalize('NFKC').toLowerCase().replaceAll(/[^\p{L}\p{N}-]+/gu, ' ').trim().slice(0, LONGEST_TOPIC).trim();
  return topic === '' ? undefined : topic;
}

export function troubleIn(text: string): Trouble | undefined {
  if (text === 'closed' || /^(flag|topic)\../su.test(text)) return text as Trouble;
  return blockers.some((each) => text === `blocked.${each}`) ? text as Trouble : undefined;
}

/** `menu-maze` of `flag.menu-maze`. */
export function detailOf(trouble: Trouble): string {
  return trouble.slice(trouble.indexOf('.') + 1);
}

export function kindOf(trouble: Trouble): 'flag' | 'blocked' | 'topic' | 'closed' {
  return trouble === 'closed' ? 'closed' : trouble.slice(0, trouble.indexOf('.')) as 'flag' | 'blocked' | 'topic';
}
