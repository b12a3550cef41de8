import { maskWith, readSettingsFile } from '../../src/app/floor-settings.js';
import { FloorInForce } from '../../src/app/settings/floor-desk.js';
import type { FloorDeskParts } from '../../src/app/settings/floor-desk.js';
import { workHere } from '../../src/app/settings/settings-work.js';
import type { SettingsEntries } from '../../src/ports/floor-desk.js';
import { MemoryLog } from './memory-log.js';

/** The settings' entries of a log that is held in an array. */
export function entriesIn(log: MemoryLog): SettingsEntries {
  return {
    newest: async (limit, before = Infinity) => log.entries.filter(({ position }) => position < before).toReversed().flatMap(({ position, recordedAt: at, content }) => (
      content.kind === 'settings' ? [{ position, at, settings: content.settings, by: content.by, ...(content.text === undefined ? {} : { text: content.text }) }] : []
    )).slice(0, limit),
  };
}

/** The settings of a story; a number's key is `tel_` and its length. */
export function deskOver(log: MemoryLog, more: Partial<FloorDeskParts> = {}): Promise<FloorInForce> {
  return FloorInForce.open({
    log, entries: entriesIn(log), file: undefined, readFile: readSettingsFile, zone: 'UTC', work: workHere, note: () => undefined,
    mask: maskWith(() => ({ customerOf: (number: string) => `tel_${number.length}` })), ...more,
  });
}
