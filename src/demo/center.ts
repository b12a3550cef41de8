import type { EarshotEvent, EventData, EventType, Parts } from '../domain/event.js';
import type { Floor } from '../domain/floor.js';
import type { Instant } from '../domain/time.js';
import type { Agenda } from './agenda.js';
import type { Chance } from './chance.js';
import type { Customers } from './customers.js';
import type { Lines } from './lines.js';

/** The whole simulated center: what every script is handed. */
export interface Center {
  readonly agenda: Agenda;
  readonly chance: Chance;
  readonly floor: Floor;
  readonly customers: Customers;
  readonly lines: Lines;
  readonly voice: Voice;
  /** So many times fewer call than on a day that is watched. */
  readonly quiet: number;
}

/** The source under which the simulated platform reports. */
export const SOURCE = 'demo';

/** Tells what happened to one subject. */
export type Tell = <Type extends EventType>(type: Type, data: EventData[Type] & Parts) => void;

/** Turns what happens into events, with ids unique to this seed and start. */
export class Voice {
  private heard: EarshotEvent[] = [];
  private events = 0;
  private contacts = 0;

  constructor(private readonly agenda: Agenda, private readonly run: string) {}

  /** Each subject counts its own sequence, so that events of one instant keep their order. */
  of(subject: string): Tell {
    let sequence = 0;
    return (type, data) => {
      const id = `${this.run}-${++this.events}`;
      // TypeScript cannot see that a generic type and its data still make one member of the union.
      this.heard.push({ id, source: SOURCE, type, time: this.agenda.now, subject, sequence: ++sequence, data } as unknown as EarshotEvent);
    };
  }

  newContact(): string {
    return `${this.run}-c${++this.contacts}`;
  }

  /** What was told since the last time. */
  take(): readonly EarshotEvent[] {
    if (this.heard.length === 0) return nothing;
    const heard = this.heard;
    this.heard = [];
    return heard;
  }
}

const nothing: readonly EarshotEvent[] = [];

/** Names a run: other seeds and other starts must never share an event's id. */
export function runName(seed: number, startAt: Instant): string {
  return `d${seed.toString(36)}-${startAt.toString(36)}`;
}
