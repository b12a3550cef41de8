import type { ContactLane, FlagChip, LaneSegment, Stage } from '../../../src/contract/contact.js';
import type { FeedFact, FeedLine, RecoveryLine } from '../../../src/contract/board.js';
import { type Queue, agentName, nodes, queues, seeded, teams } from './floor.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Lane = Mutable<Omit<ContactLane, 'segments' | 'flags' | 'queues'>> & { segments: Mutable<LaneSegment>[]; flags: Mutable<FlagChip>[]; queues: string[] };

interface Contact { lane: Lane; next: number; menus: number; queue: Queue; patience: number; agent?: Agent; transfers: number; ended: string }
export interface Agent { id: string; name: string; team: string; queues: string[]; state: string; reason?: string; since: number; contact?: string; today: Record<string, number> }
export interface Outcome { at: number; queue: string; how: 'answered' | 'abandoned' | 'timeout'; wait: number; talk: number }

const second = 1_000;

/** A floor that moves: callers go through menus, wait, are served or give up. Not a model of anything; plausible to look at. */
export class World {
  readonly contacts = new Map<string, Contact>();
  readonly agents: Agent[];
  readonly outcomes: Outcome[] = [];
  readonly facts: FeedFact[] = [];
  readonly recovery = new Map<string, RecoveryLine>();
  readonly changed = new Set<string>();
  readonly gone = new Set<string>();
  overflowed = 0;
  #random = seeded(11);
  #made = 0;
  readonly #perSecond: number;

  constructor(public now: number, open: number) {
    this.#perSecond = open / 300;
    this.agents = Array.from({ length: Math.ceil(open * 1.02) }, (_, index) => this.#agent(index));
    for (let at = 0; at < 2_400; at++) this.step(now - (2_400 - at) * second);
  }

  step(now: number): void {
    const passed = Math.min(10 * second, now - this.now);
    this.now = now;
    if (passed > 0 && this.#random() < this.#perSecond * (passed / second)) this.#arrive();
    for (const contact of this.contacts.values()) if (contact.next <= now) this.#move(contact);
    for (const agent of this.agents) this.#mind(agent, passed / second);
    for (const contact of this.contacts.values()) this.#judge(contact);
  }

  #agent(index: number): Agent {
    const total = queues.reduce((sum, queue) => sum + queue.staffed, 0);
    let left = (index * 37 % 100) / 100 * total;
    const own = queues.find((queue) => (left -= queue.staffed) < 0) ?? queues[0]!;
    const other = this.#random() < 0.3 ? [queues[Math.floor(this.#random() * 4)]!.id] : [];
    const spent = { available: 3_600, 'on-contact': 9_000 + index % 7 * 600, 'wrap-up': 1_300, away: 900 + index % 5 * 200 };
    return {
      id: `a${index}`, name: agentName(index), team: teams[index % 3]!.id, queues: [...new Set([own.id, ...other])], state: 'available', since: this.now - 2_400 * second,
      today: Object.fromEntries(Object.entries(spent).map(([state, seconds]) => [state, seconds * second])),
    };
  }

  #set(agent: Agent, state: string, reason?: string): void {
    agent.today[agent.state] = (agent.today[agent.state] ?? 0) + this.now - agent.since;
    agent.state = state;
    agent.since = this.now;
    if (reason === undefined) delete agent.reason; else agent.reason = reason;
  }

  #mind(agent: Agent, seconds: number): void {
    const length = this.now - agent.since;
    if (agent.state === 'wrap-up' && length > 20 * second && this.#random() < 0.022 * seconds) this.#set(agent, 'available');
    if (agent.state === 'away' && length > 200 * second && this.#random() < 0.0025 * seconds) this.#set(agent, 'available');
    if (agent.state !== 'available') return;
    if (this.#random() < 0.0003 * seconds) return this.#set(agent, 'away', ['break', 'lunch', 'coaching'][Math.floor(this.#random() * 3)]);
    const waiting = [...this.contacts.values()].filter((contact) => contact.lane.stage === 'queue' && agent.queues.includes(contact.queue.id)).toSorted((a, b) => a.lane.since - b.lane.since)[0];
    if (waiting === undefined || this.#random() > 0.3 * seconds) return;
    waiting.agent = agent;
    agent.contact = waiting.lane.id;
    this.#set(agent, 'ringing');
    this.#enter(waiting, 'ringing', { id: agent.id, name: agent.name }, 3 + this.#random() * 6, 'answered');
  }

  #arrive(): void {
    const id = `call-${++this.#made}`;
    let left = this.#random() * 100;
    const queue = queues.find((each) => (left -= each.weight) < 0) ?? queues[0]!;
    const known = this.#random() < 0.86;
    const nth = known && this.#random() < 0.24 ? 2 + Math.floor(this.#random() * 3) : 1;
    const tag = Math.floor(this.#random() * 65_536).toString(16).padStart(4, '0');
    const lane: Lane = {
      id, label: known ? `caller ${tag}` : 'anonymous', channel: 'voice', direction: 'inbound', entry: { id: 'main', name: 'Service line' },
      startedAt: this.now, stage: 'menu', since: this.now, segments: [], flags: nth > 1 ? [{ rule: 'repeat-contact', title: 'Repeat contact', severity: 'note', live: false }] : [], nthInWindow: nth, queues: [],
    };
    if (known) lane.customer = tag;
    const contact: Contact = { lane, next: 0, menus: 1 + Math.floor(this.#random() * 3.4), queue, patience: 40 - Math.log(1 - this.#random()) * 260, transfers: 0, ended: '' };
    this.contacts.set(id, contact);
    this.#enter(contact, 'menu', nodes[0]!, 6 + this.#random() * 22);
  }

  #enter(contact: Contact, stage: Stage & LaneSegment['kind'], place: LaneSegment['place'], seconds: number, ended?: string): void {
    this.#close(contact, ended);
    contact.lane.segments.push({ kind: stage, place, from: this.now });
    Object.assign(contact.lane, { stage, place, since: this.now });
    contact.next = this.now + seconds * second;
    this.changed.add(contact.lane.id);
  }

  #close(contact: Contact, ended?: string): void {
    const last = contact.lane.segments.at(-1);
    if (last !== undefined && last.to === undefined) Object.assign(last, { to: this.now }, ended === undefined ? {} : { ended });
  }

  #move(contact: Contact): void {
    const { lane, queue } = contact;
    switch (lane.stage) {
      case 'menu': return this.#fromMenu(contact);
      case 'queue': return this.#end(contact, 'abandoned');
      case 'ringing': {
        this.outcomes.push({ at: this.now, queue: queue.id, how: 'answered', wait: this.#waited(contact), talk: queue.talk * second * (0.6 + this.#random() * 0.8) });
        if (contact.agent) this.#set(contact.agent, 'on-contact');
        return this.#enter(contact, 'agent', lane.place!, -Math.log(1 - this.#random() * 0.98) * queue.talk * 0.6 + 30);
      }
      case 'agent': return this.#fromAgent(contact);
      case 'hold': return this.#enter(contact, 'agent', lane.place!, 40 + this.#random() * 120);
      case 'wrap-up': return this.#end(contact, 'ended');
      default: {
        this.contacts.delete(lane.id);
        this.gone.add(lane.id);
      }
    }
  }

  #fromMenu(contact: Contact): void {
    const chance = this.#random();
    if (contact.menus > 1 && chance < 0.06) this.flag(contact, 'zero-out', 'Zeroed out', 'warning', 'pressed 0 three times in 0:08', 'Answer sooner, or offer 0 there');
    if (contact.menus-- > 1) return this.#enter(contact, 'menu', nodes[1 + Math.floor(this.#random() * 6)]!, 8 + this.#random() * 30);
    if (chance > 0.86) return this.#end(contact, 'contained');
    if (chance > 0.835) {
      contact.menus = 3;
      this.flag(contact, 'menu-maze', 'Menu maze', 'warning', 'entered Main menu 3 times in 1:12', 'Put the caller through to a person');
      return this.#enter(contact, 'menu', nodes[0]!, 15);
    }
    contact.lane.queues.push(contact.queue.id);
    this.#enter(contact, 'queue', contact.queue, contact.patience);
  }

  #fromAgent(contact: Contact): void {
    const chance = this.#random();
    const held = contact.lane.segments.filter((segment) => segment.kind === 'hold').length;
    if (chance < 0.3 && held < 2) return this.#enter(contact, 'hold', contact.lane.place!, 15 + this.#random() * 150);
    this.#free(contact);
    if (chance < 0.4 && contact.transfers < 2) {
      contact.transfers++;
      contact.queue = queues[Math.floor(this.#random() * queues.length)]!;
      contact.lane.queues.push(contact.queue.id);
      if (contact.transfers === 2) this.flag(contact, 'passed-around', 'Passed around', 'warning', 'transferred 2 times in 6:40', 'Take the call yourself and keep it');
      return this.#enter(contact, 'queue', contact.queue, contact.patience, 'transfer');
    }
    if (chance > 0.985) {
      this.flag(contact, 'dropped', 'Dropped', 'severe', 'cut off mid-talk after 2:31 (network out of order)', 'Call back now');
      return this.#end(contact, 'dropped');
    }
    this.#enter(contact, 'wrap-up', contact.lane.place!, 15 + this.#random() * 70, 'hung up');
  }

  #free(contact: Contact): void {
    if (contact.agent === undefined) return;
    this.#set(contact.agent, 'wrap-up');
    delete contact.agent.contact;
    delete contact.agent;
  }

  #waited = (contact: Contact): number => {
    const last = contact.lane.segments.findLast((segment) => segment.kind === 'queue');
    return last === undefined ? 0 : (last.to ?? this.now) - last.from;
  };

  #end(contact: Contact, how: string): void {
    const { lane } = contact;
    if (how === 'abandoned') {
      this.outcomes.push({ at: this.now, queue: contact.queue.id, how: this.#random() < 0.15 ? 'timeout' : 'abandoned', wait: this.#waited(contact), talk: 0 });
    }
    if (how === 'abandoned' || how === 'dropped') this.#owe(contact, how === 'dropped' ? 'cut-off' : this.#random() < 0.2 ? 'turned-away' : 'abandoned');
    this.#close(contact, how);
    this.#free(contact);
    contact.ended = how;
    Object.assign(lane, { stage: 'ended', endedAt: this.now, since: this.now });
    for (const flag of lane.flags) flag.live = false;
    for (const fact of this.#liveLines(lane.id)) this.tell({ ...fact, state: 'cleared', endedAt: this.now });
    contact.next = this.now + 8 * second;
    this.changed.add(lane.id);
  }

  #owe(contact: Contact, why: RecoveryLine['why']): void {
    const { lane, queue } = contact;
    const id = lane.customer ?? lane.id;
    const before = this.recovery.get(id);
    this.recovery.set(id, {
      id, label: lane.label, why, queue: { id: queue.id, name: queue.name }, owner: { id: queue.team, name: queue.team }, at: this.now, waitedMs: this.#waited(contact),
      times: (before?.times ?? 0) + (lane.nthInWindow > 2 ? 2 : 1), contact: lane.id, reachable: lane.customer !== undefined, state: 'open', attempts: 0,
    });
    if (this.recovery.size > 14) this.recovery.delete([...this.recovery.keys()][0]!);
  }

  #judge(contact: Contact): void {
    const { lane } = contact;
    const length = this.now - lane.since;
    if (lane.stage === 'queue' && length > 120 * second) this.flag(contact, 'long-wait', 'Long wait', length > 240 * second ? 'severe' : 'warning', `waiting in ${contact.queue.name}, target 0:20`, `Move an agent to ${contact.queue.name}, or offer a callback`);
    if (lane.stage === 'hold' && length > 120 * second) this.flag(contact, 'long-hold', 'Long hold', 'warning', 'held for more than 2:00 in one piece', 'Ask the agent to go back to the caller');
    const waits = lane.flags.find((flag) => flag.rule === 'long-wait' && flag.live);
    if (waits !== undefined && lane.stage !== 'queue' && lane.stage !== 'ringing') {
      waits.live = false;
      this.changed.add(lane.id);
      for (const line of this.#liveLines(lane.id)) this.tell({ ...line, state: this.#random() < 0.1 ? 'retracted' : 'cleared', endedAt: this.now });
    }
  }

  flag(contact: Contact, rule: string, title: string, severity: 'warning' | 'severe', because: string, action: string): void {
    const { lane } = contact;
    const had = lane.flags.find((flag) => flag.rule === rule);
    if (had?.severity === severity) return;
    if (had) had.severity = severity; else lane.flags.unshift({ rule, title, severity, live: true });
    this.changed.add(lane.id);
    const alike = [...this.#lines().values()].filter((line) => line.state === 'live' && line.rule === rule && line.place.queue?.id === contact.queue.id);
    const incident = alike.find((line) => line.kind === 'incident');
    if (incident !== undefined) {
      if (!incident.contacts.includes(lane.id)) this.tell({ ...incident, contacts: [...incident.contacts, lane.id], count: incident.count + 1, because: `${incident.count + 1} callers past 2:00 at once; 1 agent ready` });
      return;
    }
    const live = [...this.#lines().values()].filter((line) => line.state === 'live').length;
    if (live > 9) { this.overflowed++; return; }
    const place = lane.stage === 'menu' && lane.place !== undefined ? { node: lane.place } : { queue: { id: contact.queue.id, name: contact.queue.name } };
    const id = alike.length >= 3 ? `incident-${rule}-${contact.queue.id}-${this.facts.length}` : `${lane.id}-${rule}`;
    this.tell({
      id, kind: alike.length >= 3 ? 'incident' : 'alert', rule, title, severity, because, action, place,
      contacts: [lane.id, ...(alike.length >= 3 ? alike.flatMap((line) => line.contacts) : [])], count: alike.length >= 3 ? alike.length + 1 : 1, since: lane.since, raisedAt: this.now, state: 'live',
    });
    if (alike.length >= 3) for (const line of alike) this.tell({ ...line, state: 'cleared', endedAt: this.now, into: id });
  }

  #lines(): Map<string, FeedLine> {
    return new Map(this.facts.slice(-400).map((fact) => [fact.line.id, fact.line]));
  }

  #liveLines(contact: string): FeedLine[] {
    return [...this.#lines().values()].filter((line) => line.state === 'live' && (line.kind === 'alert' ? line.contacts[0] === contact : line.contacts.includes(contact) && this.#random() < 0.3));
  }

  tell(line: FeedLine): void {
    this.facts.push({ number: this.facts.length + 1, line });
  }
}
