import type { AuditLine } from '../contract/audit.js';
import type { Page } from '../contract/session.js';
import { auditLineOf } from '../views/audit.js';
import { cursorOf } from './cursor.js';
import type { AuditQuery } from './parameters.js';
import type { ApiParts } from './parts.js';

/** Who did what, newest first. */
export async function listAudit({ audit }: Pick<ApiParts, 'audit'>, { from, to, who, what, limit, cursor }: AuditQuery): Promise<Page<AuditLine>> {
  const found = await audit.read({
    limit: limit + 1, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), ...(who === undefined ? {} : { who }), ...(what === undefined ? {} : { what }), ...(cursor === undefined ? {} : { after: cursor }),
  });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(auditLineOf), next: found.length > limit && last !== undefined ? cursorOf(last) : null };
}
