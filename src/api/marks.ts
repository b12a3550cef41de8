import type { FlagMarkView } from '../contract/contact.js';
import type { RuleMarks } from '../contract/rules.js';
import { count } from '../domain/metric.js';
import { foldContact } from '../domain/fold/fold.js';
import type { FlagMark, Mark } from '../domain/mark.js';
import type { Reader } from '../domain/reader.js';
import { ok } from '../domain/result.js';
import { DAY } from '../domain/time.js';
import { isEverything, scopeOf, seesContact } from '../views/scope.js';
import { later, notHere, notYours } from './answer.js';
import type { Answer } from './answer.js';
import { contactOf, flagsOn, journeysOf } from './known-contact.js';
import type { KnownContact } from './known-contact.js';
import type { FlagMarked, MenusQuery } from './parameters.js';
import type { ApiParts } from './parts.js';
import { readQuarters } from './readings/quarters.js';
import { windowOf } from './readings/window.js';

/** Fewer marks say more about who marks than about the rule. */
const LEAST_MARKED = 10;
const USUAL = 7 * DAY;

/** Someone says what a flag was worth: an event on its contact, so the log has who and when. */
export async function markFlag(parts: ApiParts, { contact: id, rule, mark, did }: FlagMarked, reader: Reader): Promise<Answer<FlagMarkView>> {
  const { state, history, intake, clock } = parts;
  const known: KnownContact | undefined = state.contacts.get(id) ?? await history.contact(id);
  if (known === undefined || !seesContact(scopeOf(reader), state.floor, contactOf(known))) return notHere('There is no such contact, or it is outside what you may see.', 'Mark a flag that /api/v1/flags lists; one on all callers together has no contact, and cannot be marked.');
  const { customer } = known.summary;
  const journey = customer === undefined ? undefined : (await journeysOf(parts, [customer])).get(customer);
  if (!flagsOn(known, journey).some((flag) => flag.rule === rule && flag.retractedAt === undefined)) return notHere(`The contact carries no flag "${rule.slice(0, 80)}" that stands.`, 'Load the flags again: it may have been taken back.');
  const at = clock.now();
  const said = { mark, by: reader.who, ...(did === undefined ? {} : { did }) };
  const taken = await intake.accept([{ id: `mark/${id}/${rule}/${reader.who}/${mark}/${at}`, source: 'earshot/board', type: 'flag.marked', time: at, subject: id, data: { rule, ...said } }]);
  return taken.taken ? ok({ ...said, at }) : later(`The mark was not noted: ${taken.reason}.`, taken.retryAfterMs);
}

/** What was said of the flags on these contacts. */
export async function marksOn({ state, store }: ApiParts, contacts: readonly string[]): Promise<ReadonlyMap<string, readonly FlagMark[]>> {
  const found = new Map<string, readonly FlagMark[]>();
  const stored: string[] = [];
  for (const id of new Set(contacts)) {
    const held = state.contacts.get(id);
    if (held) found.set(id, held.contact.marks);
    else stored.push(id);
  }
  for (const { id, events } of stored.length > 0 ? await store.contacts(stored) : []) found.set(id, foldContact(events).marks);
  return found;
}

/** Every rule with what became of its flags, of the last week where no time is given; the most flags first. */
export async function readMarks(parts: ApiParts, query: MenusQuery, reader: Reader): Promise<Answer<readonly RuleMarks[]>> {
  const { state, clock, rules } = parts;
  if (!isEverything(scopeOf(reader))) return notYours('What became of all flags is beyond what you may see.', 'Ask an administrator for an account that sees all queues.');
  const window = windowOf(query, state.floor.zone, clock.now());
  if (!window.ok) return window;
  const { to } = window.value;
  const span = { from: query.from ?? to - USUAL, to };
  const [quarters] = await readQuarters(parts, [[`${query.channel ?? 'voice'}/contacts`]], 'arrival', span);
  const sums = quarters?.sums(span) ?? {};
  const of = (mark: Mark, rule: string): number => count(sums, `mark.${mark}.${rule}`);
  return ok(rules.map(({ id, title, class: kind }): RuleMarks => {
    const [acted, useful, noise] = [of('acted', id), of('useful', id), of('noise', id)];
    const marked = acted + useful + noise;
    return { id, title, class: kind, flags: count(sums, `flag.${id}`), acted, useful, noise, criesWolf: marked >= LEAST_MARKED && noise * 2 > marked };
  }).filter(({ flags, acted, useful, noise }) => flags + acted + useful + noise > 0).toSorted((a, b) => b.flags - a.flags));
}
