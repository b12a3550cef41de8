import { detectors } from '../../../src/detectors/index.js';
import type { EarshotEvent } from '../../../src/domain/event.js';
import { rulesOf } from '../../../src/pipeline/catalogue.js';
import { Memory } from '../../../src/pipeline/memory.js';
import { takeStep } from '../../../src/pipeline/pipeline.js';
import type { Given } from '../../../src/pipeline/pipeline.js';
import { MemoryStore } from '../../support/memory-store.js';
import { callsOf } from '../support/calls.js';

const SENDERS = 10;
const PER_POST = 100;

/** What the log would hold under the batch-ingest load: each entry a post of every sender, some fifty calls. */
export function entriesOf(events: number): EarshotEvent[][] {
  const senders = Array.from({ length: SENDERS }, (_, sender) => callsOf(sender, PER_POST));
  return Array.from({ length: Math.ceil(events / (SENDERS * PER_POST)) }, () => senders.flatMap((sender) => sender.next().value as EarshotEvent[]));
}

/** Takes the whole step for each entry, as the server does between its log and its boards. Answers CPU seconds. */
export async function takeSteps(entries: readonly (readonly EarshotEvent[])[]): Promise<number> {
  const given = emptyFloor();
  const before = process.cpuUsage();
  let position = 0;
  for (const events of entries) {
    position += 1;
    await takeStep(given, { position, recordedAt: events.at(-1)?.time ?? 0, content: { kind: 'events', history: false, events } }, true);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function emptyFloor(): Given {
  return {
    memory: new Memory(), store: new MemoryStore(), rules: rulesOf(detectors),
    readSettings: () => { throw new Error('This stream holds no settings.'); },
    onUnfoldable: (what, error) => { throw new Error(`${what} could not be folded`, { cause: error }); },
  };
}
