import type { Instant } from '../domain/time.js';

/** What is removed when its time is over, and counted. */
export const removalClasses = ['contacts', 'entries', 'agent-days', 'flags', 'readings', 'numbers', 'refused', 'comments', 'findings', 'letters', 'evidence'] as const;
export type RemovalClass = (typeof removalClasses)[number];

export interface Removal {
  readonly class: RemovalClass;
  /** Ever. */
  readonly removed: number;
  /** When some were last looked for. */
  readonly lastAt: Instant;
}

export interface OldContact {
  readonly id: string;
  /** The last entry that told of it. */
  readonly heardIn: number;
  readonly customer?: string;
  /** Its number, where that is another key. */
  readonly number?: string;
}

/** Removes in small steps what was received long ago. Every step is whole or did not happen; a step done twice does nothing. */
export interface Removals {
  /** From then on the log begins with what was received at that instant or later. Answers its first entry; it never goes back. */
  retire(before: Instant): Promise<number>;
  /** Contacts that no entry of the log tells of any more, oldest first, after one of them. */
  oldContacts(after: OldContact | undefined, limit: number): Promise<readonly OldContact[]>;
  /** Removes these contacts with their flags, and their summaries from the rows of their customers. */
  removeContacts(contacts: readonly OldContact[]): Promise<number>;
  /** Events of before the log's beginning; settings stay. */
  removeEntries(limit: number): Promise<number>;
  /** Agents' days that were over before the log's beginning. */
  removeAgentDays(limit: number): Promise<number>;
  /** Flags of queues and menus as a whole that began before. */
  removeFlags(before: Instant, limit: number): Promise<number>;
  removeReadings(before: Instant, limit: number): Promise<number>;
  /** Of what somebody else removes; what these methods remove is counted with it. */
  note(removed: RemovalClass, count: number): Promise<void>;
}

export interface RemovalsSeen {
  removals(): Promise<readonly Removal[]>;
  /** The oldest that is there, by class, as an instant; absent where there is nothing. */
  oldest(): Promise<Readonly<Partial<Record<RemovalClass, Instant>>>>;
}
