import type { BeliefFound, BeliefLine } from '../../contract/voice.js';
import { believables, facts } from '../../domain/belief.js';
import type { Believable, Beliefs } from '../../domain/belief.js';
import { nameOf } from '../../domain/floor.js';
import { ownerIn } from '../../domain/owner.js';
import type { Reader } from '../../domain/reader.js';
import { ok } from '../../domain/result.js';
import { isEverything, scopeOf, seesQueue } from '../../views/scope.js';
import { shareOf } from '../../views/share-of.js';
import type { Answer } from '../answer.js';
import type { VoiceQuery } from '../parameters.js';
import type { ApiParts } from '../parts.js';
import { readQuarters } from '../readings/quarters.js';
import type { Quarters } from '../readings/quarters.js';
import { askedOf } from './asked-of.js';
import type { AskedOf } from './asked-of.js';

/** Of whom something is believed: the center, by administrators or by one function, or one queue. */
interface Believed {
  readonly queue?: string;
  readonly owner?: string;
  readonly beliefs: Beliefs;
}

/** What owners and administrators wrote down, each beside what was counted. */
export async function readBeliefs(parts: ApiParts, query: VoiceQuery, reader: Reader): Promise<Answer<readonly BeliefLine[]>> {
  const asked = askedOf(parts, query);
  if (!asked.ok) return asked;
  const { channel, window } = asked.value;
  const all = believedBy(parts, reader);
  const counted = await readQuarters(parts, all.map(({ queue }) => [queue === undefined ? `${channel}/contacts` : `${channel}/queue/${queue}`]), 'arrival', window);
  return ok(all.flatMap((believed, place) => believables.flatMap((what) => {
    const expected = believed.beliefs[what];
    return expected === undefined ? [] : [lineOf(believed, what, expected, counted[place] as Quarters, asked.value, parts)];
  })));
}

function believedBy({ state: { floor } }: ApiParts, reader: Reader): readonly Believed[] {
  const scope = scopeOf(reader);
  const owners = Object.entries(floor.beliefs.owners ?? {}).map(([owner, beliefs]) => ({ owner, beliefs }));
  const center = isEverything(scope) ? [{ beliefs: floor.beliefs.center }, ...owners] : [];
  return [...center, ...Object.entries(floor.beliefs.queues).filter(([queue]) => seesQueue(scope, floor, queue)).map(([queue, beliefs]) => ({ queue, beliefs }))];
}

function lineOf({ queue, owner }: Believed, what: Believable, expected: number, quarters: Quarters, asked: AskedOf, { state: { floor } }: ApiParts): BeliefLine {
  const { title, metric } = facts[what];
  const of = owner !== undefined ? `The whole center, says ${ownerIn(floor, owner)?.name ?? owner}` : queue === undefined ? 'The whole center' : nameOf(floor.queues, queue);
  return { ...(queue === undefined ? {} : { queue }), ...(owner === undefined ? {} : { owner }), of, what, title, metric, expected, ...heldAgainst(what, expected, quarters, asked) };
}

/** What matures is read of what has matured, as soon as there is enough of it. */
export function heldAgainst(what: Believable, expected: number, quarters: Quarters, { window, settled, returns }: AskedOf): BeliefFound {
  const { least, matures, part } = facts[what];
  const mature = matures ? part(quarters.sums(settled), returns) : undefined;
  const provisional = matures && (mature === undefined || mature.of < least);
  const is = shareOf(mature === undefined || provisional ? part(quarters.sums(window), returns) : mature, least);
  return { is, verdict: verdictOn(expected, is), provisional };
}

function verdictOn(expected: number, { low, high }: BeliefLine['is']): BeliefLine['verdict'] {
  if (low === null || high === null) return 'too-few';
  if (high < expected) return 'below';
  return low > expected ? 'above' : 'as-expected';
}
