import type { AgentSegment } from '../domain/contact.js';
import type { Instant } from '../domain/time.js';
import type { LiveStep } from '../ports/live-state.js';
import type { Part } from './part.js';

/** Who is on which contacts, and whose desk is to be drawn again. */
export class Work {
  private readonly agents = new Map<string, Map<string, AgentSegment>>();
  private readonly ofContact = new Map<string, readonly string[]>();
  private readonly touched = new Set<string>();
  private allTouched = false;
  /** When time alone changes what a desk shows. */
  private readonly again = new Map<string, Instant>();

  isKnown(contact: string): boolean {
    return this.ofContact.has(contact);
  }

  /** Takes in who is on a contact, and who no longer is. */
  take(contact: string, parts: readonly Part[]): void {
    const on = parts.filter((part) => part.is === 'on');
    for (const agent of this.ofContact.get(contact) ?? []) this.leave(agent, contact);
    for (const { agent, segment } of on) this.enter(agent, contact, segment);
    if (on.length > 0) this.ofContact.set(contact, on.map(({ agent }) => agent));
    else this.ofContact.delete(contact);
  }

  /** What a customer's other contacts came to changes the effort of the one that goes on. */
  takeJourneys({ journeys, settingsChanged }: LiveStep): void {
    if (settingsChanged) this.touchAll();
    for (const { journey } of journeys) {
      for (const { id } of journey.contacts) for (const agent of this.ofContact.get(id) ?? []) this.touched.add(agent);
    }
  }

  /** The contacts that an agent is on, the newest first. */
  of(agent: string): readonly (readonly [contact: string, segment: AgentSegment])[] {
    return [...this.agents.get(agent) ?? []].toSorted(([, a], [, b]) => b.connectedAt - a.connectedAt);
  }

  drawAgainAt(agent: string, at: Instant | undefined): void {
    if (at === undefined) this.again.delete(agent);
    else this.again.set(agent, at);
  }

  isToDraw(agent: string, now: Instant): boolean {
    return this.allTouched || this.touched.has(agent) || (this.again.get(agent) ?? Infinity) <= now;
  }

  touchAll(): void {
    this.allTouched = true;
  }

  drawn(): void {
    this.touched.clear();
    this.allTouched = false;
  }

  private enter(agent: string, contact: string, segment: AgentSegment): void {
    const known = this.agents.get(agent);
    if (known) known.set(contact, segment);
    else this.agents.set(agent, new Map([[contact, segment]]));
    this.touched.add(agent);
  }

  private leave(agent: string, contact: string): void {
    const known = this.agents.get(agent);
    if (known?.delete(contact) === true && known.size === 0) this.agents.delete(agent);
    this.touched.add(agent);
  }
}
