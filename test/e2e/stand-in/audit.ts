import type { AuditLine } from '../../../src/contract/audit.js';
import { HOUR, MINUTE } from '../../../src/domain/time.js';

/** A morning of a small center. */
export function auditLines(now: number): AuditLine[] {
  const line = (id: string, ago: number, who: string, what: string, says: string, about: string | null, address: string | null): AuditLine => ({ id, at: now - ago, who, what, says, about, address });
  return [
    line('a5', 4 * MINUTE, 'sue', 'number.shown', 'Looked up the caller\'s number of c-1042', 'c-1042', '192.0.2.17'),
    line('a4', 20 * MINUTE, 'sue', 'signed-in', 'Signed in with Example', null, '192.0.2.17'),
    line('a3', 21 * MINUTE, 'an unknown name', 'sign-in.refused', 'Was not let in: there is nobody of this name', null, '198.51.100.4'),
    line('a2', 3 * HOUR, 'root at the command line', 'account.changed', 'Changed what sue may do: supervisor → supervisor of billing', 'sue', null),
    line('s1', 5 * HOUR, 'ann', 'settings.changed', 'Changed the settings: version 12', 'version 12', null),
  ];
}
