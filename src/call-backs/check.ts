import type { RecoveryLine } from '../contract/board.js';
import { phoneOf } from '../access/phone.js';
import type { Floor } from '../domain/floor.js';
import { nextHour, zonesOf } from '../domain/quiet-hours.js';
import type { Reader } from '../domain/reader.js';
import { ok, refused } from '../domain/result.js';
import type { Result } from '../domain/result.js';
import type { Instant } from '../domain/time.js';
import { wallClock } from '../domain/zone.js';
import type { NoCall } from '../ports/call-backs.js';

const SETTINGS = 'See `callbacks:` in the settings file.';

/** Whose phone rings first. An agent calls from no phone but their own. */
export function callerOf({ callbacks }: Floor, line: RecoveryLine, reader: Reader, asked: string | undefined): Result<{ readonly phone: string; readonly agent?: string }, NoCall> {
  const own = reader.actsFor ?? reader.who;
  if (asked !== undefined && reader.role === 'agent' && asked !== own) return refused({ status: 400, what: 'An agent calls from their own phone.', do: 'Leave the agent out.' });
  const agent = asked ?? own;
  const phone = valueIn(callbacks.phones, agent);
  if (phone !== undefined) return ok({ phone, agent });
  const queue = asked === undefined && line.queue !== undefined ? valueIn(callbacks.queues, line.queue.id) : undefined;
  if (queue !== undefined) return ok({ phone: queue });
  return refused({ status: 400, what: `It is not known at which phone ${agent} is called first.`, do: `Add ${agent} to callbacks.phones, or the queue to callbacks.queues. ${SETTINGS}` });
}

/** Whether this number may be called now; the answer is what to dial. */
export function numberToCall({ callbacks, country }: Floor, line: RecoveryLine, number: string | undefined, now: Instant): Result<string, NoCall> {
  const no = (what: string, advice: string): Result<never, NoCall> => refused({ status: 409, what, do: advice });
  if (line.attempts >= callbacks.attempts) return no(`They were tried ${line.attempts} times, and no more than ${callbacks.attempts} are allowed.`, 'Write to them instead, or take them off the list when they are reached otherwise.');
  if (number === undefined) return no('No number of this person is kept here.', 'Look in the phone platform: it was not sent, is older than 72 hours, or a restart fell into the call.');
  const phone = phoneOf(number, country, 'voice');
  if (phone === undefined) return no('Their number is none that can be called: it is incomplete, or of a kind that costs whoever calls it.', 'Look at the number, and call by hand if it is right.');
  if (!callbacks.allow.some((prefix) => phone.number.startsWith(prefix))) return no('Their number begins with nothing that callbacks.allow names.', `Add its prefix, or call by hand. ${SETTINGS}`);
  const hour = nextHour(zonesOf(phone.country), callbacks.hours, now);
  if (hour === now) return ok(phone.number);
  const [zone] = zonesOf(phone.country);
  const when = hour === undefined || zone === undefined ? '' : ` It may be called from ${clock(zone, hour)} there.`;
  return no(`It is not an hour at which people are called, where their number is from.${when}`, `Try again then. ${SETTINGS}`);
}

/** E.164; undefined for what is no number that could be called. */
export function toDial(number: string, country: string): string | undefined {
  return phoneOf(number, country, 'voice')?.number;
}

function clock(zone: string, at: Instant): string {
  const { minute } = wallClock(zone, at);
  return `${Math.floor(minute / 60)}:${String(Math.floor(minute) % 60).padStart(2, '0')}`;
}

/** An agent may be called "constructor". */
function valueIn(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
