import { translateQueueLog } from '../ingest/asterisk/queue-log.js';
import type { QueueLogState } from '../ingest/asterisk/queue-log-state.js';
import { linesOf } from '../ingest/import/lines.js';
import type { ReadRow } from '../ingest/import/row.js';

const LONGEST_LINE = 64 * 1_024;

/** The lines of a queue_log as rows of an import, in the file's order. */
export async function* queueLogRows(chunks: AsyncIterable<Uint8Array>, begin: QueueLogState): AsyncGenerator<ReadRow> {
  let state = begin;
  for await (const { line, text } of linesOf(chunks, LONGEST_LINE)) {
    if (text === undefined) {
      yield { line, outcome: { kind: 'refused', reason: `Line ${line} is longer than ${LONGEST_LINE} characters and was left out.` } };
      continue;
    }
    if (text.trim() === '') continue;
    const translated = translateQueueLog(state, text.replace(/\r$/, ''));
    state = translated.state;
    const refused = translated.refused[0];
    yield { line, outcome: refused ? { kind: 'refused', reason: refused.reason } : { kind: 'events', events: translated.events } };
  }
}
