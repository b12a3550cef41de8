import { readFile } from 'node:fs/promises';
import { unwatchFile, watchFile } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { flagProblems } from '../config/flag-problems.js';
import { parseFloor } from '../config/floor-file.js';
import { surveyProblems } from '../config/survey-problems.js';
import type { Settings } from '../config/settings.js';
import { detectors } from '../detectors/index.js';
import { unnamedFloor } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import { LogUnavailable } from '../ports/event-log.js';
import type { EventLog } from '../ports/event-log.js';
import type { Pseudonyms } from '../ports/privacy.js';

/** What stands in the log: it was valid when it was written; what later versions added has its default. */
export function floorFromLog(settings: unknown): Floor {
  return { ...unnamedFloor, ...(settings as Partial<Floor>) };
}

/** Reads the settings file, with the zone from the environment where the file names none. Throws with every problem in one sentence. */
export async function readFloor({ settingsFile, timeZone = unnamedFloor.zone }: Pick<Settings, 'settingsFile' | 'timeZone'>): Promise<Floor> {
  if (settingsFile === undefined) return { ...unnamedFloor, zone: timeZone };
  const text = await readFile(settingsFile, 'utf8').catch((error: Error) => {
    throw new Error(`The settings file ${settingsFile} cannot be read (${error.message}). Correct EARSHOT_SETTINGS or the file's rights.`);
  });
  const floor = parseFloor(text, timeZone);
  const problems = floor.ok ? [...flagProblems(floor.value.flags, detectors), ...surveyProblems(floor.value.surveys, detectors)] : [floor.reason];
  if (!floor.ok || problems.length > 0) throw new Error(`The settings file ${settingsFile} has mistakes: ${problems.join('; ')}. Correct them; until then nothing of it is taken.`);
  return floor.value;
}

/** Numbers that are listed out are written as numbers; beyond this point they are keyed hashes, as callers are. */
export function withoutNumbers(floor: Floor, pseudonyms: Pseudonyms): Floor {
  return { ...floor, listedOut: floor.listedOut.map((listed) => (isNumber(listed) ? pseudonyms.customerOf(listed) ?? listed : listed)) };
}

function isNumber(listed: string): boolean {
  return /^(\+|00?)?[\d\s()./-]{3,}$/.test(listed);
}

/** Every change of the settings is an entry of the log, effective from there. */
export async function logFloor(log: EventLog, floor: Floor, standing: unknown, by: string): Promise<void> {
  if (standing !== undefined && isDeepStrictEqual(JSON.parse(JSON.stringify(floor)), floorFromLog(standing))) return;
  await log.append({ kind: 'settings', settings: floor, by });
}

export interface FloorWatch {
  stop(): void;
}

export interface WatchedFloor {
  readonly log: EventLog;
  /** What stands in the log when the watch begins. */
  readonly standing: Floor;
  readonly read: () => Promise<Floor>;
  readonly tell: (problem: string) => void;
  /** How often the file is looked at, in milliseconds. */
  readonly interval?: number;
}

/** Takes a changed settings file up without a restart; a file with mistakes changes nothing and is told. */
export function watchFloor(file: string | undefined, { log, standing, read, tell, interval = 1_000 }: WatchedFloor): FloorWatch {
  if (file === undefined) return { stop: () => undefined };
  // Compared with what was written last, not with what is folded: the fold may be behind.
  let written = standing;
  let due: NodeJS.Timeout | undefined;
  let reloading = Promise.resolve();
  let said = '';
  const sayOnce = (problem: string): void => {
    if (problem !== said) tell(problem);
    said = problem;
  };
  const reload = async (): Promise<void> => {
    try {
      const floor = await read();
      await logFloor(log, floor, written, file);
      written = floor;
      said = '';
    } catch (error) {
      if (!(error instanceof LogUnavailable)) return sayOnce((error as Error).message);
      sayOnce(`The changed settings could not be written, and will be when the log is back: ${error.message}`);
      reloadIn(error.retryAfterMs);
    }
  };
  const reloadIn = (millis: number): void => {
    clearTimeout(due);
    due = setTimeout(() => void (reloading = reloading.then(reload)), millis);
  };
  // A file that is just being written is read when it has been quiet for a while: half of it would be another floor.
  const onChange = (): void => reloadIn(interval);
  // Polled, because editors replace files, and network folders send no notice.
  watchFile(file, { interval }, onChange);
  return {
    stop: () => {
      unwatchFile(file, onChange);
      clearTimeout(due);
    },
  };
}
