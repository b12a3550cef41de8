import type { AgentStanding } from '../../src/domain/agent.js';
import type { StoredAgentDay } from '../../src/ports/state-store.js';
import type { StoredDays, WholeDay } from '../../src/ports/stored-days.js';
import type { MemoryStore } from './memory-store.js';

/** The agents' days of a store in memory, as the lab reads them. */
export function daysIn(store: MemoryStore): StoredDays {
  const whole = ({ agent, day, from, to, carried, head, events }: StoredAgentDay): WholeDay => ({
    agent, from, to, carried: carried as AgentStanding,
    events: [...(head === undefined ? [] : (store.parts.get(`${day} ${agent}`) ?? []).slice(0, head.parts).flatMap((part) => part.events)), ...events],
  });
  return {
    async *begun(from, to) {
      yield [...store.days.values()].filter((day) => from <= day.from && day.from < to).map(whole);
    },
    async *goingOn() {
      for (const { agentDays } of store.sliceRows.values()) yield agentDays.map(whole);
    },
  };
}
