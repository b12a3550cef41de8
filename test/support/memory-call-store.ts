import { isOpen } from '../../src/domain/placed-call.js';
import type { PlacedCall } from '../../src/domain/placed-call.js';
import { ok, refused } from '../../src/domain/result.js';
import type { Result } from '../../src/domain/result.js';
import type { CallStore, KeptCall } from '../../src/ports/call-backs.js';

/** Calls for stories: PostgreSQL's behaviour, held in a map. */
export class MemoryCallStore implements CallStore {
  readonly rows = new Map<string, KeptCall>();

  async open(call: PlacedCall): Promise<Result<undefined, { readonly taken: 'person' | 'phone' }>> {
    const open = [...this.rows.values()].map((row) => row.call).filter(isOpen);
    if (open.some(({ person }) => person === call.person)) return refused({ taken: 'person' });
    if (open.some(({ phone }) => phone === call.phone)) return refused({ taken: 'phone' });
    this.rows.set(call.id, { call, version: 1 });
    return ok(undefined);
  }

  async find(id: string): Promise<KeptCall | undefined> {
    return this.rows.get(id);
  }

  async openFor(who: { readonly person: string } | { readonly phone: string }): Promise<PlacedCall | undefined> {
    return [...this.rows.values()].map(({ call }) => call).find((call) => isOpen(call) && ('person' in who ? call.person === who.person : call.phone === who.phone));
  }

  async save({ version }: KeptCall, next: PlacedCall): Promise<boolean> {
    if (this.rows.get(next.id)?.version !== version) return false;
    this.rows.set(next.id, { call: next, version: version + 1 });
    return true;
  }

  async underway(): Promise<readonly KeptCall[]> {
    return [...this.rows.values()].filter(({ call }) => isOpen(call));
  }

  async untold(): Promise<readonly KeptCall[]> {
    return [...this.rows.values()].filter(({ call }) => call.untold.length > 0);
  }

  async forget(): Promise<void> {}
}
