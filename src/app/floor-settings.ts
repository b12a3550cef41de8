import { readFile } from 'node:fs/promises';
import { unwatchFile, watchFile } from 'node:fs';
import { isNumber, withoutListedNumbers } from '../config/listed-out.js';
import type { Settings } from '../config/settings.js';
import { unnamedFloor } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import { LogUnavailable } from '../ports/event-log.js';
import type { Pseudonyms } from '../ports/privacy.js';
import type { FloorDeskParts } from './settings/floor-desk.js';
import { problemsText, readText } from './settings/floor-of-text.js';

/** Throws with what to do. */
export async function readSettingsFile(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: Error) => {
    throw new Error(`The settings file ${file} cannot be read (${error.message}). Correct EARSHOT_SETTINGS or the file's rights.`);
  });
}

/** Reads the settings file, with the zone from the environment where the file names none. Throws with every problem in one sentence. */
export async function readFloor({ settingsFile, timeZone = unnamedFloor.zone }: Pick<Settings, 'settingsFile' | 'timeZone'>): Promise<Floor> {
  if (settingsFile === undefined) return { ...unnamedFloor, zone: timeZone };
  const { floor } = readText(await readSettingsFile(settingsFile), timeZone);
  if (!floor.ok) throw new Error(`The settings file ${settingsFile} has mistakes: ${problemsText(floor.reason)}. Correct them; until then nothing of it is taken.`);
  return floor.value;
}

/** Numbers that are listed out are written as numbers; beyond this point they are keyed hashes, as callers are. */
export function maskWith(pseudonymsIn: (country: string) => Pseudonyms): FloorDeskParts['mask'] {
  const keyIn = (country: string) => {
    const pseudonyms = pseudonymsIn(country);
    return (listed: string): string => (isNumber(listed) ? pseudonyms.customerOf(listed) ?? listed : listed);
  };
  return {
    floor: (floor) => ({ ...floor, listedOut: floor.listedOut.map(keyIn(floor.country)) }),
    text: (text, { country }) => withoutListedNumbers(text, keyIn(country)),
  };
}

export interface FloorWatch {
  stop(): void;
}

export interface WatchedFloor {
  /** Takes up what the file holds now. */
  readonly reload: () => Promise<void>;
  readonly tell: (problem: string) => void;
  /** How often the file is looked at, in milliseconds. */
  readonly interval?: number;
}

/** Takes a changed settings file up without a restart; a file with mistakes changes nothing and is told. */
export function watchFloor(file: string | undefined, { reload, tell, interval = 1_000 }: WatchedFloor): FloorWatch {
  if (file === undefined) return { stop: () => undefined };
  let due: NodeJS.Timeout | undefined;
  let said = '';
  const sayOnce = (problem: string): void => {
    if (problem !== said) tell(problem);
    said = problem;
  };
  const takeUp = async (): Promise<void> => {
    try {
      await reload();
      said = '';
    } catch (error) {
      if (!(error instanceof LogUnavailable)) return sayOnce((error as Error).message);
      sayOnce(`The changed settings could not be written, and will be when the log is back: ${error.message}`);
      takeUpIn(error.retryAfterMs);
    }
  };
  const takeUpIn = (millis: number): void => {
    clearTimeout(due);
    due = setTimeout(() => void takeUp(), millis);
  };
  // A file that is just being written is read when it has been quiet for a while: half of it would be another floor.
  const onChange = (): void => takeUpIn(interval);
  // Polled, because editors replace files, and network folders send no notice.
  watchFile(file, { interval }, onChange);
  return {
    stop: () => {
      unwatchFile(file, onChange);
      clearTimeout(due);
    },
  };
}
