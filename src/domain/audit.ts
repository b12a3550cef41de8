import type { Instant } from './time.js';

/** What is written down of who did what: past facts, as events are. */
export const deeds = [
  'signed-in', 'sign-in.refused', 'signed-out', 'session.ended',
  'key.made', 'key.revoked', 'token.made', 'token.revoked', 'link.made',
  'account.made', 'account.changed', 'account.disabled', 'account.enabled', 'password.reset',
  'number.shown', 'contact.exported', 'customer.exported', 'customer.erased', 'settings.changed',
] as const;
export type Deed = (typeof deeds)[number];

/** One line of the audit log. Never a secret, and of a caller no more than the contact. */
export interface AuditEntry {
  /** Where it stands among those of the same instant. */
  readonly id: string;
  readonly at: Instant;
  /** An account, a token's label, a person at the command line, `earshot`. */
  readonly who: string;
  readonly what: Deed;
  /** The account, key, token, contact or version that it was done to. */
  readonly about?: string;
  /** From where it was asked for, as far as a network tells. */
  readonly address?: string;
  /** How, or why: "supervisor of billing". */
  readonly says?: string;
}
