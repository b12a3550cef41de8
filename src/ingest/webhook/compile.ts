import { createHash } from 'node:crypto';
import type { EarshotEvent } from '../../domain/event.js';
import { ok, refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import type { Instant } from '../../domain/time.js';
import { readCloudEvent } from '../cloud-event.js';
import { compileCondition, pathsOf } from './condition.js';
import type { EventRule, Mapping } from './mapping.js';
import { valueAt } from './path.js';
import type { Place } from './path.js';
import { fieldReader, knownPath, nameReader, shown, textOf, timeFieldReader } from './read-field.js';
import type { Read } from './read-field.js';

/** What one thing of a post came to. Unused: the mapping ignores it. */
export type Told = Result<{ readonly events: readonly EarshotEvent[]; readonly made: readonly Made[] } | { readonly unused: string }>;

/** By which of the mapping's events, and of which element of a list it walks through. */
export interface Made {
  readonly rule: number;
  readonly element: number | undefined;
}

/** Reads one thing of a post that came at `at`. */
export type Reader = (thing: unknown, source: string, at: Instant) => Told;

type Candidate = Readonly<Record<string, unknown>>;
/** An event of this rule, before it is looked at as every event is. */
type Build = (place: Place, at: Instant) => Result<Candidate>;
interface Compiled {
  readonly places: (thing: unknown) => Result<readonly Place[]>;
  readonly build: Build;
}

const MOST_OF_ONE = 1_000;

/** All or nothing of one thing: half of it would have to be guessed when it is read again. */
export function compile(mapping: Mapping): Reader {
  const ignored = mapping.ignore === undefined ? () => false : compileCondition(mapping.ignore);
  const rules = mapping.events.map((rule) => compileRule(rule, mapping));
  return (thing, source, at) => {
    if (ignored({ post: thing, here: thing })) return ok({ unused: 'ignored by the mapping' });
    const events: EarshotEvent[] = [];
    const made: Made[] = [];
    const problems: string[] = [];
    const idOf = identities(thing);
    for (const [rule, { places, build }] of rules.entries()) {
      const found = places(thing);
      if (!found.ok) problems.push(found.reason);
      for (const place of found.ok ? found.value : []) {
        const built = build(place, at);
        const event = built.ok ? readCloudEvent({ specversion: '1.0', source, ...built.value, id: idOf(built.value) }, at) : built;
        if (event.ok) {
          events.push(built.ok && built.value['undated'] === true ? { ...event.value, undated: true } : event.value);
          made.push({ rule, element: place.index });
        } else problems.push(built.ok ? `${String(built.value['type'])}: ${event.reason}` : event.reason);
      }
    }
    if (problems.length > 0) return refused(`${[...new Set(problems)].slice(0, 5).join('; ')}. Correct the mapping or the sender.`);
    if (events.length > MOST_OF_ONE) return refused(`It would be ${events.length} events; ${MOST_OF_ONE} are the most of one thing. Send its parts apart.`);
    return events.length > 0 ? ok({ events, made }) : refused(fitsNothing(mapping, thing));
  };
}

function compileRule(rule: EventRule, mapping: Mapping): Compiled {
  const when = rule.when === undefined ? () => true : compileCondition(rule.when);
  const each = rule.each;
  const walked = each === undefined ? undefined : knownPath(each);
  return {
    places: (thing) => {
      const whole = { post: thing, here: thing };
      if (walked === undefined) return ok(when(whole) ? [whole] : []);
      const list = valueAt(whole, walked) ?? [];
      if (!Array.isArray(list)) return when(whole) ? refused(`${rule.type}: at ${each ?? ''} stands no list`) : ok([]);
      return ok(list.map((here: unknown, index) => ({ post: thing, here, index })).filter(when));
    },
    build: builder(rule, mapping),
  };
}

function builder(rule: EventRule, mapping: Mapping): Build {
  const { type } = rule;
  const timeRule = rule.time ?? mapping.time;
  const subjectRule = rule.subject ?? mapping.subject;
  const idRule = rule.id ?? mapping.id;
  const time: Read<Instant> = timeRule === undefined ? () => ok(undefined) : timeFieldReader(timeRule, `${type}: time`);
  const subject: Read<string> = subjectRule === undefined ? () => ok(undefined) : nameReader(subjectRule, `${type}: subject`);
  const id: Read<string> = idRule === undefined ? () => ok(undefined) : nameReader(idRule, `${type}: id`);
  const sequence: Read<unknown> = mapping.sequence === undefined ? () => ok(undefined) : fieldReader({ path: mapping.sequence, as: 'number', none: [], values: {}, other: 'keep', format: 'iso', zone: 'UTC' }, `${type}: sequence`);
  const fields = Object.entries(rule.data).map(([name, field]) => [name, fieldReader(field, `${type}: data.${name}`)] as const);
  return (place, at) => {
    // What holds for all events is looked for in the whole thing, also where a list in it is walked through.
    const whole = { post: place.post, here: place.post };
    const read = { time: time(rule.time ? place : whole), subject: subject(rule.subject ? place : whole), id: id(rule.id ? place : whole), sequence: sequence(whole) };
    const data = fields.map(([name, field]) => [name, field(place)] as const);
    const wrong = [...Object.values(read), ...data.map(([, value]) => value)].flatMap((each) => (each.ok ? [] : [each.reason]));
    if (timeRule !== undefined && read.time.ok && read.time.value === undefined) wrong.push(`${type}: time: there is nothing at ${timeRule.path}`);
    if (wrong.length > 0) return refused(wrong.join('; '));
    return isoOf((valueOf(read.time) as Instant | undefined) ?? at, type, (iso) => ({
      ...(timeRule === undefined ? { undated: true } : {}), type, time: iso, subject: valueOf(read.subject), id: valueOf(read.id), sequence: valueOf(read.sequence), data: Object.fromEntries(data.map(([name, value]) => [name, valueOf(value)])),
    }));
  };
}

function isoOf(at: Instant, type: string, then: (iso: string) => Candidate): Result<Candidate> {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) || at < 0 || time.getUTCFullYear() > 9_999 ? refused(`${type}: time: is none that a calendar knows`) : ok(then(time.toISOString()));
}

/** The same thing again has the same ids; several events of one kind are told apart by their order in it. */
function identities(thing: unknown): (event: Candidate) => string {
  let whole: string | undefined;
  const counts = new Map<string, number>();
  return ({ id, type }) => {
    whole ??= createHash('sha256').update(JSON.stringify(thing) ?? '').digest('base64url').slice(0, 27);
    const name = `${textOf(id) || whole}/${textOf(type)}`;
    const before = counts.get(name) ?? 0;
    counts.set(name, before + 1);
    return before === 0 ? name : `${name}/${before}`;
  };
}

function fitsNothing(mapping: Mapping, thing: unknown): string {
  const place = { post: thing, here: thing };
  const asked = [...new Set(mapping.events.flatMap(({ when }) => (when === undefined ? [] : pathsOf(when)).map((path) => path.replace(/^\$\.?/, ''))))].slice(0, 4);
  const values = asked.map((path) => `${path} is ${shown(textOf(valueAt(place, knownPath(path))))}`);
  return `No event of the mapping fits${values.length === 0 ? '' : `: ${values.join(', ')}`}. Add one for it, or list it under ignore.`;
}

function valueOf(result: Result<unknown>): unknown {
  return result.ok ? result.value : undefined;
}
