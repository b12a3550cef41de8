import type { Scorecard, ScorecardWeek } from '../contract/menus.js';
import type { Reader } from '../domain/reader.js';
import { count } from '../domain/metric.js';
import { ok } from '../domain/result.js';
import { scorecardOf, shownBy } from '../domain/scorecard.js';
import type { Scored } from '../domain/scorecard.js';
import type { StandardPoint } from '../domain/phone-standard.js';
import { stepPrefix, wayKey } from '../domain/step-key.js';
import { DAY } from '../domain/time.js';
import { named } from '../views/names.js';
import { scorecardLineOf } from '../views/scorecard.js';
import { notHere } from './answer.js';
import type { Answer } from './answer.js';
import { given, pageOfContacts } from './contacts.js';
import { contactOf } from './known-contact.js';
import { channelOf, mayAsk, stepCountsOf } from './menus.js';
import type { MenusQuery } from './parameters.js';
import type { ApiParts } from './parts.js';
import type { Window } from './readings/answer.js';
import { readQuarters } from './readings/quarters.js';

const WEEKS = 8;
const WEEK = 7 * DAY;
/** Calls shown for a point, among so many of the newest. */
const SHOWN = 5;
const LOOKED = 400;

/** One number's scorecard over the window (the last week where none is asked for), with the weeks before its end. */
export async function readScorecard(parts: ApiParts, asked: string, query: MenusQuery, reader: Reader): Promise<Answer<Scorecard>> {
  const may = mayAsk(parts, query, reader);
  if (!may.ok) return may;
  const window = { from: query.from ?? may.value.to - WEEK, to: may.value.to };
  const [channel, entry] = [channelOf(query), asked === 'none' ? '' : asked];
  const scored = await scoredIn(parts, channel, entry, window);
  if (count(scored.ways, 'ways') === 0) return notHere('Nobody came into a menu on this number in that time.', 'Ask /api/v1/menus for the numbers that have one, or for a longer time.');
  const lines = scorecardOf(scored);
  const evidence = await evidenceOf(parts, { channel, entry, window }, reader);
  const weeks: ScorecardWeek[] = [];
  for (let back = WEEKS; back >= 1; back -= 1) {
    const week = { from: window.to - back * WEEK, to: window.to - (back - 1) * WEEK };
    const then = await scoredIn(parts, channel, entry, week);
    const calls = count(then.ways, 'ways');
    if (calls > 0) weeks.push({ ...week, calls, verdicts: scorecardOf(then).map(({ verdict }) => verdict) });
  }
  return ok({
    entry: entry === '' ? { id: '', name: 'no number' } : named(parts.state.floor.entries, entry), window, weeks,
    lines: lines.map((line) => scorecardLineOf(line, line.by === 'events' ? evidence(line.point, line.verdict === 'pass') : [])),
  });
}

async function scoredIn(parts: ApiParts, channel: string, entry: string, window: Window): Promise<Scored> {
  const [ways] = await readQuarters(parts, [[wayKey(channel, entry)]], 'arrival', window);
  return { ways: ways?.sums(window) ?? {}, steps: await stepCountsOf(parts, stepPrefix(channel, entry), window), declared: parts.state.floor.entries[entry]?.standard ?? {} };
}

async function evidenceOf(parts: ApiParts, { channel, entry, window }: { readonly channel: string; readonly entry: string; readonly window: Window }, reader: Reader): Promise<(point: StandardPoint, isKept: boolean) => readonly string[]> {
  const filter = given({ ...window, channel, entry: entry === '' ? undefined : entry });
  const { items } = await pageOfContacts(parts, filter, { limit: LOOKED }, reader);
  const shown = items.map((known) => ({ id: known.id, shows: shownBy(contactOf(known)) }));
  return (point, isKept) => shown.filter(({ shows }) => shows[point] === isKept).slice(0, SHOWN).map(({ id }) => id);
}
