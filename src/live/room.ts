import type { AgentRow, Frame, RecoveryLine, Snapshot, Tile } from '../contract/board.js';
import type { Floor } from '../domain/floor.js';
import { isPast, SECOND } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { isAll, seesAgent, seesPlace } from '../views/scope.js';
import type { Scope } from '../views/scope.js';
import { Budget } from './budget.js';
import type { Feed, PlacedFact } from './feed.js';
import { firstOf } from './first-of.js';
import type { FloorView } from './floor-view.js';
import { turnOf } from './recovery.js';
import type { RecoveryList } from './recovery.js';
import { SameRows } from './same-rows.js';
import { Sight } from './sight.js';

/** A lost frame heals by itself within this time. */
const WHOLE_EVERY = 5 * SECOND;
/** Lines of the recovery list that a room is sent, those who wait for longest: thousands go into no frame, and nobody calls them all. */
const MOST_RECOVERY = 200;

const lists = ['headline', 'queues', 'channels', 'agents', 'lanes', 'sources'] as const;
type List = (typeof lists)[number];
type Parts = Required<Pick<Frame, List | 'recovery' | 'recoveryOpen' | 'open'>>;
type Sent = Readonly<Record<List, ReadonlyMap<string, object>>> & { readonly recovery: readonly RecoveryLine[]; readonly recoveryOpen: number };

/** All readers of one scope: they get the same frames, built once. What changed is told by identity: rows that say the same are the same objects. */
export class Room {
  private number = 0;
  private wholeAt: Instant = 0;
  private sent: Sent | undefined;
  private drawn: { readonly tick: number; readonly parts: Parts } | undefined;
  private agents = new Map<string, { readonly row: AgentRow; readonly hasContact: boolean; readonly shown: AgentRow | undefined }>();
  private agentsOf: Floor | undefined;
  private readonly sight: Sight;
  private readonly sameTiles = new SameRows<Tile>(({ id }) => id);
  readonly budget: Budget;

  constructor(
    readonly name: string, readonly scope: Scope,
    private readonly view: FloorView, private readonly recovery: RecoveryList, private readonly feed: Feed, private readonly floor: () => Floor,
  ) {
    this.sight = new Sight(scope, floor);
    this.budget = new Budget(() => this.floor().alertBudget);
    for (const fact of this.feed.standing()) this.passes(fact, fact.line.raisedAt);
  }

  /** The rows that changed since the last frame; every five seconds the whole. Sent without news too: a page takes silence for a lost connection. */
  frame(): Frame {
    const parts = this.parts();
    const before = this.sent;
    this.sent = sentOf(parts);
    if (before === undefined || isPast(this.wholeAt, WHOLE_EVERY, this.view.at)) {
      this.wholeAt = this.view.at;
      return this.numbered({ ...parts, budget: this.budget.view(this.view.at), whole: true });
    }
    const changed = changesOf(parts, before, this.sent);
    const isNews = Object.keys(changed).length > 0;
    return this.numbered({ ...changed, ...(isNews ? { budget: this.budget.view(this.view.at) } : {}), open: parts.open, whole: false });
  }

  /** What a page needs to begin: the whole floor, and the feed's lines after the one it has. */
  snapshot(since: number | undefined): Omit<Snapshot, 'scope'> {
    const resumed = since !== undefined && this.feed.canResume(since);
    const facts = resumed ? this.feed.since(since) : this.feed.standing();
    return {
      resumed,
      frame: { ...this.parts(), budget: this.budget.view(this.view.at), number: this.number, whole: true, at: this.view.at, state: this.view.serverState() },
      feed: facts.filter((fact) => this.passes(fact, this.view.at)).map(({ number: at, line }) => ({ number: at, line })),
    };
  }

  /** Whether a fact is for this room and within its budget. */
  passes(fact: PlacedFact, now: Instant): boolean {
    return seesPlace(this.scope, this.floor(), fact.place) && this.budget.lets(fact.line, now);
  }

  /** Drawn once a tick, for the frame and for all pages that open until the next. */
  private parts(): Parts {
    if (this.drawn?.tick !== this.view.ticks) this.drawn = { tick: this.view.ticks, parts: this.draw() };
    return this.drawn.parts;
  }

  private draw(): Parts {
    const { sight, view } = this;
    const { lanes, open, callers } = view.contactsIn(sight);
    const recovery = this.recovery.in(sight);
    return {
      headline: this.sameTiles.keep(view.headlineIn(sight, callers, recovery.length)),
      queues: view.queues.filter((row) => sight.seesQueue(row.id.replace(`${row.channel}/`, ''))),
      channels: sight.isEverything ? view.channels : [],
      agents: sight.isEverything ? view.agents : this.agentsWithinScope(new Set(lanes.map(({ id }) => id))),
      lanes,
      open,
      recovery: firstOf(recovery, MOST_RECOVERY, (a, b) => turnOf(a) - turnOf(b)),
      recoveryOpen: recovery.length,
      sources: view.sources,
    };
  }

  private agentsWithinScope(lanes: ReadonlySet<string>): AgentRow[] {
    // Who sees whom depends on the floor too.
    if (this.agentsOf !== this.floor()) this.agents.clear();
    this.agentsOf = this.floor();
    const { allowed, chosen } = this.scope;
    const agents: typeof this.agents = new Map();
    for (const row of this.view.agentsOf(isAll(allowed) ? chosen : allowed)) {
      const before = this.agents.get(row.id);
      const hasContact = row.contact !== undefined && lanes.has(row.contact);
      agents.set(row.id, before?.row === row && before.hasContact === hasContact ? before : { row, hasContact, shown: this.withinScope(row, hasContact) });
    }
    this.agents = agents;
    return [...agents.values()].flatMap(({ shown }) => shown ?? []);
  }

  /** Of an agent who is shared, only what this room may see: neither other queues nor the contact of another. */
  private withinScope({ contact, ...row }: AgentRow, hasContact: boolean): AgentRow | undefined {
    if (!seesAgent(this.scope, this.floor(), row.id, row.team, row.queues)) return undefined;
    const queues = row.queues.filter((queue) => this.sight.seesQueue(queue));
    return { ...row, queues, ...(contact !== undefined && hasContact ? { contact } : {}) };
  }

  private numbered(frame: Partial<Frame> & Pick<Frame, 'whole' | 'open'>): Frame {
    this.number += 1;
    return { ...frame, number: this.number, at: this.view.at, state: this.view.serverState() };
  }
}

function sentOf(parts: Parts): Sent {
  const rowsOf = (list: List): ReadonlyMap<string, object> => new Map(parts[list].map((row) => [idOf(row), row]));
  return {
    headline: rowsOf('headline'), queues: rowsOf('queues'), channels: rowsOf('channels'), agents: rowsOf('agents'), lanes: rowsOf('lanes'), sources: rowsOf('sources'),
    recovery: parts.recovery, recoveryOpen: parts.recoveryOpen,
  };
}

function changesOf(parts: Parts, before: Sent, sent: Sent): Partial<Frame> {
  const changed: Record<string, unknown> = {};
  for (const list of lists) {
    const rows = parts[list].filter((row) => before[list].get(idOf(row)) !== row);
    if (rows.length > 0) changed[list] = rows;
  }
  const gone = [...before.lanes.keys()].filter((id) => !sent.lanes.has(id));
  return {
    ...changed as Partial<Pick<Frame, List>>,
    ...(gone.length > 0 ? { gone } : {}),
    // Its order is its meaning: it is sent as a whole.
    ...(isSame(before, parts) ? {} : { recovery: parts.recovery, recoveryOpen: parts.recoveryOpen }),
  };
}

function isSame(a: Pick<Sent, 'recovery' | 'recoveryOpen'>, b: Pick<Sent, 'recovery' | 'recoveryOpen'>): boolean {
  return a.recoveryOpen === b.recoveryOpen && a.recovery.length === b.recovery.length && a.recovery.every((line, place) => line === b.recovery[place]);
}

function idOf(row: { readonly id?: string; readonly channel?: string; readonly source?: string }): string {
  return row.id ?? row.source ?? row.channel ?? '';
}
