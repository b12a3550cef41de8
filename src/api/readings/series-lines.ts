import type { SeriesBy } from '../../contract/series.js';
import { NO_REASON, reasonsIn } from '../../domain/agent-time.js';
import { nameOf } from '../../domain/floor.js';
import type { Metric } from '../../domain/metric.js';
import { ok } from '../../domain/result.js';
import type { Reader } from '../../domain/reader.js';
import { wrong } from '../answer.js';
import type { Answer } from '../answer.js';
import type { MetricsQuery, SeriesQuery } from '../parameters.js';
import type { ApiParts } from '../parts.js';
import { chosenOf } from './chosen.js';
import { countedOf } from './count.js';
import type { Frame } from './frame.js';
import { keysBeginning } from './quarters.js';
import { subjectsOf } from './subject.js';
import type { Subject } from './subject.js';
import { teamOf } from './team.js';

/** One line of a chart, and what it counts. */
export interface Line {
  readonly of: { readonly id: string; readonly name: string };
  readonly subject: Subject;
}

/** A line for each that the reader may see; one, of what the query names, where it asks for no more. */
export async function linesBy(parts: ApiParts, metric: Metric, query: SeriesQuery, frame: Frame, reader: Reader): Promise<Answer<readonly Line[]>> {
  const { by = 'none', ...named } = query;
  const given = (by === 'away' ? ['away'] as const : ['queue', 'entry', 'reason', 'node', 'agent', 'team', 'place', 'view', 'away'] as const).find((each) => query[each] !== undefined);
  if (by !== 'none' && given !== undefined) return wrong(`The parameter "${given}" does not go with "by=${by}".`, 'Leave out one of them.');
  if (by === 'none') {
    const line = lineOf(parts, metric, named, reader, { id: '', name: '' });
    return line.ok ? ok([line.value]) : line;
  }
  const names = by === 'away' ? await reasonsOf(parts, metric, named, frame, reader) : ok(await namesBy(by, parts, query.channel ?? 'voice', frame));
  if (!names.ok) return names;
  const lines = names.value.map((name) => lineOf(parts, metric, { ...named, [by]: name }, reader, { id: name, name: spokenBy(by, name, parts) }));
  const seen = lines.flatMap((line) => (line.ok ? [line.value] : []));
  // What one may not see is left out; what none of them can tell is an error.
  const refused = lines.find((line) => !line.ok && line.reason.status !== 403);
  if (seen.length === 0 && refused !== undefined) return refused as Answer<never>;
  return ok(seen);
}

function lineOf({ metrics, state }: ApiParts, metric: Metric, query: MetricsQuery, reader: Reader, of: Line['of']): Answer<Line> {
  const subjects = subjectsOf(query, state, reader);
  if (!subjects.ok) return subjects;
  const chosen = chosenOf({ ...query, metric: metric.id }, metrics, subjects.value);
  if (!chosen.ok) return chosen;
  const [first] = chosen.value;
  return first === undefined ? wrong(`The metric "${metric.id}" says nothing there.`, 'Ask for it otherwise.') : ok({ of, subject: first.subject });
}

/** For which who is asked about was away in the window, the longest first. */
async function reasonsOf(parts: ApiParts, metric: Metric, query: MetricsQuery, frame: Frame, reader: Reader): Promise<Answer<readonly string[]>> {
  const line = lineOf(parts, metric, { ...query, away: NO_REASON }, reader, { id: '', name: '' });
  if (!line.ok) return line;
  const { subject } = line.value;
  const counted = await countedOf(parts, [subject], frame, parts.clock.now(), reader, false);
  return ok(reasonsIn(counted.get(subject)?.sums(frame.window) ?? {}));
}

/** Those that the settings name, and those of which anything was counted in the window. */
async function namesBy(by: Exclude<SeriesBy, 'none' | 'away'>, parts: ApiParts, channel: string, { window }: Frame): Promise<readonly string[]> {
  const { floor, agents } = parts.state;
  const counted = async (kind: string): Promise<readonly string[]> => (await keysBeginning(parts, `${channel}/${kind}/`, window)).map((key) => key.slice(channel.length + kind.length + 2));
  const all = async (): Promise<readonly (string | undefined)[]> => {
    switch (by) {
      case 'queue':
        return [...Object.keys(floor.queues), ...await counted('queue')];
      case 'entry':
        return [...Object.keys(floor.entries), ...await counted('entry')];
      case 'team':
        return [...Object.keys(floor.teams), ...Object.values(floor.queues).map(({ team }) => team), ...[...agents.keys()].map((agent) => teamOf(agent, parts.state))];
      case 'channel':
        return ['voice', 'chat', 'email', ...parts.state.daily.keys('arrival').filter((key) => key.endsWith('/contacts')).map((key) => key.slice(0, key.indexOf('/')))];
    }
  };
  return [...new Set((await all()).filter((name) => name !== undefined))].toSorted();
}

function spokenBy(by: SeriesBy, name: string, { state: { floor } }: ApiParts): string {
  if (by === 'away' && name === NO_REASON) return 'no reason told';
  return by === 'queue' ? nameOf(floor.queues, name) : by === 'entry' ? nameOf(floor.entries, name) : by === 'team' ? nameOf(floor.teams, name) : name;
}
