import type { EarshotEvent } from '../../../src/domain/event.js';
import type { Instant } from '../../../src/domain/time.js';

interface Visit { id: string; queue: string; enteredAt: Instant; leftAt: Instant }
interface Part { id: string; agent: string; connectedAt: Instant; leftAt: Instant; holds: number; held: number; holdFrom: Instant; transferred: boolean }
interface Entered { node: string; at: Instant }

/** One call of the limit: counters that each event moves, and the flags that follow at once. 0: not yet. */
export class LimitCall {
  readonly events: EarshotEvent[] = [];
  readonly flags = new Set<string>();
  customer: string | undefined;
  startedAt = 0;
  endedAt = 0;
  private ended = false;
  private success = false;
  private visits: Visit[] = [];
  private parts: Part[] = [];
  private openVisit: Visit | undefined;
  private openPart: Part | undefined;
  private menuFrom = 0;
  private node: string | undefined;
  private reprompt = false;
  private slotted = false;
  private pleas = 0;
  private stretch = 1;
  private succeededAt = 0;
  private stretchNodes = 0;
  private entered: Entered[] = [];
  private way: Instant[] = [];
  private transfers = 0;
  private resolved: string | undefined;

  /** Tells the call again from its beginning. What the journey said stands. */
  refold(): void {
    const repeats = this.flags.has('repeat-contact contact');
    const { events, flags, customer } = this;
    flags.clear();
    Object.assign(this, new LimitCall(), { events, flags, customer });
    if (repeats) flags.add('repeat-contact contact');
    for (const event of events) this.fold(event);
  }

  fold(event: EarshotEvent): void {
    const { time } = event;
    if (this.startedAt === 0) this.startedAt = time;
    switch (event.type) {
      case 'contact.started': this.customer = event.data.from; break;
      case 'ivr.node.entered': this.enterNode(event.data.node, time); break;
      case 'ivr.input': if (event.data.node === this.node) this.hearInput(event.data.kind, event.data.key); break;
      case 'ivr.no-input': this.reprompt = true; break;
      case 'ivr.outcome': if (event.data.result === 'success') this.succeed(time); break;
      case 'queue.entered': this.enterQueue(event.data.queue, time); break;
      case 'queue.left': this.leaveQueue(event.data.reason, time); break;
      case 'agent.connected': this.connect(event.data.agent, time); break;
      case 'hold.started': if (this.openPart) { this.openPart.holdFrom = time; if (++this.openPart.holds >= 3) this.flags.add(`long-hold ${this.openPart.id}`); } break;
      case 'hold.ended': this.endHold(time); break;
      case 'transfer.completed': if (this.openPart && !this.openPart.transferred) this.pass(this.openPart); break;
      case 'agent.left': this.leaveAgent(event.data.by, time); break;
      case 'contact.ended': this.end(event.data.by, time); break;
      case 'wrapup.ended': this.resolved = event.data.resolved ?? this.resolved; this.askResolved(); break;
      default: break;
    }
  }

  /** What only time brings: a wait or a hold that goes on. */
  askClock(now: Instant): void {
    if (this.ended) return;
    if (this.openVisit && now - this.openVisit.enteredAt > 120_000) this.flags.add(`long-wait ${this.openVisit.id}`);
    if (this.openPart && this.openPart.holdFrom > 0 && now - this.openPart.holdFrom > 120_000) this.flags.add(`long-hold ${this.openPart.id}`);
  }

  private enterNode(node: string, at: Instant): void {
    if (this.reprompt && this.node === node) { this.reprompt = false; return; }
    this.reprompt = false;
    this.slotted = false;
    this.pleas = 0;
    this.node = node;
    if (this.parts.length > 0) return;
    if (this.menuFrom === 0) this.menuFrom = at;
    if (this.succeededAt > 0 && this.succeededAt < at && this.stretchNodes > 0) { this.stretch += 1; this.stretchNodes = 0; this.entered = []; this.way = []; this.succeededAt = 0; }
    this.stretchNodes += 1;
    this.entered.push({ node, at });
    this.way.push(at);
    let circle = 0;
    for (const each of this.entered) if (each.node === node) circle += 1;
    const sixth = this.way[this.way.length - 6];
    if (circle >= 3 || (sixth !== undefined && at - sixth <= 180_000)) this.flags.add(this.stretch === 1 ? 'menu-maze menu' : `menu-maze menu#${this.stretch}`);
  }

  private hearInput(kind: string, key: string | undefined): void {
    this.reprompt = false;
    if (this.node === undefined || this.parts.length > 0) return;
    if (kind === 'slot') {
      this.slotted = true;
      if (this.pleas > 0) this.takeBackPleas();
    } else if (key !== undefined && !this.slotted && (key === '0' || key === '*' || key === '#')) {
      this.pleas += 1;
      this.flags.add('zero-out menu');
    }
  }

  /** Where a slot is filled, 0 was a digit: asked anew of the nodes before, which seldom happens. */
  private takeBackPleas(): void {
    this.pleas = 0;
    this.flags.delete('zero-out menu');
  }

  private succeed(at: Instant): void {
    this.success = true;
    this.succeededAt = at;
    this.way = [];
  }

  private enterQueue(queue: string, at: Instant): void {
    this.way = [];
    this.openVisit = { id: `${queue}#${this.visits.length + 1}`, queue, enteredAt: at, leftAt: 0 };
    this.visits.push(this.openVisit);
  }

  private leaveQueue(reason: string, at: Instant): void {
    const visit = this.openVisit;
    if (!visit) return;
    this.openVisit = undefined;
    visit.leftAt = at;
    this.menuFrom = 0;
    const waited = at - visit.enteredAt;
    if (waited > 120_000) this.flags.add(`long-wait ${visit.id}`);
    else this.flags.delete(`long-wait ${visit.id}`);
    if (reason === 'abandoned' && waited > 5_000) this.flags.add(`abandoned-in-queue ${visit.id}`);
    if (reason === 'timeout' || reason === 'full' || reason === 'empty' || reason === 'unavailable') this.flags.add(`turned-away ${visit.id}`);
  }

  private connect(agent: string, at: Instant): void {
    if (this.openVisit) this.leaveQueue('answered', at);
    this.openPart = { id: `${agent}#${this.parts.length + 1}`, agent, connectedAt: at, leftAt: 0, holds: 0, held: 0, holdFrom: 0, transferred: false };
    this.parts.push(this.openPart);
  }

  private endHold(at: Instant): void {
    const part = this.openPart;
    if (!part || part.holdFrom === 0) return;
    const lasted = at - part.holdFrom;
    part.held += lasted;
    part.holdFrom = 0;
    if (lasted > 120_000) this.flags.add(`long-hold ${part.id}`);
    else if (part.holds < 3) this.flags.delete(`long-hold ${part.id}`);
  }

  private pass(part: Part): void {
    part.transferred = true;
    this.transfers += 1;
    if (this.transfers >= 2) this.flags.add('passed-around contact');
  }

  private leaveAgent(by: string | undefined, at: Instant): void {
    const part = this.openPart;
    if (!part) return;
    if (part.holdFrom > 0) this.endHold(at);
    if (by === 'transfer' && !part.transferred) this.pass(part);
    part.leftAt = at;
    this.openPart = undefined;
    if (part.held >= 30_000 && part.held > 0.25 * Math.max(0, at - part.connectedAt - part.held)) this.flags.add(`long-hold ${part.id}`);
  }

  private end(by: string | undefined, at: Instant): void {
    this.ended = true;
    this.endedAt = at;
    if (this.openVisit) this.leaveQueue(by === 'system' ? 'unavailable' : 'abandoned', at);
    if (this.openPart) this.leaveAgent(by, at);
    if (by !== 'system' && by !== 'agent' && this.parts.length === 0 && !this.success && this.menuFrom > 0 && at - this.menuFrom >= 10_000) this.flags.add('abandoned-in-menu menu');
    this.askResolved();
  }

  private askResolved(): void {
    if (this.ended && (this.resolved === 'no' || this.resolved === 'partly')) this.flags.add('unresolved contact');
  }
}
