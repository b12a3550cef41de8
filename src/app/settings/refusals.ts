import type { SettingsProblem } from '../../contract/settings.js';
import type { LogUnavailable } from '../../ports/event-log.js';
import type { SettingsRefusal } from '../../ports/floor-desk.js';

/** Why settings are not changed, in sentences. */
export const refusals = {
  stale: (file: string | undefined): SettingsRefusal => ({
    is: 'stale', what: file === undefined ? 'The settings were changed since you opened them.' : `The settings were changed since you opened them, on the board or in ${file}.`,
    do: 'Load them again (GET /api/v1/settings), make your change to what stands there now, and send it with that revision as "base".',
  }),
  mistakes: (problems: readonly SettingsProblem[]): SettingsRefusal => ({
    is: 'mistakes', what: problems.length === 1 ? 'The settings have a mistake; nothing of them is taken.' : `The settings have ${problems.length} mistakes; nothing of them is taken.`,
    do: `Correct ${problems.slice(0, 3).map(({ path, line, says }) => `${path.length > 0 ? path.join('.') : `line ${line ?? 1}`}: ${says}`).join('; ')}${problems.length > 3 ? '; …' : ''}`, problems,
  }),
  notWritable: (why: string): SettingsRefusal => ({
    is: 'not-writable', what: `The settings cannot be changed from here: ${why}.`, do: 'Change the file where it comes from, or make it and its folder writable for the server. Without EARSHOT_SETTINGS the settings live in the log, and are changed here alone.',
  }),
  notEdited: (why: string): SettingsRefusal => ({ is: 'mistakes', what: 'The change cannot be made in the settings as they are written.', do: `What stands in the way: ${why}.` }),
  unreadable: (file: string, error: Error): SettingsRefusal => ({ is: 'not-writable', what: `The settings file ${file} cannot be read (${error.message}).`, do: 'Put it back, or correct its rights: until then the settings hold as they were read last.' }),
  noVersion: (version: number): SettingsRefusal => ({ is: 'not-here', what: `There is no version ${version} of the settings.`, do: 'See /api/v1/settings/versions for those that there are.' }),
  unsure: { is: 'away', retryAfterMs: 2_000, what: 'Nobody knows now which settings the log holds: it does not answer.', do: 'Try again in a moment.' } satisfies SettingsRefusal,
  away: (file: string | undefined, { message, retryAfterMs }: LogUnavailable): SettingsRefusal => ({
    is: 'away', retryAfterMs,
    ...(file === undefined ? { what: `The change was not written: ${message}.`, do: 'Send it again after the time that Retry-After names, once you have seen that it is not there already.' }
      : { what: `The change is in ${file} and not yet in force: ${message}.`, do: 'Leave it: it comes into force when the log can be written again.' }),
  }),
} as const;
