import type { AuditEntry, Deed } from '../domain/audit.js';
import type { Instant } from '../domain/time.js';

export interface NewAuditEntry extends Omit<AuditEntry, 'id' | 'what'> {
  /** Changes of settings stand in the log already. */
  readonly what: Exclude<Deed, 'settings.changed'>;
  /** The event that says the same of a contact: written once for it. */
  readonly cause?: string;
}

export interface AuditAsked {
  readonly from?: Instant;
  readonly to?: Instant;
  readonly who?: string;
  readonly what?: Deed;
  readonly limit: number;
  /** Only what comes behind it. */
  readonly after?: { readonly at: Instant; readonly id: string };
}

/** Both throw CredentialsUnavailable when the store does not answer: what cannot be written down is not done. */
export interface AuditLog {
  write(entry: NewAuditEntry): Promise<void>;
  /** Newest first; of one instant, the greater id. */
  read(asked: AuditAsked): Promise<readonly AuditEntry[]>;
}
