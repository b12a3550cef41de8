import type { PerceivedSoFar, PerceptionLine, PerceptionView } from '../../contract/voice.js';
import { nameOf } from '../../domain/floor.js';
import type { Floor } from '../../domain/floor.js';
import type { ReadingKey } from '../../domain/metric.js';
import { resolutionOf, statedIn } from '../../domain/perception.js';
import type { Reader } from '../../domain/reader.js';
import { ok } from '../../domain/result.js';
import { reasonName } from '../../views/outcome.js';
import { byGap, perceivedIn } from '../../views/perception.js';
import { isAll, isEverything, listsOf, scopeOf } from '../../views/scope.js';
import { notYours } from '../answer.js';
import type { Answer } from '../answer.js';
import type { PerceptionQuery } from '../parameters.js';
import type { ApiParts } from '../parts.js';
import { readQuarters } from '../readings/quarters.js';
import type { Quarters } from '../readings/quarters.js';
import { askedOf, namesIn, queuesSeen, settledBefore, wholeKeys } from './asked-of.js';
import type { AskedOf } from './asked-of.js';

/** What agents and customers make of the same contacts: in all, and by queue, reason or team. */
export async function readPerception(parts: ApiParts, query: PerceptionQuery, reader: Reader): Promise<Answer<PerceptionView>> {
  const asked = askedOf(parts, query);
  if (!asked.ok) return asked;
  const { channel, window, returns } = asked.value;
  const { by = 'queue' } = query;
  const names = namesBy(by, parts.state, reader, channel);
  if (!names.ok) return names;
  const keys = names.value.map((id): readonly ReadingKey[] => [`${channel}/${by}/${id}`]);
  const [whole, ...each] = await readQuarters(parts, [wholeKeys(parts.state, reader, channel), ...keys], 'arrival', window);
  const resolution = resolutionOf((whole as Quarters).sums(window), returns);
  const lines = names.value.map((id, place): PerceptionLine => ({ id, name: nameBy(by, id, parts.state.floor), ...perceivedOf(each[place] as Quarters, asked.value) }));
  return ok({
    channel, window, returns, settledBefore: settledBefore(parts.clock.now(), returns),
    resolution: { stated: statedIn(resolution), inferred: resolution.inferred, unknown: resolution.unknown },
    whole: perceivedOf(whole as Quarters, asked.value), by,
    items: lines.filter(({ standing }) => standing.n > 0).toSorted((a, b) => byGap(a.standing, b.standing)),
  });
}

export function perceivedOf(quarters: Quarters, { window, settled, returns }: AskedOf): PerceivedSoFar {
  return { settled: perceivedIn(quarters.sums(settled), returns), standing: perceivedIn(quarters.sums(window), returns) };
}

type By = PerceptionView['by'];

function namesBy(by: By, state: ApiParts['state'], reader: Reader, channel: string): Answer<readonly string[]> {
  const heard = namesIn(state.daily.keys('arrival'), channel, by);
  switch (by) {
    case 'queue':
      return ok(queuesSeen(state, reader, channel));
    case 'team': {
      const lists = listsOf(reader);
      // The whole team: who sees only some of its queues is told nothing of the others.
      return ok([...new Set([...Object.keys(state.floor.teams), ...heard])].filter((team) => isAll(lists) || lists.teams?.includes(team) === true));
    }
    case 'reason':
      if (!isEverything(scopeOf(reader))) return notYours('Figures of a reason over all queues are outside what you may see.', 'Ask by queue or by team, or ask an administrator for more.');
      // A reason is stated, else a menu choice, else a queue: those that are named, and those heard of lately.
      return ok([...new Set([...Object.keys(state.floor.nodes), ...Object.keys(state.floor.queues), ...heard])]);
  }
}

function nameBy(by: By, id: string, floor: Floor): string {
  switch (by) {
    case 'queue': return nameOf(floor.queues, id);
    case 'team': return nameOf(floor.teams, id);
    case 'reason': return reasonName(id, floor);
  }
}
