import { DAY } from '../domain/time.js';
import { foldContact } from '../domain/fold/fold.js';
import { twilioProof } from '../ingest/twilio/proof.js';
import type { Slip } from '../ports/history.js';
import type { Ended } from '../surveys/occasion.js';
import { REACHABLE } from '../surveys/occasion.js';
import type { SurveyEdge } from '../surveys/parts.js';
import { Surveys } from '../surveys/surveys.js';
import { openTwilio } from '../surveys/twilio.js';
import type { Edges, Stoppable } from './edges.js';
import type { Machine, Told } from './machine.js';

/** The surveys with their webhooks; undefined where no Twilio account is set up. */
export interface RunningSurveys extends SurveyEdge, Stoppable {
  /** Once the state is restored. */
  start(): void;
}

export async function surveysOf(machine: Machine, { intake }: Edges, told: Told): Promise<RunningSurveys | undefined> {
  const { twilio: account } = machine.settings;
  if (account === undefined) return undefined;
  const twilio = await openTwilio(account);
  const surveys = new Surveys({
    invitations: machine.surveys, twilio, intake, numbers: machine.numbers, pseudonyms: machine.pseudonyms, secret: machine.secret, sealing: machine.sealing, clock: machine.clock,
    floor: () => machine.memory.floor, recently: () => recently(machine), callbackUrl: account.callbackUrl, note: told.note,
  });
  const stopHeeding = machine.street.onStep((step) => surveys.heed(step));
  return {
    surveys,
    proof: twilioProof(account),
    start: () => surveys.start(),
    stop: async () => {
      stopHeeding();
      await surveys.stop();
    },
  };
}

const PAGE = 200;
/** A day of a large center is not walked through: newest first, those whose numbers are likeliest known. */
const MOST_PAGES = 50;

/** Contacts of the last three days that are over: those in memory, then those that are saved, newest first. */
async function* recently({ history, memory, clock }: Machine): AsyncIterable<Ended> {
  yield* [...memory.contacts.values()].flatMap(({ contact, flags, kept }) => (contact.endedAt === undefined ? [] : [{ contact, flags, events: kept.events }]));
  const from = clock.now() - REACHABLE - DAY;
  let after: Slip['after'];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const rows = await history.contacts({ from }, { limit: PAGE, ...(after === undefined ? {} : { after }) });
    for (const { events, flags } of rows) if (events.length > 0) yield { contact: foldContact(events), flags, events };
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = { at: last.summary.startedAt, id: last.id };
  }
}
