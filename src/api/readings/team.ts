import type { LiveState } from '../../ports/live-state.js';

type Staff = Pick<LiveState, 'agents' | 'floor'>;

/** The team an agent belongs to now: as the settings say, else as the source does. */
export function teamOf(agent: string, { agents, floor }: Staff): string | undefined {
  return (Object.hasOwn(floor.agents, agent) ? floor.agents[agent]?.team : undefined) ?? agents.get(agent)?.days.at(-1)?.day.standing.team;
}

/** Everybody who belongs to a team now. */
export function membersOf(team: string, staff: Staff): readonly string[] {
  return [...new Set([...Object.keys(staff.floor.agents), ...staff.agents.keys()])].filter((agent) => teamOf(agent, staff) === team).toSorted();
}
