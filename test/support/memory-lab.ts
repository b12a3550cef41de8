import { LabDesk } from '../../src/app/lab/rule-lab.js';
import type { StartThread } from '../../src/app/lab/lab-work.js';
import { detectors } from '../../src/detectors/index.js';
import { replayQueues } from '../../src/pipeline/lab/replay-queues.js';
import { replayReadings } from '../../src/pipeline/lab/replay-readings.js';
import { replayStored } from '../../src/pipeline/lab/replay-stored.js';
import type { StoredReplay } from '../../src/pipeline/lab/replay-stored.js';
import type { LabRun, LabRuns, ShadowFlags } from '../../src/ports/rule-lab.js';
import { daysIn } from './stored-days.js';
import { placesIn } from './stored-places.js';
import { storedIn } from './stored-contacts.js';
import type { StoryStreet } from './street.js';

/** The rule lab over the rows of a story, without threads. While it is held, a run goes on until it is cancelled. */
export class MemoryLab extends LabDesk {
  private readonly held: { is: boolean };

  constructor(story: StoryStreet, now: number) {
    const held = { is: false };
    const start: StartThread = ({ request, floor }, tell) => {
      if (!held.is) {
        const replay: StoredReplay = { request, rules: detectors, floor, now, onProgress: (done, of) => tell({ is: 'progress', done, of }) };
        const rule = detectors.find(({ id }) => id === request.rule);
        const run = rule?.of !== 'cohort' ? replayStored(storedIn(story.store), replay)
          : rule.looksAt === 'readings' ? replayReadings(placesIn(story.store), replay, rule) : replayQueues({ contacts: storedIn(story.store), days: daysIn(story.store) }, replay, rule);
        void run
          .then((result) => tell({ is: 'done', result }), (error: Error) => tell({ is: 'failed', why: error.message }));
      }
      return { stop: async () => undefined };
    };
    super({ connection: { url: '' }, rules: detectors, runs: memoryRuns(), shadows: memoryShadows(story), clock: { now: () => now }, floor: () => story.memory.floor, now: () => now, start, note: () => undefined });
    this.held = held;
  }

  hold(is: boolean): void {
    this.held.is = is;
  }
}

function memoryShadows({ store }: StoryStreet): ShadowFlags {
  return {
    of: async (rule, since, limit) => [...[...store.rows.values()], ...[...store.journeyRows.values()], ...[...store.cohortRows.values()]].flatMap(({ shadow }) => shadow ?? [])
      .filter((flag) => flag.rule === rule && flag.raisedAt >= since).slice(0, limit),
    forgetBefore: async () => undefined,
  };
}

export function memoryRuns(): LabRuns {
  const kept: LabRun[] = [];
  return {
    add: async (run) => void kept.unshift(run),
    newest: async (limit) => kept.slice(0, limit).map(({ state, ...rest }) => ({ ...rest, endedAt: state.is === 'running' ? 0 : state.endedAt, failed: state.is === 'failed' })),
    find: async (id) => kept.find((each) => each.id === id),
  };
}
