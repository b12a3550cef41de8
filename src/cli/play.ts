import { setTimeout as sleep } from 'node:timers/promises';
import type { EarshotEvent } from '../domain/event.js';
import { systemClock } from '../ports/clock.js';
import { Player } from './player.js';
import { readRecording } from './recording-file.js';
import { withServer } from './with-server.js';
import type { Elsewhere, HandOver } from './with-server.js';

export interface Played {
  readonly things: number;
  readonly events: number;
  readonly refused: number;
  readonly reason: string | undefined;
}

/** Most that is handed over at once, where nothing has to be waited for. */
const BATCH = 500;

/**
 * Plays a recording: each thing is read by the adapter that read it when it came, at the time at which it came, and its events
 * are handed over so many times as fast. Proofs are not played: they stand in no recording.
 */
export async function play(text: string, speed: number, elsewhere: Elsewhere): Promise<Played> {
  const { webhooks, lines } = readRecording(text);
  const player = new Player(webhooks);
  const began = systemClock.now();
  const from = lines[0]?.at ?? 0;
  let events = 0;
  await withServer(elsewhere, async (handOver) => {
    let batch: EarshotEvent[] = [];
    const flush = async (): Promise<void> => {
      if (batch.length > 0) await deliver(handOver, batch);
      batch = [];
    };
    for (const line of lines) {
      const wait = speed === Infinity ? 0 : began + (line.at - from) / speed - systemClock.now();
      if (wait > 0 || batch.length >= BATCH) await flush();
      if (wait > 0) await sleep(wait);
      const told = await player.read(line);
      events += told.length;
      batch.push(...told);
    }
    await flush();
  });
  return { things: lines.length, events, refused: player.refused, reason: player.reason };
}

async function deliver(handOver: HandOver, events: readonly EarshotEvent[]): Promise<void> {
  for (;;) {
    const answer = await handOver(events);
    if (answer.taken) return;
    await sleep(answer.retryAfterMs);
  }
}
