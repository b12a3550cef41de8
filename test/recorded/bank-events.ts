import { createReadStream, readFileSync } from 'node:fs';
import type { EarshotEvent, KnownEvent } from '../../src/domain/event.js';
import { csvRows } from '../../src/ingest/import/csv-rows.js';
import type { Mapping } from '../../src/ingest/import/mapping.js';
import { parseMapping } from '../../src/ingest/import/parse-mapping.js';
import type { ReadRow } from '../../src/ingest/import/row.js';
import { type BankCall, bankFile } from './bank-recount.js';

/** The mapping of the bank's week, as a user would write it. */
export function bankMapping(): Mapping {
  const mapping = parseMapping(JSON.parse(readFileSync('test/recorded/bank-mapping.json', 'utf8')));
  if (!mapping.ok) throw new Error(mapping.reason.map(({ path, problem }) => `${path} ${problem}`).join('\n'));
  return mapping.value;
}

/** Every row of the bank's week as the import reads it. */
export async function bankRows(): Promise<readonly ReadRow[]> {
  const rows: ReadRow[] = [];
  for await (const row of csvRows(createReadStream(bankFile), bankMapping())) rows.push(row);
  return rows;
}

export function eventsOfRows(rows: readonly ReadRow[]): readonly EarshotEvent[] {
  return rows.flatMap(({ outcome }) => (outcome.kind === 'events' ? outcome.events : []));
}

/** What a call's own events say about it, in the recount's words. */
export function callOfEvents(line: number, events: readonly EarshotEvent[]): BankCall {
  const find = <Type extends KnownEvent['type']>(type: Type): Extract<KnownEvent, { type: Type }> | undefined =>
    events.find((event): event is Extract<KnownEvent, { type: Type }> => event.type === type);
  const started = find('contact.started');
  const left = find('queue.left');
  const answered = find('agent.connected') !== undefined;
  return {
    line,
    day: dayOf(started?.time ?? 0),
    type: find('contact.reason')?.data.reason ?? '',
    kind: answered ? 'answered' : left?.data.reason === 'abandoned' ? 'abandoned' : 'left-in-menu',
    queued: left !== undefined,
    direct: answered && left === undefined,
    wait: (left?.data.waitMs ?? 0) / 1_000,
    customer: started?.data.customer,
    start: bankSeconds(started?.time ?? 0),
    end: bankSeconds(find('contact.ended')?.time ?? 0),
  };
}

/** Israel stood two hours ahead of UTC in that week. */
const AHEAD = 2 * 3_600_000;

function dayOf(at: number): string {
  return new Date(at + AHEAD).toISOString().slice(2, 10).replaceAll('-', '');
}

function bankSeconds(at: number): number {
  return (at + AHEAD - Date.UTC(1999, 1, 1)) / 1_000;
}
