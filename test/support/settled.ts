import type { EarshotEvent } from '../../src/domain/event.js';

type EventOfType<Type> = Extract<EarshotEvent, { readonly type: Type }>;

/** The events of one type. */
export function of<Type extends EarshotEvent['type']>(events: readonly EarshotEvent[], type: Type): EventOfType<Type>[] {
  return events.filter((event): event is EventOfType<Type> => event.type === type);
}

/** The rule of the log: of two with one id, the greatest in (time, sequence) counts. */
export function settle(events: readonly EarshotEvent[]): EarshotEvent[] {
  const kept = new Map<string, EarshotEvent>();
  for (const event of events) {
    const other = kept.get(event.id);
    if (!other || event.time > other.time || event.time === other.time && (event.sequence ?? 0) > (other.sequence ?? 0)) kept.set(event.id, event);
  }
  return [...kept.values()];
}
