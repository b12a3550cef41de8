import { Recent } from '../recent.js';
import type { Conversation } from './conversation.js';
import type { Together } from './together.js';

/** What one organization has told so far, bounded. Lost at a restart: README.md says what that costs. */
export interface GenesysState {
  readonly source: string;
  readonly conversations: Recent<Conversation>;
  /** By the id of the contact of ours. */
  readonly contacts: Recent<Together>;
  /** The queues that agents are active in. */
  readonly queues: Recent<readonly string[]>;
}

const MOST_CONVERSATIONS = 20_000;
const MOST_AGENTS = 20_000;

export function startGenesys(source: string): GenesysState {
  return { source, conversations: Recent.empty(MOST_CONVERSATIONS), contacts: Recent.empty(MOST_CONVERSATIONS), queues: Recent.empty(MOST_AGENTS) };
}

/** A copy for one post: where that is not taken in, the one that it was made from stands. */
export function copyOf({ source, conversations, contacts, queues }: GenesysState): GenesysState {
  return { source, conversations: conversations.copy(), contacts: contacts.copy(), queues: queues.copy() };
}
