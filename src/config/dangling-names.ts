import { nearest } from '../domain/nearest.js';

/** Where one section of the settings file points into another: [the section, the field, the section it names]. */
const pointers = [
  ['entries', 'calendar', 'calendars'],
  ['entries', 'owner', 'owners'],
  ['entries', 'promisedBy', 'owners'],
  ['nodes', 'owner', 'owners'],
  ['queues', 'owner', 'owners'],
  ['queues', 'team', 'teams'],
  ['queues', 'calendar', 'calendars'],
  ['agents', 'team', 'teams'],
  ['sources', 'calendar', 'calendars'],
] as const;

/**
 * Names that are used but nowhere defined: most often a slip of the pen. Queues are not among them: those that a file does
 * not name exist all the same. Reads the file as it was parsed, so that these are told together with every other mistake.
 */
export function danglingNames(file: unknown): string[] {
  return [...pointedAt(file), ...believing(file)];
}

function pointedAt(file: unknown): string[] {
  return pointers.flatMap(([section, field, target]) => {
    const known = Object.keys(membersOf(file, target));
    return Object.entries(membersOf(file, section)).flatMap(([name, member]) => {
      const used = (member as Record<string, unknown> | null)?.[field];
      return typeof used !== 'string' || known.includes(used) ? [] : [`${section}.${name}.${field}: ${absent(target.slice(0, -1), used, known)}`];
    });
  });
}

/** What a function expects stands under its name. */
function believing(file: unknown): string[] {
  const known = Object.keys(membersOf(file, 'owners'));
  return Object.keys(membersOf(membersOf(file, 'beliefs'), 'owners')).flatMap((owner) => (known.includes(owner) ? [] : [`beliefs.owners.${owner}: ${absent('owner', owner, known)}`]));
}

function absent(kind: string, name: string, known: readonly string[]): string {
  return `there is no ${kind} "${name}" in this file${known.length === 0 ? '' : `; did you mean "${nearest(name, known)}"?`}`;
}

function membersOf(file: unknown, section: string): Record<string, unknown> {
  const members = (file as Record<string, unknown> | null)?.[section];
  return typeof members === 'object' && members !== null ? members as Record<string, unknown> : {};
}
