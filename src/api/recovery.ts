import type { RecoveryLine } from '../contract/board.js';
import type { EarshotEvent } from '../domain/event.js';
import type { Reader } from '../domain/reader.js';
import { ok } from '../domain/result.js';
import { MINUTE } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { later, notHere } from './answer.js';
import type { Answer } from './answer.js';
import type { ApiParts } from './parts.js';

export type Noted = 'attempted' | 'reached';

/** What was written into the log. */
export interface RecoveryNote {
  readonly contact: string;
  readonly noted: Noted;
  readonly by: string;
  readonly at: Instant;
}

/** Someone called this person back: an event on the contact that put them on the list. The list follows from it. */
export async function noteRecovery({ board, intake, clock }: ApiParts, id: string, noted: Noted, reader: Reader): Promise<Answer<RecoveryNote>> {
  const line = board.recoveryFor(reader).find((each) => each.id === id);
  if (!line) return notHere('This person is not on the recovery list.', 'Load the list again: they may have been served or reached meanwhile, or are outside what you may see.');
  const event = eventOf(line, noted, reader, clock.now());
  const taken = await intake.accept([event]);
  if (!taken.taken) return later(`The call-back was not noted: ${taken.reason}.`, taken.retryAfterMs);
  return ok({ contact: line.contact, noted, by: reader.who, at: event.time });
}

/** What to dial. */
export interface CallBackNumber {
  readonly number: string;
}

/** The number of someone on the list, for whoever calls back; nobody else's can be asked for. */
export async function numberOf({ board, numbers, intake, clock, audit }: ApiParts, id: string, reader: Reader, address: string): Promise<Answer<CallBackNumber>> {
  const line = board.recoveryFor(reader).find((each) => each.id === id);
  if (!line) return notHere('This person is not on the recovery list.', 'Load the list again: they may have been served or reached meanwhile, or are outside what you may see.');
  const number = await numbers.numberOf(line.id);
  if (number === undefined) return notHere('No number of this person is kept here.', 'Look in the phone platform: it was not sent, is older than 72 hours, or a restart fell into the call.');
  // Who looked is durable before the number is told.
  const now = clock.now();
  const cause = `number-shown/${line.contact}/${reader.who}/${now}`;
  const noted = await intake.accept([{
    id: cause, source: 'earshot/board', type: 'other', sentType: 'callback.number-shown',
    time: now, subject: line.contact, data: { agent: reader.who },
  }]);
  if (!noted.taken) return later(`The number was not told, because it could not be noted who asked: ${noted.reason}.`, noted.retryAfterMs);
  // Of the contact the event tells; of all contacts together this does.
  await audit.write({ at: now, who: reader.who, what: 'number.shown', about: line.contact, address, cause });
  return ok({ number });
}

/** The id names the minute, so that a double click is one event. */
function eventOf({ contact }: RecoveryLine, noted: Noted, { who }: Reader, now: Instant): EarshotEvent {
  return {
    id: `${noted}/${contact}/${who}/${Math.floor(now / MINUTE)}`,
    source: 'earshot/board', type: `callback.${noted}`, time: now, subject: contact, data: { agent: who },
  };
}
