import { detectors } from '../../detectors/index.js';
import type { CohortDetector } from '../../domain/detector.js';
import type { Floor } from '../../domain/floor.js';
import type { LabResult } from '../../domain/lab/result.js';
import type { Instant } from '../../domain/time.js';
import type { LabSums } from '../../pipeline/lab/experiment.js';
import { replayQueues } from '../../pipeline/lab/replay-queues.js';
import { replayReadings } from '../../pipeline/lab/replay-readings.js';
import { planReplay, replayPart, resultOfParts } from '../../pipeline/lab/replay-stored.js';
import type { StoredReplay } from '../../pipeline/lab/replay-stored.js';
import type { LabRequest } from '../../ports/rule-lab.js';
import type { StoredContacts, StoredPart } from '../../ports/stored-contacts.js';
import type { Connection } from '../../store/connection.js';
import { openPgStoredContacts } from '../../store/pg-stored-contacts.js';
import { openPgStoredDays } from '../../store/pg-stored-days.js';
import { openPgStoredPlaces } from '../../store/pg-stored-places.js';

/** All that a thread has to know. */
export interface LabJob {
  readonly connection: Connection;
  readonly request: LabRequest;
  readonly floor: Floor;
  readonly now: Instant;
}

/** What one that helps another is to read, of how many contacts in all. */
export interface LabPartJob extends LabJob {
  readonly part: StoredPart;
  readonly contacts: number;
}

type Underway = { readonly is: 'progress'; readonly done: number; readonly of: number } | { readonly is: 'failed'; readonly why: string };
export type LabMessage = Underway | { readonly is: 'done'; readonly result: LabResult };
export type LabPartMessage = Underway | { readonly is: 'counted'; readonly sums: LabSums };

/** Something that replays beside whoever started it. */
export interface LabThread {
  stop(): Promise<void>;
}
export type StartThread = (job: LabJob, tell: (message: LabMessage) => void) => LabThread;
export type StartHelp = (job: LabPartJob, tell: (message: LabPartMessage) => void) => LabThread;

/**
 * Replays on the thread that calls, with database sessions of its own; it tells, and never throws.
 * `help` starts another thread for half of it; absent: there is no core for one.
 */
export async function doLabJob(job: LabJob, tell: (message: LabMessage) => void, help?: StartHelp): Promise<void> {
  const rule = detectors.find(({ id }) => id === job.request.rule);
  if (rule?.of === 'cohort') await (rule.looksAt === 'readings' ? withPlaces(job, tell, rule) : withQueues(job, tell, rule));
  else await withStored(job, tell, async (stored) => tell({ is: 'done', result: await replayAll(job, stored, tell, help) }));
}

/** A part of a replay, told as `doLabJob` tells the whole. */
export async function doLabPart(job: LabPartJob, tell: (message: LabPartMessage) => void): Promise<void> {
  const replay = replayOf(job, (done, of) => tell({ is: 'progress', done, of }));
  await withStored(job, tell, async (stored) => tell({ is: 'counted', sums: await replayPart(stored, replay, job.part, job.contacts) }));
}

/** Readings of a month are few beside its contacts: one thread has them in seconds. */
async function withPlaces(job: LabJob, tell: (message: LabMessage) => void, rule: CohortDetector): Promise<void> {
  await telling(openPgStoredPlaces(job.connection), tell, async (places) => tell({ is: 'done', result: await replayReadings(places, replayOf(job, (done, of) => tell({ is: 'progress', done, of })), rule) }));
}

/** In the order of time there is one: nothing to halve. */
async function withQueues(job: LabJob, tell: (message: LabMessage) => void, rule: CohortDetector): Promise<void> {
  const replay = replayOf(job, (done, of) => tell({ is: 'progress', done, of }));
  await withStored(job, tell, (contacts) => telling(openPgStoredDays(job.connection), tell, async (days) => tell({ is: 'done', result: await replayQueues({ contacts, days }, replay, rule) })));
}

async function withStored({ connection }: LabJob, tell: (message: Underway) => void, work: (stored: StoredContacts) => Promise<void>): Promise<void> {
  await telling(openPgStoredContacts(connection), tell, work);
}

async function telling<Stored extends { close(): Promise<void> }>(stored: Stored, tell: (message: Underway) => void, work: (stored: Stored) => Promise<void>): Promise<void> {
  try {
    await work(stored);
  } catch (error) {
    tell({ is: 'failed', why: (error as Error).message });
  } finally {
    await stored.close().catch(() => undefined);
  }
}

async function replayAll(job: LabJob, stored: StoredContacts, tell: (message: LabMessage) => void, help: StartHelp | undefined): Promise<LabResult> {
  const done = [0, 0];
  let failure: Error | undefined;
  const progress = (place: number) => (own: number, of: number): void => {
    if (failure) throw failure;
    done[place] = own;
    tell({ is: 'progress', done: Math.min(of, done.reduce((sum, each) => sum + each, 0)), of });
  };
  const replay = replayOf(job, progress(0));
  const plan = await planReplay(stored, replay, help === undefined ? 1 : 2);
  progress(0)(0, plan.contacts);
  const [own, other] = plan.parts;
  if (own === undefined) throw new Error('There is nothing to read.');
  const helper = other === undefined || help === undefined ? undefined : helped(help, { ...job, part: other, contacts: plan.contacts }, progress(1));
  try {
    // Where the other half fails, this one ends at its next page.
    void helper?.sums.catch((error: Error) => { failure = error; });
    const sums = [await replayPart(stored, replay, own, plan.contacts), ...(helper ? [await helper.sums] : [])];
    return resultOfParts(replay, plan, sums);
  } finally {
    await helper?.stop();
  }
}

function replayOf({ request, floor, now }: LabJob, onProgress: StoredReplay['onProgress']): StoredReplay {
  return { request, rules: detectors, floor, now, onProgress };
}

function helped(help: StartHelp, job: LabPartJob, onProgress: StoredReplay['onProgress']): { readonly sums: Promise<LabSums>; readonly stop: () => Promise<void> } {
  let thread: LabThread | undefined;
  const sums = new Promise<LabSums>((resolve, reject) => {
    thread = help(job, (message) => {
      if (message.is === 'progress') onProgress(message.done, message.of);
      else if (message.is === 'counted') resolve(message.sums);
      else reject(new Error(message.why));
    });
  });
  return { sums, stop: async () => thread?.stop() };
}
