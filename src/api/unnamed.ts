import type { UnnamedView } from '../contract/settings.js';
import type { ContactRow } from '../ports/state-store.js';
import { Heard, heardOf, LOOKED_THROUGH } from '../views/unnamed.js';
import type { ApiParts } from './parts.js';

/** Rows read at once: each is parsed in one step between the events that arrive. */
const PAGE = 100;

/** What waits for a name: heard of in what the memory holds and in the newest contacts behind it. */
export async function listUnnamed({ state, history }: Pick<ApiParts, 'state' | 'history'>): Promise<UnnamedView> {
  const heard = new Heard();
  for (const held of state.contacts.values()) heard.hear(heardOf(held));
  for (const { agent, days } of state.agents.values()) heard.add('agents', agent, 0, days.at(-1)?.day.from ?? 0);
  let after: { readonly at: number; readonly id: string } | undefined;
  while (heard.contacts < LOOKED_THROUGH) {
    const rows: readonly ContactRow[] = await history.contacts({}, { limit: PAGE, ...(after === undefined ? {} : { after }) });
    for (const row of rows) if (!state.contacts.has(row.id)) heard.hear(heardOf(row));
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) break;
    after = { at: last.summary.startedAt, id: last.id };
  }
  return { ...heard.unnamed(state.floor), contacts: heard.contacts };
}
