import { refused as isRefused, ok } from '../../../domain/result.js';
import type { Result } from '../../../domain/result.js';
import type { EarshotEvent } from '../../../domain/event.js';
import type { Instant } from '../../../domain/time.js';
import type { Fields } from '../fields.js';
import { startGenesys } from '../state.js';
import type { GenesysState } from '../state.js';
import { translateGenesys } from '../translate.js';
import { detailsOf } from './connection.js';
import { historyIn } from './history.js';
import { seenIn, snapshotIn } from './snapshot.js';
import type { Seen, Snapshot } from './snapshot.js';
import { ToldAlready } from './told-already.js';

/** What the line hears, and what it asks for: `at` counts for what has no time of its own. */
export type LineThing =
  | { readonly is: 'notice'; readonly topic: string; readonly body: Fields; readonly at: Instant }
  | { readonly is: 'history'; readonly conversation: Fields }
  | { readonly is: 'user'; readonly body: Fields; readonly at: Instant };

export interface Reading {
  readonly events: readonly EarshotEvent[];
  readonly refused: readonly { readonly reason: string; readonly detail: unknown }[];
}

const NOTHING: Reading = { events: [], refused: [] };
const MOST_SEEN = 5_000;

/** Makes detail events of snapshots, whichever way they came, and tells each once. */
export class LineReading {
  private state: GenesysState;
  private readonly told = new ToldAlready();
  private readonly seen = new Map<string, Seen>();

  constructor(source: string) {
    this.state = startGenesys(source);
  }

  /** Undefined: of a topic that is not read. */
  read(thing: LineThing): Reading | undefined {
    switch (thing.is) {
      case 'notice': return this.notice(thing.topic, thing.body, thing.at);
      case 'history': return this.snapshot(historyIn(thing.conversation));
      case 'user': return this.details([{ topicName: `v2.users.${String(thing.body['id'])}.activity`, eventBody: thing.body, timestamp: thing.at }]);
    }
  }

  /** A detail that was refused, once more. */
  again(detail: unknown): Result<readonly EarshotEvent[]> {
    const { state, events, refused: [again] } = translateGenesys(this.state, [detail]);
    if (again !== undefined) return isRefused(again.reason);
    this.state = state;
    return ok(events);
  }

  private notice(topic: string, body: Fields, at: Instant): Reading | undefined {
    if (topic.startsWith('v2.users.')) return this.details([{ topicName: topic, eventBody: body, timestamp: at }]);
    const snapshot = topic.startsWith('v2.routing.queues.') ? snapshotIn(body, at, this.seen.get(String(body['id'])) ?? new Map()) : undefined;
    if (snapshot === undefined) return undefined;
    this.note(snapshot);
    return this.snapshot(snapshot);
  }

  private note({ conversation, connections }: Snapshot): void {
    this.seen.delete(conversation);
    this.seen.set(conversation, seenIn(connections));
    if (this.seen.size > MOST_SEEN) this.seen.delete(this.seen.keys().next().value as string);
  }

  private snapshot(snapshot: Snapshot | undefined): Reading {
    return snapshot === undefined ? NOTHING : this.details(this.told.fresh(snapshot.conversation, detailsOf(snapshot.conversation, snapshot.connections)));
  }

  private details(details: readonly object[]): Reading {
    if (details.length === 0) return NOTHING;
    const { state, events, refused } = translateGenesys(this.state, details);
    this.state = state;
    return { events, refused: refused.map(({ reason, index }) => ({ reason, detail: details[index] })) };
  }
}
