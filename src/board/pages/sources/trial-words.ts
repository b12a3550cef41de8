import type { FieldOrigin, MappingTrial, RefusedLine, TriedEvent } from '../../../contract/sources.js';
import { plural } from '../../text/number.js';

/** One line of an event's table: the field, what it came to, and where that was read. */
export interface FieldLine {
  readonly field: string;
  readonly value: string;
  readonly from: string;
}

/** What became of the trial, in a sentence: also for who hears the page. */
export function trialWords({ problems, events, refused, unused }: MappingTrial): string {
  if (problems.length > 0) return `${plural(problems.length, 'problem')}: nothing was read.`;
  const rest = [...(refused.length > 0 ? [`${refused.length} would be refused`] : []), ...(unused > 0 ? [`${unused} ignored`] : [])];
  return `${[events.length === 0 ? 'No event' : plural(events.length, 'event'), ...rest].join(', ')}.`;
}

export function fieldLines(event: TriedEvent): readonly FieldLine[] {
  const data = typeof event.data === 'object' && event.data !== null ? event.data : {};
  const values = new Map<string, unknown>([
    ['subject', event.subject], ['time', new Date(event.at).toISOString()], ['id', event.id], ['sequence', event.sequence],
    ...Object.entries(data).map(([name, value]): [string, unknown] => [`data.${name}`, value]),
  ]);
  return event.origins.map((origin) => ({ field: origin.field, value: written(values.get(origin.field)), from: originWords(origin) }));
}

/** All events of a trial as rows of one table, its head first. */
export function trialRows({ events }: MappingTrial): readonly (readonly string[])[] {
  const rows = events.flatMap((event, nth) => fieldLines(event).map(({ field, value, from }) => [String(nth + 1), String(event.index + 1), event.type, field, value, from]));
  return [['Event', 'Of thing', 'Type', 'Field', 'Value', 'Read at'], ...rows];
}

function originWords({ field, is, paths }: FieldOrigin): string {
  if (is === 'path') return paths.join(' and ');
  if (is === 'arrival') return 'when the post comes';
  return is === 'whole' ? 'all that stands in the post' : field.startsWith('data.') ? 'the mapping says so' : 'no path';
}

function written(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined || value === null ? '–' : JSON.stringify(value);
}

/** The mapping as the piece to put into the settings file: below its source's name, where it does not stand so already. */
export function asSettings(mapping: string, name: string): string {
  const text = mapping.replace(/^\uFEFF?(?:---[^\n]*\n)?/, '').trimEnd();
  if (namesItself(mapping)) return `${text}\n`;
  const lines = text.split(/\r?\n/).map((line) => (line.trim() === '' ? '' : `    ${line}`));
  return `webhooks:\n  ${name === '' ? 'NAME' : name}:\n${lines.join('\n')}\n`;
}

/** Whether a pasted mapping stands under `webhooks:` as in the settings file. */
export function namesItself(mapping: string): boolean {
  return /^webhooks\s*:/m.test(mapping);
}

/** A name that may stand in an address: as the settings file asks for it. */
export function isName(name: string): boolean {
  return /^[\w.~-]{1,64}$/.test(name);
}

/** A refused thing as it would be posted again. */
export function asSample({ sent }: RefusedLine): string {
  return typeof sent === 'string' ? sent : JSON.stringify(sent, undefined, 2);
}

/** Where the given line, counted from 1, begins and ends in a text. */
export function spanOfLine(text: string, line: number): readonly [number, number] {
  const before = text.split('\n').slice(0, line - 1).reduce((length, each) => length + each.length + 1, 0);
  const end = text.indexOf('\n', before);
  return [Math.min(before, text.length), end < 0 ? text.length : end];
}
