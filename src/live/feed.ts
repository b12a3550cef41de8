import type { FeedFact, FeedLine } from '../contract/board.js';
import { flagKey, isLive } from '../domain/flag.js';
import type { Flag, FlagChange, FlagPlace } from '../domain/flag.js';
import type { Floor } from '../domain/floor.js';
import type { FlagMark } from '../domain/mark.js';
import { HOUR, isPast, MINUTE } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { placeOf } from '../views/names.js';

/** An alert of something that happened longer ago is none: nobody can act on it (DESIGN.md, effects at the live edge). */
const OLDEST_ALERT = 15 * MINUTE;
/** Five alerts of one rule at one place within ten minutes are one incident (FLAGS.md). */
const INCIDENT_OF = 5;
const INCIDENT_WITHIN = 10 * MINUTE;
/** Facts kept for pages that come back. */
const KEPT = 500;

/** What a rule brings to a line: its title and what someone can do. */
export type RuleTexts = ReadonlyMap<string, { readonly title: string; readonly action: string }>;

interface Entry {
  line: FeedLine;
  /** Of the newest fact about it. */
  number: number;
  place: FlagPlace;
  /** Until when someone can act on it; an incident lasts as long as an alert in it does. */
  until: Instant | undefined;
}

export interface PlacedFact extends FeedFact {
  readonly place: FlagPlace;
}

/** The feed: alerts and incidents as numbered facts. A fold over flag changes and the clock; it sends nothing itself. */
export class Feed {
  private readonly entries = new Map<string, Entry>();
  /** Keys of what is live, incidents among it: what is over stays for an hour, and at a peak that is a hundred thousand lines. */
  private readonly live = new Set<string>();
  private sweptAt: Instant = 0;
  /** When alerts of one rule at one place were raised, newest last. */
  private readonly bursts = new Map<string, { at: Instant; key: string }[]>();
  private readonly facts: PlacedFact[] = [];
  private number: number;
  private readonly first: number;

  /** `begin`: the numbers of this run lie above it, so that those of an earlier run are never taken for them. */
  constructor(private readonly texts: RuleTexts, begin: number) {
    this.number = begin;
    this.first = begin;
  }

  /** Whether everything after that number is still here. */
  canResume(number: number): boolean {
    return number >= (this.facts[0]?.number ?? this.first + 1) - 1 && number <= this.number;
  }

  /** Takes in what a step changed. Answers the new facts. */
  take(changes: readonly FlagChange[], floor: Floor, now: Instant): PlacedFact[] {
    const before = this.number;
    this.forget();
    for (const { kind, flag } of changes) {
      if (flag.class !== 'alert') continue;
      if (kind === 'retracted') this.retract(flagKey(flag), now);
      else if (this.entries.has(flagKey(flag))) this.update(flag, floor, now);
      else if (isLive(flag, now) && now - flag.since <= OLDEST_ALERT) this.raise(flag, floor, now);
    }
    return this.since(before);
  }

  /** What a supervisor said of flags stands beside them. Answers the new facts. */
  mark(contact: string, marks: readonly FlagMark[]): PlacedFact[] {
    const before = this.number;
    for (const [key, { line }] of marks.length === 0 ? [] : this.entries) {
      if (line.kind === 'incident' || line.contacts[0] !== contact) continue;
      const said = marks.find(({ rule }) => rule === line.rule);
      if (said === undefined || (said.at === line.mark?.at && said.mark === line.mark.mark && said.did === line.mark.did)) continue;
      const { rule: _, ...mark } = said;
      this.publish(key, { ...line, mark });
    }
    return this.since(before);
  }

  /** Clears what nobody can act on any more. */
  tick(now: Instant): PlacedFact[] {
    const before = this.number;
    this.forget();
    for (const key of this.live) {
      const { until } = this.entries.get(key) ?? {};
      if (until !== undefined && until <= now) this.end(key, 'cleared', until);
    }
    for (const [name, raised] of this.bursts) if ((raised.at(-1)?.at ?? 0) <= now - INCIDENT_WITHIN) this.bursts.delete(name);
    this.clearIncidents(now);
    this.sweep(now);
    return this.since(before);
  }

  private sweep(now: Instant): void {
    if (!isPast(this.sweptAt, MINUTE, now)) return;
    this.sweptAt = now;
    for (const [key, { line }] of this.entries) if (line.state !== 'live' && (line.endedAt ?? now) < now - HOUR) this.entries.delete(key);
  }

  /** An incident is over when every alert in it is, and not before: a live alert must not hide behind it. */
  private clearIncidents(now: Instant): void {
    const running = new Set([...this.live].map((key) => this.entries.get(key)?.line.into));
    for (const name of this.live) {
      const line = this.entries.get(name)?.line;
      if (line?.kind === 'incident' && !running.has(line.id)) this.end(name, 'cleared', now);
    }
  }

  /** Lines that name one of these contacts; an incident of many loses the name only. */
  forgetContacts(contacts: ReadonlySet<string>): void {
    const isOf = ({ kind, contacts: of }: FeedLine): boolean => kind !== 'incident' && of.some((id) => contacts.has(id));
    const without = (line: FeedLine): FeedLine => (line.contacts.some((id) => contacts.has(id)) ? { ...line, contacts: line.contacts.filter((id) => !contacts.has(id)) } : line);
    for (const [key, entry] of this.entries) {
      if (isOf(entry.line)) {
        this.entries.delete(key);
        this.live.delete(key);
      } else entry.line = without(entry.line);
    }
    this.facts.splice(0, Infinity, ...this.facts.filter(({ line }) => !isOf(line)).map((fact) => ({ ...fact, line: without(fact.line) })));
    for (const raised of this.bursts.values()) raised.splice(0, Infinity, ...raised.filter(({ key }) => this.entries.has(key)));
  }

  /** Facts after that number, oldest first. */
  since(number: number): PlacedFact[] {
    return this.facts.filter((fact) => fact.number > number);
  }

  /** The line of every alert and incident that is live or ended lately, for a page that opens. */
  standing(): PlacedFact[] {
    return [...this.entries.values()].map(({ number, line, place }) => ({ number, line, place })).toSorted((a, b) => a.number - b.number);
  }

  private raise(flag: Flag, floor: Floor, now: Instant): void {
    const key = flagKey(flag);
    const line = this.lineOf(flag, floor, now);
    this.entries.set(key, { line, number: 0, place: flag.place, until: flag.until });
    const incident = this.burst(flag, key, floor, now);
    this.publish(key, incident === undefined ? line : { ...line, into: incident });
  }

  private update(flag: Flag, floor: Floor, now: Instant): void {
    const key = flagKey(flag);
    const entry = this.entries.get(key);
    if (!entry) return;
    entry.until = flag.until;
    if (entry.place.queue !== flag.place.queue) this.move(key, entry, flag.place, now);
    const cleared = !isLive(flag, now);
    const fresh = this.lineOf(flag, floor, entry.line.raisedAt);
    this.publish(key, {
      ...fresh, state: cleared ? 'cleared' : 'live',
      ...(cleared ? { endedAt: flag.until ?? now } : {}),
      ...(entry.line.into === undefined ? {} : { into: entry.line.into }),
      ...(entry.line.mark === undefined ? {} : { mark: entry.line.mark }),
    });
  }

  /** Whoever saw it at the queue where it was is told that it is gone from there, and no more than that. */
  private move(key: string, entry: Entry, place: FlagPlace, now: Instant): void {
    const { into, ...line } = entry.line;
    this.publish(key, { ...line, ...(into === undefined ? {} : { into }), state: 'cleared', endedAt: now });
    entry.line = line;
    entry.place = place;
  }

  private end(key: string, state: 'cleared' | 'retracted', at: Instant): void {
    const entry = this.entries.get(key);
    // What was over and turns out not to have been so at all is told too.
    const isNews = entry?.line.state === 'live' || (entry?.line.state === 'cleared' && state === 'retracted');
    if (entry && isNews) this.publish(key, { ...entry.line, state, endedAt: at });
  }

  /** An incident loses what was not so; with fewer left than make one, it is none, and the rest stand by themselves. */
  private retract(key: string, now: Instant): void {
    const into = this.entries.get(key)?.line.into;
    this.end(key, 'retracted', now);
    const name = into === undefined ? undefined : [...this.live].find((each) => this.entries.get(each)?.line.id === into);
    const incident = name === undefined ? undefined : this.entries.get(name);
    if (name === undefined || incident === undefined) return;
    this.bursts.set(name, (this.bursts.get(name) ?? []).filter((each) => each.key !== key));
    const count = incident.line.count - 1;
    if (count < INCIDENT_OF) return this.dissolve(name, incident.line.id, now);
    const contact = this.entries.get(key)?.line.contacts[0];
    const since = incident.line.since;
    this.publish(name, { ...incident.line, count, contacts: incident.line.contacts.filter((each) => each !== contact), because: `${count} callers in ${minutes(now - since)}` });
  }

  private dissolve(name: string, id: string, now: Instant): void {
    this.end(name, 'retracted', now);
    for (const [key, { line }] of this.entries) {
      if (line.into !== id || line.state === 'retracted') continue;
      const { into: _, ...alone } = line;
      this.publish(key, alone);
    }
  }

  /** Folds the alert into the incident it belongs to, and opens one when it is the fifth. */
  private burst(flag: Flag, key: string, floor: Floor, now: Instant): string | undefined {
    const where = flag.place.node ?? flag.place.queue;
    // A cohort's flag speaks of many callers already.
    if (where === undefined || flag.of === 'cohort') return undefined;
    const name = `incident ${flag.rule} ${where}`;
    const recent = this.bursts.get(name) ?? [];
    this.bursts.set(name, recent);
    recent.push({ at: now, key });
    while (recent[0] && recent[0].at <= now - INCIDENT_WITHIN) recent.shift();
    const running = this.entries.get(name);
    const isRunning = running !== undefined && running.line.state === 'live';
    if (!isRunning && recent.length < INCIDENT_OF) return undefined;
    const id = isRunning ? running.line.id : `${name} ${now}`;
    // One that runs holds those before: to look through ten thousand for each that joins took 11 s after a restart.
    this.writeIncident(name, id, isRunning ? running : undefined, flag, isRunning ? [key] : recent.map((each) => each.key), floor, now);
    if (!isRunning) for (const { key: member } of recent) if (member !== key) this.foldInto(member, id);
    return id;
  }

  private writeIncident(name: string, id: string, running: Entry | undefined, flag: Flag, members: readonly string[], floor: Floor, now: Instant): void {
    const contacts = [...new Set([...running?.line.contacts ?? [], ...members.flatMap((member) => this.entries.get(member)?.line.contacts ?? [])])];
    const first = running?.line.since ?? Math.min(...members.map((member) => this.entries.get(member)?.line.since ?? now));
    const { title, action } = this.textOf(flag.rule);
    const count = (running?.line.count ?? 0) + (running ? 1 : members.length);
    const { agent: _, ...place } = flag.place;
    const line: FeedLine = {
      id, kind: 'incident', rule: flag.rule, title, severity: 'severe',
      because: `${count} callers in ${minutes(now - first)}`,
      action, place: placeOf(floor, place), contacts: contacts.slice(-50), count,
      since: first, raisedAt: running?.line.raisedAt ?? now, state: 'live',
    };
    this.entries.set(name, { line, number: 0, place, until: undefined });
    this.publish(name, line);
  }

  private foldInto(key: string, incident: string): void {
    const entry = this.entries.get(key);
    if (entry) this.publish(key, { ...entry.line, into: incident });
  }

  private lineOf(flag: Flag, floor: Floor, raisedAt: Instant): FeedLine {
    const { title, action } = this.textOf(flag.rule);
    return {
      id: flagKey(flag), kind: 'alert', rule: flag.rule, title, severity: flag.severity === 'severe' ? 'severe' : 'warning',
      because: flag.because, action, place: placeOf(floor, flag.place), contacts: flag.of === 'cohort' ? [] : [flag.contact], count: 1,
      since: flag.since, raisedAt, state: 'live',
    };
  }

  private textOf(rule: string): { readonly title: string; readonly action: string } {
    return this.texts.get(rule) ?? { title: rule, action: '' };
  }

  private publish(key: string, line: FeedLine): void {
    const entry = this.entries.get(key);
    if (!entry) return;
    entry.line = line;
    if (line.state === 'live') this.live.add(key);
    else this.live.delete(key);
    this.number += 1;
    entry.number = this.number;
    this.facts.push({ number: this.number, line, place: entry.place });
  }

  /** Before a step, never within one: its own facts are all told. */
  private forget(): void {
    if (this.facts.length > KEPT) this.facts.splice(0, this.facts.length - KEPT);
  }
}

function minutes(duration: number): string {
  const count = Math.max(1, Math.ceil(duration / MINUTE));
  return count === 1 ? 'one minute' : `${count} minutes`;
}
