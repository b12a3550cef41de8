import type { FlagCard } from '../contract/contact.js';
import type { Page } from '../contract/session.js';
import { flagKey } from '../domain/flag.js';
import type { Flag } from '../domain/flag.js';
import type { Reader } from '../domain/reader.js';
import { ok } from '../domain/result.js';
import type { FlagFilter } from '../ports/history.js';
import { cardOf } from '../views/flag-card.js';
import { scopeOf, seesPlace } from '../views/scope.js';
import type { Answer } from './answer.js';
import { unknownName } from './asked.js';
import { given } from './contacts.js';
import { marksOn } from './marks.js';
import { mergedPage } from './merged.js';
import type { FlagsQuery } from './parameters.js';
import { textsOf } from './parts.js';
import type { ApiParts } from './parts.js';
import { mayAskFor, withinOf } from './visible.js';

/** Flags by the instant since when they hold, newest first. */
export async function listFlags(parts: ApiParts, query: FlagsQuery & Pick<FlagFilter, 'rules'>, reader: Reader): Promise<Answer<Page<FlagCard>>> {
  const { state, history, clock } = parts;
  const may = mayAskFor(reader, state.floor, query.queue);
  if (!may.ok) return may;
  const rules = parts.rules.map(({ id }) => id);
  if (query.rule !== undefined && !rules.includes(query.rule)) return unknownName('rule', query.rule, rules);
  const { cursor, limit, retracted, ...conditions } = query;
  const filter = given({ ...conditions, within: withinOf(reader, state.floor), retracted: retracted === undefined ? undefined : retracted === 'true' });
  const held = heldFlags(parts);
  const page = await mergedPage<Flag>({
    held: [...held.values()].filter((flag) => seesPlace(scopeOf(reader), state.floor, flag.place) && passes(flag, filter)),
    isHeld: (flag) => held.has(flagKey(flag)),
    stored: (slip) => history.flags(filter, slip),
    placeOf: (flag) => ({ at: flag.since, id: flagKey(flag) }),
  }, { limit, ...(cursor === undefined ? {} : { after: cursor }) });
  const texts = textsOf(parts);
  const now = clock.now();
  const said = await marksOn(parts, page.items.filter(({ of }) => of === undefined).map(({ contact }) => contact));
  return ok({ ...page, items: page.items.map((flag) => cardOf(flag, texts, state.floor, now, said.get(flag.contact))) });
}

/** A contact that changed its customer leaves a retracted flag in the old journey: the standing one counts. */
export function heldFlags({ state }: ApiParts): ReadonlyMap<string, Flag> {
  const flags = new Map<string, Flag>();
  for (const { flags: own } of [...state.contacts.values(), ...state.journeys.values(), ...state.cohorts.values()]) {
    for (const flag of own) {
      const known = flags.get(flagKey(flag));
      if (known === undefined || known.retractedAt !== undefined) flags.set(flagKey(flag), flag);
    }
  }
  return flags;
}

function passes({ since, rule, place, retractedAt }: Flag, filter: FlagFilter): boolean {
  return (filter.from === undefined || filter.from <= since)
    && (filter.to === undefined || since < filter.to)
    && (filter.rule === undefined || rule === filter.rule)
    && (filter.rules === undefined || filter.rules.includes(rule))
    && (filter.queue === undefined || place.queue === filter.queue)
    && (filter.retracted === undefined || filter.retracted === (retractedAt !== undefined));
}
