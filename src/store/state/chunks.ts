import { setImmediate as breath } from 'node:timers/promises';
import pg from 'pg';

/** Rows a statement, and what they may hold together: making its JSON stays near 10 ms, so the door stays open between two. */
const ROWS = 500;
const WEIGHT = 1_500;
/** PostgreSQL's answer to whatever follows what failed in a transaction. */
const ABORTED = '25P02';

/** Asks for rows in statements' worth, one after the other. `weigh`: how many events, or the like, a row holds. */
export async function inChunks<Row>(rows: readonly Row[], weigh: (row: Row) => number, ask: (chunk: readonly Row[]) => Promise<void>): Promise<void> {
  for (const chunk of chunksOf(rows, weigh, WEIGHT)) await ask(chunk);
}

/**
 * Hands rows over in statements' worth, in their order, on a session that takes the next before it answered the last: under
 * load an answer comes with a turn of the thread, which takes 60 ms. `most`: what a statement's rows hold together at the most.
 */
export async function sendChunks<Row>(
  rows: readonly Row[], weigh: (row: Row) => number, send: (chunk: readonly Row[]) => Promise<unknown>, most = WEIGHT,
): Promise<void> {
  const sent: Promise<unknown>[] = [];
  for (const chunk of chunksOf(rows, weigh, most)) {
    if (sent.length > 0) await breath();
    const answered = send(chunk);
    answered.catch(told);
    sent.push(answered);
  }
  await together(sent);
}

/** Throws only once all have been answered: what is still to be sent would else come after the rollback, and stay. */
export async function together(writes: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(writes)).flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as Error] : []));
  if (failed.length > 0) throw failed.find((error) => !(error instanceof pg.DatabaseError && error.code === ABORTED)) ?? failed[0];
}

function* chunksOf<Row>(rows: readonly Row[], weigh: (row: Row) => number, most: number): Generator<readonly Row[]> {
  let chunk: Row[] = [];
  let weight = 0;
  for (const row of rows) {
    if (chunk.length === ROWS || (chunk.length > 0 && weight + weigh(row) > most)) {
      yield chunk;
      chunk = [];
      weight = 0;
    }
    chunk.push(row);
    weight += weigh(row);
  }
  if (chunk.length > 0) yield chunk;
}

/** By `together`. */
function told(): void {}
