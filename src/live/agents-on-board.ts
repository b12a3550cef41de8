import type { AgentRow } from '../contract/board.js';
import type { AgentStanding } from '../domain/agent.js';
import type { Floor } from '../domain/floor.js';
import type { Instant } from '../domain/time.js';
import type { LiveAgent, LiveState, LiveStep } from '../ports/live-state.js';
import { agentRow, isOverLimit } from './agent-rows.js';
import { isHere, standingOf } from './standings.js';

interface Known {
  readonly standing: AgentStanding;
  readonly row: AgentRow;
}

/** Every agent who is here. A row is read anew when something touched its agent, or the agent's time in a state ran over. */
export class AgentsOnBoard {
  private known = new Map<string, Known>();
  private readonly touched = new Set<string>();
  private floor: Floor | undefined;

  constructor(private readonly state: LiveState) {}

  take(step: LiveStep): void {
    for (const { agent } of step.agents) this.touched.add(agent);
  }

  tick(at: Instant): void {
    const { state } = this;
    if (state.floor !== this.floor) this.known.clear();
    this.floor = state.floor;
    const here = new Map<string, Known>();
    for (const agent of state.agents.values()) {
      const known = isHere(agent, state) ? this.read(agent, at) : undefined;
      if (known) here.set(agent.agent, known);
    }
    this.known = here;
    this.touched.clear();
  }

  * standings(): Iterable<AgentStanding> {
    for (const { standing } of this.known.values()) yield standing;
  }

  /** By name; who is offline is on no board. */
  rows(): AgentRow[] {
    const rows: AgentRow[] = [];
    for (const { row } of this.known.values()) if (row.state !== 'offline') rows.push(row);
    return rows.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  private read(agent: LiveAgent, at: Instant): Known | undefined {
    const known = this.known.get(agent.agent);
    if (known && !this.touched.has(agent.agent)) return isOverLimit(known.row, at) === known.row.overLimit ? known : { ...known, row: { ...known.row, overLimit: !known.row.overLimit } };
    const day = agent.days.at(-1)?.day;
    const standing = standingOf(agent, this.state.floor);
    return day && standing && { standing, row: agentRow(agent.agent, standing, day, this.state.floor, at) };
  }
}
