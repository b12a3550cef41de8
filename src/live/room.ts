import type { AgentRow, Frame, Snapshot } from '../contract/board.js';
import { SECOND } from '../domain/time.js';
import type { Floor } from '../domain/floor.js';
import type { Instant } from '../domain/time.js';
import { Budget } from './budget.js';
import type { Feed, PlacedFact } from './feed.js';
import type { FloorView } from './floor-view.js';
import type { RecoveryList } from './recovery.js';
import { isEverything, seesAgent, seesPlace, seesQueue } from '../views/scope.js';
import type { Scope } from '../views/scope.js';

/** A lost frame heals by itself within this time. */
const WHOLE_EVERY = 5 * SECOND;

type Lists = Required<Pick<Frame, 'headline' | 'queues' | 'channels' | 'agents' | 'lanes' | 'recovery' | 'sources'>>;
type Parts = Lists & Pick<Frame, 'open' | 'budget'>;

/** All readers of one scope: they get the same frames, built once. */
export class Room {
  private number = 0;
  private wholeAt: Instant = 0;
  private sent = new Map<string, string>();
  readonly budget: Budget;

  constructor(
    readonly name: string, readonly scope: Scope,
    private readonly view: FloorView, private readonly recovery: RecoveryList, private readonly feed: Feed, private readonly floor: () => Floor,
  ) {
    this.budget = new Budget(() => this.floor().alertBudget);
    for (const fact of this.feed.standing()) this.passes(fact, fact.line.raisedAt);
  }

  /** The rows that changed since the last frame; every five seconds the whole. Sent without news too: a page takes silence for a lost connection. */
  frame(): Frame {
    const parts = this.parts();
    if (this.view.at - this.wholeAt >= WHOLE_EVERY) {
      this.wholeAt = this.view.at;
      this.sent = fingerprints(parts);
      return this.numbered({ ...parts, whole: true });
    }
    const { changed, gone } = this.changes(parts);
    const isNews = Object.keys(changed).length > 0 || gone.length > 0;
    return this.numbered({ ...changed, ...(gone.length > 0 ? { gone } : {}), ...(isNews ? { budget: parts.budget } : {}), open: parts.open, whole: false } as Parts & { whole: boolean });
  }

  /** What a page needs to begin: the whole floor, and the feed's lines after the one it has. */
  snapshot(since: number | undefined): Omit<Snapshot, 'scope'> {
    const resumed = since !== undefined && this.feed.canResume(since);
    const facts = resumed ? this.feed.since(since) : this.feed.standing();
    return {
      resumed,
      frame: { ...this.parts(), number: this.number, whole: true, at: this.view.at, state: this.view.serverState() },
      feed: facts.filter((fact) => this.passes(fact, this.view.at)).map(({ number: at, line }) => ({ number: at, line })),
    };
  }

  /** Whether a fact is for this room and within its budget. */
  passes(fact: PlacedFact, now: Instant): boolean {
    return seesPlace(this.scope, this.floor(), fact.place) && this.budget.lets(fact.line, now);
  }

  private parts(): Parts {
    const { scope, view } = this;
    const floor = this.floor();
    const all = isEverything(scope);
    const { lanes, open } = view.lanesIn(scope);
    return {
      headline: view.headlineIn(scope),
      queues: view.queues.filter((row) => all || seesQueue(scope, floor, row.id.replace(`${row.channel}/`, ''))),
      channels: all ? view.channels : [],
      agents: all ? view.agents : view.agents.filter((row) => seesAgent(scope, floor, row.id, row.team, row.queues)).map((row) => this.withinScope(row, lanes)),
      lanes,
      open,
      recovery: this.recovery.all().filter((line) => all || (line.queue !== undefined && seesQueue(scope, floor, line.queue.id))),
      sources: view.sources,
      budget: this.budget.view(view.at),
    };
  }

  /** Of an agent who is shared, only what this room may see: neither other queues nor the contact of another. */
  private withinScope({ contact, ...row }: AgentRow, lanes: readonly { readonly id: string }[]): AgentRow {
    const queues = row.queues.filter((queue) => seesQueue(this.scope, this.floor(), queue));
    return { ...row, queues, ...(contact !== undefined && lanes.some(({ id }) => id === contact) ? { contact } : {}) };
  }

  private changes(parts: Parts): { changed: Partial<Lists>; gone: string[] } {
    const fresh = fingerprints(parts);
    const isNew = (key: string): boolean => fresh.get(key) !== this.sent.get(key);
    const changed: Record<string, unknown> = {};
    for (const list of ['headline', 'queues', 'channels', 'agents', 'sources'] as const) {
      const rows = parts[list].filter((row) => isNew(`${list} ${idOf(row)}`));
      if (rows.length > 0) changed[list] = rows;
    }
    const lanes = parts.lanes.filter((lane) => isNew(`lanes ${lane.id}`));
    if (lanes.length > 0) changed['lanes'] = lanes;
    // The list is short and its order is its meaning: it is sent as a whole.
    if (isNew('recovery')) changed['recovery'] = parts.recovery;
    const gone = [...this.sent.keys()].filter((key) => key.startsWith('lanes ') && !fresh.has(key)).map((key) => key.slice('lanes '.length));
    this.sent = fresh;
    return { changed: changed as Partial<Lists>, gone };
  }

  private numbered(frame: Partial<Frame> & Pick<Frame, 'whole' | 'open'>): Frame {
    this.number += 1;
    return { ...frame, number: this.number, at: this.view.at, state: this.view.serverState() };
  }
}

function fingerprints(parts: Parts): Map<string, string> {
  const prints = new Map<string, string>();
  for (const list of ['headline', 'queues', 'channels', 'agents', 'lanes', 'sources'] as const) {
    for (const row of parts[list]) prints.set(`${list} ${idOf(row)}`, JSON.stringify(row));
  }
  prints.set('recovery', JSON.stringify(parts.recovery));
  return prints;
}

function idOf(row: { readonly id?: string; readonly channel?: string; readonly source?: string }): string {
  return row.id ?? row.source ?? row.channel ?? '';
}
