import type { EarshotEvent } from '../../domain/event.js';
import type { Scrub, StandIns } from '../../ports/recording.js';
import { startQueueLog, type QueueLogState } from './queue-log-state.js';
import { translateQueueLog } from './queue-log.js';

/** One line, counted within its file. */
export interface QueueLogRecord {
  readonly line: number;
  readonly text: string;
}

type OfVerb = (data: readonly string[], standIns: StandIns, leg: string) => readonly string[];

/** What is read of each verb's fields; what is not does not leave. */
const verbs: Readonly<Record<string, OfVerb>> = {
  ENTERQUEUE: ([, caller = '', ...rest], { number }) => ['', number(caller), ...rest],
  DID: ([dialled = ''], { number }) => [dialled === '' ? '' : number(dialled)],
  BLINDTRANSFER: ([to = '', ...rest], { number }) => [number(to), ...rest],
  TRANSFER: ([to = '', ...rest], { number }) => [number(to), ...rest],
  // What a menu was told: one key of it may be known.
  INFO: ([what = '', selection = '', ...rest], standIns, leg) => (what === 'IVRAPPEND' ? [what, standIns.typed(leg, selection), ...rest.map((each) => standIns.text(each))] : [what]),
};

export const scrubQueueLog: Scrub = (sent, standIns) => {
  const { line, text } = sent as QueueLogRecord;
  const [time = '', uniqueid = '', queue = '', member = '', verb = '', ...data] = text.trimEnd().split('|');
  // What is no line may be anything.
  if (!/^\d{9,11}(?:\.\d+)?$/.test(time)) return { line, text: '' } satisfies QueueLogRecord;
  const known = verbs[verb];
  const fields = known === undefined ? data.map((each) => standIns.text(each)) : known(data, standIns, uniqueid);
  return { line, text: [time, standIns.text(uniqueid), queue, member === 'NONE' ? member : standIns.person(member), verb, ...fields].join('|') } satisfies QueueLogRecord;
};

/** Reads recorded lines again, each at its place. */
export class RecordedQueueLog {
  private state: QueueLogState;

  constructor(source: string) {
    this.state = { ...startQueueLog(), source };
  }

  read(sent: unknown): readonly EarshotEvent[] {
    const { line, text } = sent as QueueLogRecord;
    const { state, events } = translateQueueLog({ ...this.state, line: line - 1 }, text);
    this.state = state;
    return events;
  }
}
