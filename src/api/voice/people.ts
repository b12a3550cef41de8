import type { PersonLine } from '../../contract/voice.js';
import { nameOf } from '../../domain/floor.js';
import type { Reader } from '../../domain/reader.js';
import { ok } from '../../domain/result.js';
import { byGap } from '../../views/perception.js';
import type { Answer } from '../answer.js';
import type { VoiceQuery } from '../parameters.js';
import type { ApiParts } from '../parts.js';
import { readQuarters } from '../readings/quarters.js';
import type { Quarters } from '../readings/quarters.js';
import { askedOf, namesIn } from './asked-of.js';
import { perceivedOf } from './perception.js';

/**
 * A person's own numbers are for that person and their coach, the supervisor of their team by name: whoever sees the whole floor
 * is nobody's coach by that alone. Everybody else is told nothing, not even that there is such a person.
 */
export async function readPeople(parts: ApiParts, query: VoiceQuery, reader: Reader): Promise<Answer<readonly PersonLine[]>> {
  const asked = askedOf(parts, query);
  if (!asked.ok) return asked;
  const { channel, window } = asked.value;
  const people = peopleOf(parts.state, reader, channel);
  const counted = await readQuarters(parts, people.map((agent) => [`${channel}/person/${agent}`]), 'arrival', window);
  const lines = people.map((agent, place): PersonLine => ({
    id: agent, name: nameOf(parts.state.floor.agents, agent), team: teamOf(parts.state, agent) ?? null, ...perceivedOf(counted[place] as Quarters, asked.value),
  }));
  return ok(lines.filter(({ standing }) => reader.role === 'agent' || standing.n > 0).toSorted((a, b) => byGap(a.standing, b.standing)));
}

function peopleOf(state: ApiParts['state'], reader: Reader, channel: string): readonly string[] {
  if (reader.role === 'agent') return reader.actsFor === null ? [] : [reader.actsFor];
  if (reader.role !== 'supervisor') return [];
  const known = new Set([...Object.keys(state.floor.agents), ...state.agents.keys(), ...namesIn(state.daily.keys('arrival'), channel, 'person')]);
  return [...known].filter((agent) => {
    const team = teamOf(state, agent);
    return team !== undefined && reader.teams?.includes(team) === true;
  });
}

/** As the settings say; where they say nothing, as the agent signed in. */
function teamOf({ floor, agents }: ApiParts['state'], agent: string): string | undefined {
  return (Object.hasOwn(floor.agents, agent) ? floor.agents[agent]?.team : undefined) ?? agents.get(agent)?.days.at(-1)?.day.standing.team;
}
