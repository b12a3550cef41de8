import type { ContactDetector, Detector, JourneyDetector } from '../../domain/detector.js';
import type { Floor } from '../../domain/floor.js';
import type { LabResult } from '../../domain/lab/result.js';
import { resultOf } from '../../domain/lab/tally.js';
import { lengthOf } from '../../domain/return-window.js';
import { DAY } from '../../domain/time.js';
import type { Instant } from '../../domain/time.js';
import type { LabRequest } from '../../ports/rule-lab.js';
import { wholeOf } from '../../ports/stored-contacts.js';
import type { StoredContacts, StoredPart } from '../../ports/stored-contacts.js';
import { Experiment } from './experiment.js';
import type { LabSums } from './experiment.js';

/** How far before the window a customer's contacts are told, for rules that look back. */
export const LOOKS_BACK = 35 * DAY;

export interface StoredReplay {
  readonly request: LabRequest;
  readonly rules: readonly Detector[];
  /** In force now. */
  readonly floor: Floor;
  /** The log's time: nothing is asked of what lies after it. */
  readonly now: Instant;
  /** Told now and then: contacts read, of how many. What it throws ends the replay. */
  readonly onProgress: (done: number, of: number) => void;
}

/** What is read and by how many readers: each takes a part. */
export interface LabPlan {
  readonly contacts: number;
  readonly parts: readonly StoredPart[];
}

/** Under so many a second reader would take longer to start than it saves. */
const WORTH_HALVING = 5_000;

export async function planReplay(stored: StoredContacts, replay: StoredReplay, readers: 1 | 2, worth = WORTH_HALVING): Promise<LabPlan> {
  const { request: { from, to }, floor } = replay;
  const begin = ruleOf(replay).of === 'journey' ? from - LOOKS_BACK : from;
  const end = to + lengthOf(floor.returns.within);
  const contacts = await stored.count(begin, end);
  return { contacts, parts: readers === 2 && contacts >= worth ? await stored.halves(begin, end) : [wholeOf(begin, end)] };
}

/** Replays a draft over a part of what is stored, and what is in force beside it, in one reading. Memory holds one customer's contacts, and sums. */
export async function replayPart(stored: StoredContacts, replay: StoredReplay, part: StoredPart, contacts: number): Promise<LabSums> {
  const experiment = new Experiment(ruleOf(replay), replay, contacts);
  let done = 0;
  for await (const page of stored.byCustomer(part)) {
    experiment.take(page);
    await experiment.judge(stored);
    // A contact that is saved meanwhile is one more.
    done = Math.min(contacts, done + page.length);
    replay.onProgress(done, contacts);
  }
  experiment.end();
  await experiment.judge(stored);
  return experiment.sums;
}

/** What the parts come to together. */
export function resultOfParts(replay: StoredReplay, { contacts }: LabPlan, parts: readonly LabSums[]): LabResult {
  const experiment = new Experiment(ruleOf(replay), replay, contacts);
  for (const sums of parts) experiment.add(sums);
  return resultOf(experiment.sums.tally, experiment.curves());
}

/** All of it by one reader. */
export async function replayStored(stored: StoredContacts, replay: StoredReplay): Promise<LabResult> {
  const plan = await planReplay(stored, replay, 1);
  replay.onProgress(0, plan.contacts);
  const sums: LabSums[] = [];
  for (const part of plan.parts) sums.push(await replayPart(stored, replay, part, plan.contacts));
  return resultOfParts(replay, plan, sums);
}

function ruleOf({ request: { rule: id }, rules }: StoredReplay): ContactDetector | JourneyDetector {
  const rule = rules.find((each) => each.id === id);
  if (rule === undefined || rule.of === 'cohort') throw new Error(`The rule ${id} cannot be replayed.`);
  return rule;
}
