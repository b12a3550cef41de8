import type { RecoveryLine } from '../contract/board.js';
import { awaitsCallSince, isServed, owedUntil } from '../domain/call-back.js';
import type { Floor } from '../domain/floor.js';
import type { ContactSummary } from '../domain/journey.js';
import { isNumberKey } from '../domain/number-key.js';
import type { Instant } from '../domain/time.js';
import { labelOf, named } from '../views/names.js';

/**
 * The recovery line of one person, from their contacts: there is one while they were let down since then, or asked for a call, and
 * have neither been served since, by an agent and without being let down again, nor been reached.
 */
export function recoveryOf(person: string, contacts: readonly ContactSummary[], floor: Floor, since: Instant): RecoveryLine | undefined {
  const owed = contacts.filter((contact) => (owedUntil(contact) ?? -Infinity) >= since);
  const reached = Math.max(-Infinity, ...contacts.map(({ callback }) => callback?.reachedAt ?? -Infinity));
  const served = Math.max(-Infinity, ...contacts.filter(isServed).map((contact) => contact.startedAt));
  const open = owed.filter((contact) => sinceOf(contact) > reached && contact.startedAt > served);
  const first = open[0];
  const last = open.at(-1);
  if (!first || !last) return undefined;
  const { loss } = last;
  const queue = loss?.queue ?? last.queue;
  const owner = queue === undefined ? undefined : floor.queues[queue]?.owner;
  const dues = open.flatMap((contact) => (awaitsCallSince(contact) === undefined ? [] : contact.callback?.due ?? []));
  return {
    id: person,
    label: labelOf(last.customer),
    why: awaitsCallSince(last) === undefined && loss ? loss.why : 'call-asked',
    ...(queue === undefined ? {} : { queue: named(floor.queues, queue) }),
    ...(owner === undefined ? {} : { owner: named(floor.owners, owner) }),
    at: sinceOf(first),
    ...(dues.length === 0 ? {} : { due: Math.min(...dues) }),
    waitedMs: loss?.waitedMs ?? 0,
    times: open.length,
    contact: last.id,
    reachable: last.customer !== undefined || last.callback?.number !== undefined,
    ...(isKnownByIdOnly(last) ? { noNumber: true as const } : {}),
    ...triesOf(open),
  };
}

/** Since when this contact's caller is owed a call. */
function sinceOf(contact: ContactSummary): Instant {
  return awaitsCallSince(contact) ?? contact.loss?.at ?? contact.startedAt;
}

/** Who is about to call, and what came of earlier calls. */
function triesOf(open: readonly ContactSummary[]): Pick<RecoveryLine, 'state' | 'by' | 'callingSince' | 'attempts' | 'lastAttempt' | 'notCalled'> {
  const claimed = open.findLast(({ callback }) => callback?.claimedAt !== undefined)?.callback;
  const tried = open.findLast(({ callback }) => (callback?.attempts ?? 0) > 0)?.callback;
  const released = open.findLast(({ callback }) => callback?.releasedAt !== undefined)?.callback;
  const by = claimed === undefined ? tried?.lastAttemptBy : claimed.claimedBy;
  return {
    state: claimed !== undefined ? 'calling' : tried === undefined ? 'open' : 'attempted',
    ...(by === undefined ? {} : { by }),
    ...(claimed?.claimedAt === undefined ? {} : { callingSince: claimed.claimedAt }),
    attempts: open.reduce((sum, { callback }) => sum + (callback?.attempts ?? 0), 0),
    ...(tried?.lastAttemptAt === undefined ? {} : { lastAttempt: { at: tried.lastAttemptAt, ...(tried.lastResult === undefined ? {} : { result: tried.lastResult }) } }),
    ...(released?.releasedAt === undefined ? {} : { notCalled: { at: released.releasedAt, ...(released.released === undefined ? {} : { why: released.released }) } }),
  };
}

/** A platform's own id, of a chat's customer say, comes without a number that could be sealed. */
function isKnownByIdOnly({ customer, number, callback }: ContactSummary): boolean {
  return customer !== undefined && !isNumberKey(callback?.number ?? number ?? customer);
}
