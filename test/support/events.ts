import type { EntryContent } from '../../src/ports/event-log.js';

/** An entry that says which one it is, of a given size. */
export function batch(name: string, bytes = 0): EntryContent {
  return {
    kind: 'events',
    history: false,
    events: [{ id: name, source: 'test', type: 'contact.reason', time: 1, subject: 'c', data: { reason: 'x'.repeat(bytes) } }],
  };
}

export function nameOfBatch(content: EntryContent): string {
  return content.kind === 'events' ? content.events[0]?.id ?? '' : content.kind;
}
