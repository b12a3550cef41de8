import type { EarshotEvent, EventData, EventType, Parts } from '../domain/event.js';
import type { Instant } from '../domain/time.js';

/** What an event of this type carries, and which part of the contact it is about. */
export type DataOf<Type extends EventType> = EventData[Type] & Parts;

interface FactOf<Type extends EventType> {
  readonly type: Type;
  readonly id: string;
  readonly data: DataOf<Type>;
  /** Where it did not happen at the moment in which we learn of it. */
  readonly time?: Instant;
  /** Where it is not about the contact at hand: an agent's id. */
  readonly subject?: string;
  /** Where it has a place of its own among what happened at that time. */
  readonly sequence?: number;
}

/** An event before it knows its source, its contact and its place in the order. */
export type Fact = { readonly [Type in EventType]: FactOf<Type> }[EventType];

export function fact<Type extends EventType>(
  type: Type, id: string, data: DataOf<Type>, over: { readonly time?: Instant; readonly subject?: string; readonly sequence?: number } = {},
): Fact {
  // TypeScript cannot see that one member of the union is meant: the signature makes sure of it.
  return { type, id, data, ...over } as unknown as Fact;
}

export interface Setting {
  readonly source: string;
  readonly subject: string;
  readonly time: Instant;
  readonly sequence: number;
  /** Nobody says when it happened: `time` is when its post came. */
  readonly undated?: boolean;
}

export function eventsOf(facts: readonly Fact[], setting: Setting): EarshotEvent[] {
  return facts.map((each, index) => ({
    id: each.id,
    source: setting.source,
    type: each.type,
    time: each.time ?? setting.time,
    subject: each.subject ?? setting.subject,
    sequence: each.sequence ?? setting.sequence + index,
    ...(setting.undated === true ? { undated: true } : {}),
    data: each.data,
  }) as EarshotEvent);
}

/** Leaves out what is not known: an absent field and a field that is undefined are not the same in an event. */
export function known<Data extends object>(data: { readonly [Key in keyof Data]: Data[Key] | undefined }): Data {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as Data;
}
