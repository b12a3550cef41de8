import { skeletonOf, withoutCustomer } from '../domain/erased.js';
import type { FreshNames } from '../domain/erased.js';
import type { EarshotEvent } from '../domain/event.js';
import type { Instant } from '../domain/time.js';

export interface CustomerNames extends FreshNames {
  customer(key: string): string;
}

/**
 * Who was erased, so that nothing late, doubled or imported brings them back: only fresh names are kept of it. What is still told of
 * their contacts goes to the skeletons; what names them and happened before is told without them. Who calls again is new.
 */
export class ErasedNames {
  private readonly contacts = new Set<string>();
  private readonly customers = new Map<string, Instant>();

  constructor(readonly names: CustomerNames) {}

  /** `contacts`, `customers`: by their fresh names. */
  add(contacts: Iterable<string>, customers: Iterable<readonly [string, Instant]>): void {
    for (const contact of contacts) this.contacts.add(contact);
    for (const [customer, at] of customers) this.customers.set(customer, Math.max(at, this.customers.get(customer) ?? 0));
  }

  isContact(id: string): boolean {
    return this.contacts.size > 0 && this.contacts.has(this.names.contact(id));
  }

  /** As it may stand in the log. */
  safe(event: EarshotEvent): EarshotEvent {
    if (this.customers.size === 0) return event;
    if (this.isContact(event.subject)) return event.subject === this.names.contact(event.subject) ? event : skeletonOf(event, this.names);
    return withoutCustomer(event, (customer, at) => at <= (this.customers.get(this.names.customer(customer)) ?? -Infinity));
  }
}
