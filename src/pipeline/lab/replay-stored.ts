import type { Detector } from '../../domain/detector.js';
import type { Floor } from '../../domain/floor.js';
import type { LabResult } from '../../domain/lab/result.js';
import { resultOf } from '../../domain/lab/tally.js';
import { lengthOf } from '../../domain/return-window.js';
import { DAY } from '../../domain/time.js';
import type { Instant } from '../../domain/time.js';
import type { LabRequest } from '../../ports/rule-lab.js';
import type { StoredContacts } from '../../ports/stored-contacts.js';
import { Experiment } from './experiment.js';

/** How far before the window a customer's contacts are told, for rules that look back. */
export const LOOKS_BACK = 35 * DAY;

export interface StoredReplay {
  readonly request: LabRequest;
  readonly rules: readonly Detector[];
  /** In force now. */
  readonly floor: Floor;
  /** The log's time: nothing is asked of what lies after it. */
  readonly now: Instant;
  /** Told now and then: contacts read, of how many. */
  readonly onProgress: (done: number, of: number) => void;
}

/** Replays a draft over what is stored, and what is in force beside it, in one reading. Memory holds one customer's contacts, and sums. */
export async function replayStored(stored: StoredContacts, replay: StoredReplay): Promise<LabResult> {
  const { request: { rule: id, from, to }, rules, floor, onProgress } = replay;
  const rule = rules.find((each) => each.id === id);
  if (rule === undefined || rule.of === 'cohort') throw new Error(`The rule ${id} cannot be replayed.`);
  const begin = rule.of === 'journey' ? from - LOOKS_BACK : from;
  const end = to + lengthOf(floor.returns.within);
  const of = await stored.count(begin, end);
  const experiment = new Experiment(rule, replay, of);
  let done = 0;
  onProgress(done, of);
  for await (const page of stored.byCustomer(begin, end)) {
    experiment.take(page);
    await experiment.judge(stored);
    // A contact that is saved meanwhile is one more.
    done = Math.min(of, done + page.length);
    onProgress(done, of);
  }
  experiment.end();
  await experiment.judge(stored);
  return resultOf(experiment.tally, experiment.curves());
}
