import type { EarshotEvent } from '../domain/event.js';
import { twilioProof } from '../ingest/twilio/proof.js';
import { TwilioIngest } from '../ingest/twilio/twilio-ingest.js';
import type { Edges } from './edges.js';
import type { Machine, Told } from './machine.js';

/** Twilio as a source; undefined where no account is set up. */
export function twilioOf(machine: Machine, { intake, refused, refusals }: Edges, { note }: Pick<Told, 'note'>): TwilioIngest | undefined {
  const { twilio: account } = machine.settings;
  if (account === undefined) return undefined;
  const ingest = new TwilioIngest({ proof: twilioProof(account), intake, clock: machine.clock, beginnings: () => beginnings(machine), refusals, refused, note });
  refusals.add(ingest);
  return ingest;
}

/** What began a contact is among its first events; of all of them there would be millions. */
const FIRST = 8;

function* beginnings({ memory }: Machine): Iterable<EarshotEvent> {
  for (const { kept } of memory.contacts.values()) yield* kept.events.slice(0, FIRST);
}
