import type { EarshotEvent } from '../../domain/event.js';
import type { Result } from '../../domain/result.js';
import { linesOf } from './lines.js';
import type { ReadRow, RowOutcome } from './row.js';

/** Reads the JSON text of one CloudEvent: the event, or why it is none. */
export type ParseEvent = (text: string) => Result<EarshotEvent>;

/** As long as one posted event may be. */
const LONGEST_LINE = 1_000_000;

/** A file of our own events, one JSON object a line. Empty lines are passed over. */
export async function* ndjsonRows(chunks: AsyncIterable<Uint8Array>, parse: ParseEvent): AsyncGenerator<ReadRow> {
  for await (const { line, text } of linesOf(chunks, LONGEST_LINE)) {
    if (text?.trim() !== '') yield { line, outcome: outcomeOf(text, line, parse) };
  }
}

function outcomeOf(text: string | undefined, line: number, parse: ParseEvent): RowOutcome {
  if (text === undefined) {
    return { kind: 'refused', reason: `Line ${line} is longer than a million characters. One line has to hold one event.` };
  }
  const event = parse(text);
  return event.ok
    ? { kind: 'events', events: [event.value.sequence === undefined ? { ...event.value, sequence: line } : event.value] }
    : { kind: 'refused', reason: `Line ${line}: ${event.reason}` };
}
