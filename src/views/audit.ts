import type { AuditLine } from '../contract/audit.js';
import type { AuditEntry, Deed } from '../domain/audit.js';

/** What was done, in a sentence. */
const sentences: Readonly<Record<Deed, (about: string, says: string) => string>> = {
  'signed-in': (_, how) => joined('Signed in', how),
  'sign-in.refused': (_, why) => `Was not let in: ${why}`,
  'signed-out': () => 'Signed out',
  'session.ended': (_, why) => `Was signed out. ${why}`,
  'key.made': (key) => `Made the ingest key ${key}`,
  'key.revoked': (key) => `Revoked the ingest key ${key}`,
  'token.made': (token, grant) => `Made the token ${token}: ${grant}`,
  'token.revoked': (token) => `Revoked the token ${token}`,
  'link.made': (user) => `Made a login link for ${user}`,
  'account.made': (user, grant) => `Made the account ${user}: ${grant}`,
  'account.changed': (user, change) => `Changed what ${user} may do: ${change}`,
  'account.disabled': (user) => `Disabled the account ${user}`,
  'account.enabled': (user) => `Enabled the account ${user}`,
  'password.reset': (user) => `Gave ${user} a new password`,
  'number.shown': (contact) => `Looked up the caller's number of ${contact}`,
  'contact.exported': (contact, how) => joined(`Took the evidence of ${contact}`, how),
  'customer.exported': (contact) => `Took everything that is kept on the customer of ${contact}`,
  'customer.erased': (erasure) => `Had a customer erased, erasure ${erasure}`,
  'settings.changed': (version) => `Changed the settings: ${version}`,
};

export function auditLineOf({ id, at, who, what, about, address, says = '' }: AuditEntry): AuditLine {
  return { id, at, who, what, says: sentences[what](about ?? '', says), about: about ?? null, address: address ?? null };
}

function joined(what: string, how: string): string {
  return how === '' ? what : `${what} ${how}`;
}
