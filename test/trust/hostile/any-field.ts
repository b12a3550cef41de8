import { dataSchemas, fieldsOfType } from '../../../src/ingest/data-schemas.js';
import type { EventType } from '../../../src/domain/event.js';
import { marks } from '../../../src/domain/mark.js';

type Data = Readonly<Record<string, unknown>>;

/** Whatever a field may ask for, something of it is here. */
const right: readonly unknown[] = ['x', 1, 0.5, true, [], {}, 'transfer', 'key', 'success', 'answered', 'timeout', 'agent', 'available', 'busy', marks[0]];

/** Every type's data as it must at least be, with each field in turn filled by the text. */
export function* dataWith(text: string): Generator<{ readonly type: EventType; readonly data: Data }> {
  for (const type of Object.keys(dataSchemas) as EventType[]) {
    const fields = fieldsOfType(type);
    const least = leastOf(type, Object.keys(fields).filter((field) => fields[field] === 'needed'));
    for (const field of [...Object.keys(fields), 'aFieldOfTheirOwn', text]) yield { type, data: { ...least, [field]: text } };
    // Where a list or a record is asked for, the text in it; and as a key.
    yield { type, data: { ...least, options: [{ key: text, label: text, node: text }], queues: [text], reasons: [text], answers: { [text]: text } } };
  }
}

export function leastOf(type: EventType, needed: readonly string[]): Data {
  return Object.fromEntries(needed.map((field) => [field, right.find((value) => takes(type, field, value))]));
}

function takes(type: EventType, field: string, value: unknown): boolean {
  const read = dataSchemas[type].safeParse({ [field]: value });
  return read.success || read.error.issues.every((issue) => issue.path[0] !== field);
}
