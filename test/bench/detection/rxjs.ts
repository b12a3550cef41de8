import { distinctUntilChanged, filter, groupBy, map, mergeMap, scan, share, Subject } from 'rxjs';
import type { EarshotEvent } from '../../../src/domain/event.js';
import type { Instant } from '../../../src/domain/time.js';
import type { Contender } from './contender.js';
import { tell } from './plain-call.js';
import type { PlainCall, Told } from './plain-call.js';
import { plainRules, repeatsAmong } from './plain-rules.js';

interface Seen {
  readonly told: Told;
  readonly now: Instant;
}

/** As RxJS is written: a group for each call, scanned to its state, mapped to its flags; and a group for each customer. */
export class InRxjs implements Contender {
  told = 0;
  private readonly events = new Subject<{ readonly event: EarshotEvent; readonly now: Instant }>();
  private readonly calls = new Map<string, PlainCall>();
  private readonly flagsOfCalls = new Map<string, readonly string[]>();
  private readonly repeats = new Map<string, readonly string[]>();

  constructor() {
    const seen = this.events.pipe(
      groupBy(({ event }) => event.subject),
      mergeMap((call) => call.pipe(
        scan<{ event: EarshotEvent; now: Instant }, Seen | undefined>((before, { event, now }) => ({ told: tell(before?.told, event), now }), undefined),
        filter((each) => each !== undefined),
        distinctUntilChanged((a, b) => a.told === b.told),
      )),
      share(),
    );
    seen.pipe(map(({ told: { call }, now }) => ({ call, flags: flagsOf(call, now) }))).subscribe(({ call, flags }) => {
      this.told += Math.max(0, flags.length - (this.flagsOfCalls.get(call.id)?.length ?? 0));
      this.calls.set(call.id, call);
      this.flagsOfCalls.set(call.id, flags);
    });
    seen.pipe(
      map(({ told: { call } }) => call),
      filter((call) => call.customer !== undefined),
      groupBy((call) => call.customer ?? ''),
      mergeMap((customer) => customer.pipe(
        distinctUntilChanged((a, b) => a.id === b.id && a.startedAt === b.startedAt && a.endedAt === b.endedAt),
        scan((calls, call) => new Map(calls).set(call.id, call), new Map<string, PlainCall>()),
        map((calls) => ({ customer: customer.key, repeats: repeatsAmong([...calls.values()]) })),
      )),
    ).subscribe(({ customer, repeats }) => this.repeats.set(customer, repeats));
  }

  take(events: readonly EarshotEvent[], now: Instant): void {
    for (const event of events) this.events.next({ event, now });
  }

  flags(now: Instant): Set<string> {
    return new Set([
      ...[...this.calls.values()].flatMap((call) => flagsOf(call, now).map((flag) => `${call.id} ${flag}`)),
      ...[...this.repeats.values()].flat().map((call) => `${call} repeat-contact contact`),
    ]);
  }
}

function flagsOf(call: PlainCall, now: Instant): readonly string[] {
  return Object.entries(plainRules).flatMap(([rule, subjects]) => subjects(call, now).map((subject) => `${rule} ${subject}`));
}
