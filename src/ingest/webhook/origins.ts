import type { FieldOrigin } from '../../contract/sources.js';
import type { Made } from './compile.js';
import type { EventRule, Mapping, NameRule } from './mapping.js';

/** Where each field of an event comes from, for who tries a mapping: those of its data that it has, and what every event has. */
export function originsOf(mapping: Mapping, made: Made | undefined, data: object): readonly FieldOrigin[] {
  const rule = made === undefined ? undefined : mapping.events[made.rule];
  if (rule === undefined) return [];
  const inElement = (path: string): string => placed(path, rule, made?.element);
  const named = (field: string, own: NameRule | undefined, whole: NameRule | undefined, absent: FieldOrigin['is']): FieldOrigin => {
    const paths = own === undefined ? [whole?.path ?? []].flat() : [own.path].flat().map(inElement);
    return { field, is: paths.length > 0 ? 'path' : absent, paths };
  };
  const time = rule.time === undefined ? mapping.time?.path : inElement(rule.time.path);
  return [
    named('subject', rule.subject, mapping.subject, 'constant'),
    time === undefined ? { field: 'time', is: 'arrival', paths: [] } : { field: 'time', is: 'path', paths: [time] },
    named('id', rule.id, mapping.id, 'whole'),
    ...(mapping.sequence === undefined ? [] : [{ field: 'sequence', is: 'path' as const, paths: [mapping.sequence] }]),
    ...Object.entries(rule.data).filter(([name]) => name in data).map(([name, field]): FieldOrigin => (
      typeof field === 'object' ? { field: `data.${name}`, is: 'path', paths: [inElement(field.path)] } : { field: `data.${name}`, is: 'constant', paths: [] }
    )),
  ];
}

/** Inside a list that is walked through, as a path from the whole: `keys[2].pressed`. */
function placed(path: string, { each }: EventRule, element: number | undefined): string {
  if (path.startsWith('$')) return path.replace(/^\$\.?/, '') || '$';
  return each === undefined || element === undefined ? path : `${each.replace(/^\$\.?/, '')}[${element}]${path.startsWith('[') ? '' : '.'}${path}`;
}
