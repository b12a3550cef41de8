import { Recent } from '../recent.js';
import { copyOf as copyOfChains, noChains } from './chains.js';
import type { Chains } from './chains.js';
import type { InFlow } from './flow-logs.js';

/** What one instance of Connect has told so far, bounded. Lost at a restart: README.md says what that costs. */
export interface ConnectState {
  readonly source: string;
  readonly chains: Chains;
  readonly flows: Recent<InFlow>;
}

const MOST_FLOWS = 5_000;

export function startConnect(source: string): ConnectState {
  return { source, chains: noChains(), flows: Recent.empty(MOST_FLOWS) };
}

/** A copy for one post: where that is not taken in, the one that it was made from stands. */
export function copyOf({ source, chains, flows }: ConnectState): ConnectState {
  return { source, chains: copyOfChains(chains), flows: flows.copy() };
}
