import { readFile } from 'node:fs/promises';
import { WrongSettings } from '../config/settings.js';
import { isOpen } from '../domain/calendar.js';
import { realWait } from '../ingest/connection-report.js';
import { Outbox } from '../ingest/outbox.js';
import { twilioProof } from '../ingest/twilio/proof.js';
import type { VoiceMenu } from '../ingest/twilio/voice/menu.js';
import { readMenuFile } from '../ingest/twilio/voice/menu-file.js';
import { VoiceApp } from '../ingest/twilio/voice/voice-app.js';
import type { Edges } from './edges.js';
import type { Machine, Told } from './machine.js';

/** What waits for the log while it is away; past this, callers are served and their steps are not known. */
const MOST = 20_000;

/** The ready-made menu; undefined where no file describes one. Throws WrongSettings with all that is wrong in the file. */
export async function voiceOf(machine: Machine, { intake, refused }: Edges, { note }: Pick<Told, 'note'>): Promise<VoiceApp | undefined> {
  const { settings: { voiceMenuFile, twilio: account }, clock, memory } = machine;
  if (voiceMenuFile === undefined || account === undefined) return undefined;
  const outbox = new Outbox(intake, realWait, { most: MOST, batch: 500 }, () => undefined, (reason) => note(`Steps of callers in the menu wait: ${reason}.`));
  return new VoiceApp({
    menu: await menuIn(voiceMenuFile), publicUrl: account.callbackUrl, proof: twilioProof(account), intake, clock, refused, wait: realWait,
    later: (events) => {
      if (!outbox.isFull) outbox.put(events);
    },
    isOpen: (calendar, called, at) => isOpen(memory.floor, calendar ?? (called === undefined ? undefined : memory.floor.entries[called]?.calendar), at),
    agentOn: (call) => memory.contacts.get(call)?.contact.segments.findLast(({ leftAt }) => leftAt === undefined)?.agent,
  });
}

async function menuIn(file: string): Promise<VoiceMenu> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new WrongSettings([`EARSHOT_VOICE_MENU names a file that cannot be read: ${file}.`]);
  });
  const menu = readMenuFile(text);
  if (!menu.ok) throw new WrongSettings(menu.reason.map((problem) => `EARSHOT_VOICE_MENU, ${file}: ${problem}.`));
  return menu.value;
}
