import { readFile } from 'node:fs/promises';
import { unwatchFile, watchFile } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { parseFloor } from '../config/floor-file.js';
import type { Settings } from '../config/settings.js';
import { unnamedFloor } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import { LogUnavailable } from '../ports/event-log.js';
import type { EventLog } from '../ports/event-log.js';

/** What stands in the log: it was valid when it was written; what later versions added has its default. */
export function floorFromLog(settings: unknown): Floor {
  return { ...unnamedFloor, ...(settings as Partial<Floor>) };
}

/** Reads the settings file, with the zone from the environment where the file names none. Throws with every problem in one sentence. */
export async function readFloor(settings: Settings): Promise<Floor> {
  const zone = settings.timeZone;
  if (settings.settingsFile === undefined) return { ...unnamedFloor, ...(zone === undefined ? {} : { zone }) };
  const text = await readFile(settings.settingsFile, 'utf8').catch((error: Error) => {
    throw new Error(`The settings file ${settings.settingsFile} cannot be read (${error.message}). Correct EARSHOT_SETTINGS or the file's rights.`);
  });
  const floor = parseFloor(text);
  if (!floor.ok) throw new Error(`The settings file ${settings.settingsFile} has mistakes: ${floor.reason}. Correct them and start again.`);
  const named = /^zone:/m.test(text);
  return zone === undefined || named ? floor.value : { ...floor.value, zone };
}

/** Every change of the settings is an entry of the log, effective from there. */
export async function logFloor(log: EventLog, floor: Floor, standing: unknown, by: string): Promise<void> {
  if (standing !== undefined && isDeepStrictEqual(JSON.parse(JSON.stringify(floor)), floorFromLog(standing))) return;
  await log.append({ kind: 'settings', settings: floor, by });
}

export interface FloorWatch {
  stop(): void;
}

/** Takes a changed settings file up without a restart; a file with mistakes changes nothing and is told. */
export function watchFloor(settings: Settings, log: EventLog, current: () => Floor, tell: (problem: string) => void): FloorWatch {
  const file = settings.settingsFile;
  if (file === undefined) return { stop: () => undefined };
  const reload = async (): Promise<void> => {
    try {
      await logFloor(log, await readFloor(settings), current(), file);
    } catch (error) {
      tell(error instanceof LogUnavailable ? `The changed settings could not be written: ${error.message}` : (error as Error).message);
    }
  };
  const onChange = (): void => void reload();
  // Polled, because editors replace files, and network folders send no notice.
  watchFile(file, { interval: 1_000 }, onChange);
  return { stop: () => unwatchFile(file, onChange) };
}
