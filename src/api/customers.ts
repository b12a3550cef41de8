import type { CustomerLine } from '../contract/customers.js';
import type { Page } from '../contract/session.js';
import type { Reader } from '../domain/reader.js';
import { ok } from '../domain/result.js';
import { customerLineOf } from '../views/customers.js';
import type { Answer } from './answer.js';
import { unknownName } from './asked.js';
import { given } from './contacts.js';
import { cursorOf, newestFirst } from './cursor.js';
import type { CustomersQuery } from './parameters.js';
import { titlesOf } from './parts.js';
import type { ApiParts } from './parts.js';
import { mayAskFor } from './visible.js';

/** Points have three digits behind the point in a cursor, which holds whole numbers. */
const FINELY = 1_000;

/** Who needs someone now, or who is doing well, by score. A page that is asked for later goes on behind the score of the last line. */
export function listCustomers(parts: ApiParts, query: CustomersQuery, reader: Reader): Answer<Page<CustomerLine>> {
  const { board, state, clock } = parts;
  const { cursor, limit, view, ...conditions } = query;
  const may = mayAskFor(reader, state.floor, query.queue);
  if (!may.ok) return may;
  const owners = Object.keys(state.floor.owners);
  if (query.owner !== undefined && !owners.includes(query.owner)) return unknownName('owner', query.owner, owners);
  const ranked = board.customersFor(reader, { ...given(conditions), view: view ?? 'need' }).map((each) => ({ ...each, place: { at: Math.round(each.score * FINELY), id: each.customer } }));
  const rest = ranked.toSorted((a, b) => newestFirst(a.place, b.place)).filter(({ place }) => cursor === undefined || newestFirst(cursor, place) < 0);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  const now = clock.now();
  return ok({
    items: items.map(({ customer, grounds, sightings }) => customerLineOf(customer, grounds, sightings(), state.floor, titlesOf(parts), now)),
    next: rest.length > limit && last !== undefined ? cursorOf(last.place) : null,
  });
}
