import type { RecoveryLine } from '../contract/board.js';
import { began, begun, dialling, isOpen, notCalled, notReached, over, placed, reached } from '../domain/placed-call.js';
import type { PlacedCall } from '../domain/placed-call.js';
import type { Reader } from '../domain/reader.js';
import { ok, refused } from '../domain/result.js';
import type { Result } from '../domain/result.js';
import type { Instant } from '../domain/time.js';
import type { CallDesk, CallStore, KeptCall, NoCall } from '../ports/call-backs.js';
import type { Clock } from '../ports/clock.js';
import type { CallOrder, CallProgress, CallStep, Dialler } from '../ports/dialler.js';
import type { LiveState, LiveStep } from '../ports/live-state.js';
import type { NumberBook } from '../ports/numbers.js';
import { change } from './change.js';
import { callerOf, numberToCall, toDial } from './check.js';
import { heardOf } from './heard.js';

export interface CallBacksParts {
  readonly store: CallStore;
  readonly state: Pick<LiveState, 'floor' | 'contacts'>;
  readonly numbers: NumberBook;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly note: (sentence: string) => void;
  /** Something is to be done at once. */
  readonly wake: () => void;
}

/** Calls to people on the list: whoever asks for one, and what platforms tell of it. */
export class CallBacks implements CallDesk, CallProgress {
  private readonly diallers = new Map<string, Dialler>();
  /** Open calls by the contacts on which something may be heard of them. */
  private watched = new Map<string, string>();

  constructor(private readonly parts: CallBacksParts) {}

  /** From now on calls can be made that way. */
  connect(dialler: Dialler): void {
    this.diallers.set(dialler.way, dialler);
  }

  diallerOf(way: string | undefined): Dialler | undefined {
    return way === undefined ? undefined : this.diallers.get(way);
  }

  async call(line: RecoveryLine, by: Reader, asked: string | undefined): Promise<Result<PlacedCall, NoCall>> {
    const { store, state: { floor }, numbers, clock, newId, wake } = this.parts;
    const { way, callerId } = floor.callbacks;
    if (way === undefined || callerId === undefined || this.diallerOf(way) === undefined) {
      return refused({ status: 409, what: 'Nobody can be called from here: no way to do so is set up.', do: 'Set `callbacks:` in the settings file, and connect its way.' });
    }
    const caller = callerOf(floor, line, by, asked);
    if (!caller.ok) return caller;
    const number = numberToCall(floor, line, await numbers.numberOf(line.id), clock.now());
    if (!number.ok) return number;
    const customer = line.id === line.contact ? {} : { customer: line.id };
    const call = begun({
      id: newId(), person: line.id, contact: line.contact, ...customer, ...(line.queue === undefined ? {} : { queue: line.queue.id }),
      by: by.who, ...caller.value, way,
    }, clock.now());
    const opened = await store.open(call);
    if (!opened.ok) return this.taken(opened.reason.taken, call);
    wake();
    return ok(call);
  }

  async heard(id: string, step: CallStep): Promise<boolean> {
    const now = this.parts.clock.now();
    const call = await change(this.parts.store, id, (each) => stepOf(each, step, now));
    this.parts.wake();
    return call !== undefined;
  }

  async orderOf(id: string): Promise<CallOrder | undefined> {
    const call = (await this.parts.store.find(id))?.call;
    return call === undefined || !(isOpen(call) || call.notCalled === 'unknown') ? undefined : this.order(call);
  }

  /** With the number, which is opened only here. Undefined when it is gone, or nobody may be called any more. */
  async order({ id, person, contact, by, agent = by, queue, phone }: PlacedCall): Promise<CallOrder | undefined> {
    const { numbers, state: { floor: { callbacks, country } } } = this.parts;
    const number = await numbers.numberOf(person);
    const dialled = number === undefined ? undefined : toDial(number, country);
    if (dialled === undefined || callbacks.callerId === undefined) return undefined;
    return { id, contact, agent, ...(queue === undefined ? {} : { queue }), phone, number: dialled, callerId: callbacks.callerId, ringMs: callbacks.ringMs };
  }

  /** Which contacts tell of calls that are not settled. */
  watch(calls: readonly PlacedCall[]): void {
    this.watched = new Map(calls.filter(isOpen).flatMap((each) => {
      const call = this.callOf(each);
      return [[each.contact, each.id] as const, ...(call === undefined ? [] : [[call, each.id] as const])];
    }));
  }

  /** Whether a step of the pipeline may tell of an open call. */
  concerns({ live, contacts }: LiveStep): boolean {
    return live && this.watched.size > 0 && contacts.some(({ id }) => this.watched.has(id));
  }

  /** Takes in what the contacts tell of calls that go on. */
  async look(underway: readonly KeptCall[]): Promise<void> {
    const { store, state, clock } = this.parts;
    for (const { call } of underway) {
      const theCall = this.callOf(call);
      for (const id of [theCall, call.contact]) {
        const contact = id === undefined ? undefined : state.contacts.get(id)?.contact;
        if (contact === undefined) continue;
        // A server died between asking and the answer: that the platform tells of the call is one, also where the call is over by then.
        const met = (each: PlacedCall): PlacedCall => (contact.id === theCall && each.stage === 'asking' ? placed(each, each.askedAt ?? clock.now(), { call: theCall, isReported: true }) : each);
        const heard = (each: PlacedCall): PlacedCall => heardOf(met(each), contact);
        if (heard(call) !== call) await change(store, call.id, heard);
      }
    }
  }

  private callOf({ call, stage, way, id }: PlacedCall): string | undefined {
    return call ?? (stage === 'asking' ? this.diallerOf(way)?.contactOf?.(id) : undefined);
  }

  private async taken(what: 'person' | 'phone', { person, phone }: PlacedCall): Promise<Result<never, NoCall>> {
    const other = await this.parts.store.openFor(what === 'person' ? { person } : { phone });
    const who = other?.by ?? 'Someone';
    if (what === 'person') return refused({ status: 409, what: `${who} is calling this person.`, do: 'Take the next one.' });
    return refused({ status: 409, what: `That phone is in use for another call, which ${who} asked for.`, do: 'Wait until it is settled.' });
  }
}

function stepOf(call: PlacedCall, step: CallStep, at: Instant): PlacedCall {
  switch (step.is) {
    case 'agent-there': return step.call === undefined ? placed(call, at) : began(placed(call, at), at, step.call);
    case 'dialling': return dialling(call, at);
    case 'answered': return reached(call, at);
    case 'not-answered': return notReached(call, at, step.result);
    case 'agent-not-reached': return notCalled(call, at, 'agent-not-reached');
    case 'refused': return notCalled(call, at, 'refused');
    case 'over': return over(call, at);
  }
}
