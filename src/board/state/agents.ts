import type { AgentRow } from '../../contract/board.js';

/** States in the order a supervisor reads them, with their words. A state not named here is shown as it came. */
export const agentStates: readonly { readonly id: string; readonly word: string }[] = [
  { id: 'available', word: 'Available' },
  { id: 'ringing', word: 'Ringing' },
  { id: 'on-contact', word: 'On contact' },
  { id: 'outbound', word: 'Outbound' },
  { id: 'wrap-up', word: 'Wrap-up' },
  { id: 'not-responding', word: 'Not responding' },
  { id: 'away', word: 'Away' },
  { id: 'offline', word: 'Offline' },
];

const key = (state: string): string => state.toLowerCase().replaceAll(/[\s_]/g, '-');
const position = (state: string): number => {
  const at = agentStates.findIndex((known) => known.id === key(state));
  return at === -1 ? agentStates.length : at;
};

export const stateWord = (state: string): string => agentStates[position(state)]?.word ?? state;
export const stateId = (state: string): string => agentStates[position(state)]?.id ?? 'other';

/** Those past a limit first, then by state, then who is longest in it. */
export const orderAgents = (agents: readonly AgentRow[]): readonly AgentRow[] => agents.toSorted((a, b) => (
  Number(b.overLimit) - Number(a.overLimit) || position(a.state) - position(b.state) || a.since - b.since || a.name.localeCompare(b.name)
));

/** How many are in each state, in reading order, without the empty ones. */
export function countStates(agents: readonly AgentRow[]): readonly { readonly id: string; readonly word: string; readonly count: number; readonly over: number }[] {
  const words = [...new Set(agents.map((agent) => stateWord(agent.state)))].toSorted((a, b) => position(a) - position(b));
  return words.map((word) => {
    const there = agents.filter((agent) => stateWord(agent.state) === word);
    return { id: stateId(word), word, count: there.length, over: there.filter((agent) => agent.overLimit).length };
  });
}
