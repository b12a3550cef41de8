import { isDeepStrictEqual } from 'node:util';
import { unnamedFloor } from '../domain/floor.js';
import type { CallBackSettings } from '../domain/call-back-settings.js';
import type { Calendar, FlagSettings, Floor, Owner, Queue, SourceSettings, Targets } from '../domain/floor.js';
import type { Programme, SurveySettings } from '../domain/survey.js';
import { shareText as share } from '../domain/share-text.js';
import type { Millis } from '../domain/time.js';
import { dateIn } from '../domain/zone.js';
import { retentionDocument } from './retention-file.js';
import { toUnits as duration } from './units.js';

type Section = Readonly<Record<string, unknown>>;

/**
 * The floor as people write it: read again, it is the same floor. What is as it would be without a word is left out. So
 * versions can be compared and gone back to whatever they were written as, those of before texts were kept among them.
 */
export function floorDocument(floor: Floor): Section {
  const { zone, surveys, callbacks, owners, calendars, queues, sources, targets, beliefs, returns, retention, flags, learned: _, ...rest } = floor;
  const document: Section = {
    zone: zone === unnamedFloor.zone ? undefined : zone,
    ...differing({ ...rest }, { ...unnamedFloor }),
    flags: members(flags, flagOf), queues: members(queues, queueOf), sources: members(sources, sourceOf), owners: members(owners, ownerOf), calendars: members(calendars, calendarOf),
    targets: some(targetsOf(differing({ ...targets }, { ...unnamedFloor.targets }) as Partial<Targets>)),
    returns: some(differing({ ...returns }, { ...unnamedFloor.returns })),
    beliefs: some(given({ center: some(sharesOf(beliefs.center)), queues: members(beliefs.queues, sharesOf), owners: members(beliefs.owners ?? {}, sharesOf) })),
    surveys: some(surveysOf(surveys, zone)),
    callbacks: some(callBacksOf(callbacks)),
    retention: some(retentionDocument(retention)),
  };
  return given(document);
}

function differing(section: Section, usual: Section): Section {
  return Object.fromEntries(Object.entries(section).filter(([name, value]) => !isDeepStrictEqual(value, usual[name])));
}

function given(section: Section): Section {
  return Object.fromEntries(Object.entries(section).filter(([, value]) => value !== undefined));
}

function some(section: Section): Section | undefined {
  return Object.keys(section).length === 0 ? undefined : section;
}

function members<Member>(section: Readonly<Record<string, Member>>, write: (member: Member) => Section): Section | undefined {
  return some(Object.fromEntries(Object.entries(section).map(([id, member]) => [id, write(member)])));
}

function queueOf({ answerWithinMs, shortAbandonMs, serviceLevel, dayStartsAt, ...named }: Queue): Section {
  return { ...named, ...(dayStartsAt === undefined ? {} : { dayStartsAt: clockTime(dayStartsAt) }), ...targetsOf(given({ answerWithinMs, shortAbandonMs, serviceLevel })) };
}

function flagOf({ shadow, ...rest }: FlagSettings): Section {
  return { ...rest, ...(shadow === undefined ? {} : { shadow: { ...shadow, since: new Date(shadow.since).toISOString() } }) };
}

function sourceOf({ silentAfterMs, ...named }: SourceSettings): Section {
  return { ...named, ...(silentAfterMs === undefined ? {} : { silentAfter: duration(silentAfterMs) }) };
}

function targetsOf({ answerWithinMs, shortAbandonMs, serviceLevel }: Partial<Targets>): Section {
  return given({
    answerWithin: answerWithinMs === undefined ? undefined : duration(answerWithinMs),
    shortAbandon: shortAbandonMs === undefined ? undefined : duration(shortAbandonMs),
    serviceLevel: serviceLevel === undefined ? undefined : share(serviceLevel),
  });
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

function ownerOf({ acknowledgeWithinMs, weekly, ...named }: Owner): Section {
  return given({
    ...named, acknowledgeWithin: acknowledgeWithinMs === undefined ? undefined : duration(acknowledgeWithinMs),
    weekly: weekly === undefined ? undefined : `${weekdays[weekly.weekday] ?? ''} ${clockTime(weekly.minute)}`,
  });
}

function calendarOf({ hours, holidays }: Calendar): Section {
  return { hours: Object.fromEntries(Object.entries(hours).map(([day, spans]) => [day, spans.map(span)])), ...(holidays.length === 0 ? {} : { holidays }) };
}

function surveysOf({ programmes, hours, ...rest }: SurveySettings, zone: string): Section {
  const { programmes: _, hours: usual, ...usually } = unnamedFloor.surveys;
  return given({
    ...differing({ ...rest }, { ...usually }), hours: isDeepStrictEqual(hours, usual) ? undefined : span(hours),
    programmes: members(programmes, (programme) => programmeOf(programme, zone)),
  });
}

function callBacksOf({ hours, ringMs, dial, ...rest }: CallBackSettings): Section {
  const { hours: usual, ringMs: usualRing, dial: usualDial, ...usually } = unnamedFloor.callbacks;
  const asDial = 'channel' in dial ? { dial: dial.channel } : isDeepStrictEqual(dial, usualDial) ? {} : { ...dial };
  return given({
    ...differing({ ...rest }, { ...usually }), ...asDial,
    hours: isDeepStrictEqual(hours, usual) ? undefined : span(hours), ring: ringMs === usualRing ? undefined : duration(ringMs),
  });
}

function programmeOf({ share: part, delayMs, expiresMs, ...rest }: Programme, zone: string): Section {
  const { later, from, until, ...named } = rest as typeof rest & { later?: { share: number; afterMs: Millis }; from?: number; until?: number };
  return given({
    ...named, share: share(part), delay: duration(delayMs), expires: duration(expiresMs),
    later: later === undefined ? undefined : { share: share(later.share), after: duration(later.afterMs) },
    from: from === undefined ? undefined : dateIn(zone, from),
    // A study ends with its last day: the instant is the next day's begin.
    until: until === undefined ? undefined : dateIn(zone, until - 1),
  });
}

function sharesOf(beliefs: Readonly<Partial<Record<string, number>>>): Section {
  return Object.fromEntries(Object.entries(beliefs).map(([of, value]) => [of, share(value ?? 0)]));
}

function span([opens, closes]: readonly [number, number]): string {
  return `${clockTime(opens)}-${clockTime(closes)}`;
}

function clockTime(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
