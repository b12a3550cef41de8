import type { AuditEntry } from '../../src/domain/audit.js';
import type { AuditAsked, AuditLog, NewAuditEntry } from '../../src/ports/audit.js';

/** The audit log without a database, and without what stands in the log anyway. */
export class MemoryAudit implements AuditLog {
  readonly entries: AuditEntry[] = [];
  private readonly causes = new Set<string>();

  async write({ cause, ...entry }: NewAuditEntry): Promise<void> {
    if (cause !== undefined && this.causes.has(cause)) return;
    if (cause !== undefined) this.causes.add(cause);
    this.entries.push({ id: `a${String(this.entries.length + 1).padStart(16, '0')}`, ...entry });
  }

  async read({ from = -Infinity, to = Infinity, who, what, after, limit }: AuditAsked): Promise<readonly AuditEntry[]> {
    return this.entries
      .filter((each) => from <= each.at && each.at < to && (who === undefined || each.who === who) && (what === undefined || each.what === what))
      .filter(({ at, id }) => after === undefined || at < after.at || (at === after.at && id < after.id))
      .toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).slice(0, limit);
  }

  /** Who did what to whom, oldest first, in a line each. */
  lines(): string[] {
    return this.entries.map(({ who, what, about, address, says }) => [who, what, about, address, says].filter((each) => each !== undefined).join(' | '));
  }
}
