import { describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { SealedNumbers } from '../ports/numbers.js';
import { HOUR } from '../domain/time.js';
import { keyIdOf } from './key-ring.js';
import { SealingKeys } from './sealing.js';
import { NUMBER_KEPT, NumberVault } from './number-vault.js';

const now = 1_780_000_000_000;

function shelf(): SealedNumbers & { readonly rows: Map<string, { sealed: Uint8Array; expiresAt: number }> } {
  const rows = new Map<string, { sealed: Uint8Array; expiresAt: number }>();
  return {
    rows,
    put: async (customer, sealed, expiresAt) => void rows.set(customer, { sealed, expiresAt }),
    find: async (customer, at) => {
      const row = rows.get(customer);
      return row && row.expiresAt > at ? row.sealed : undefined;
    },
    drop: async (customer) => void rows.delete(customer),
    dropExpired: async (at) => [...rows].filter(([customer, { expiresAt }]) => expiresAt <= at && rows.delete(customer)).length,
  };
}

function vault(rows = shelf(), secret = Buffer.alloc(32, 7), clock = { now: () => now }): NumberVault {
  return new NumberVault({ customerOf: (number) => (number === '' ? undefined : `tel_${number.slice(-4)}`) }, new SealingKeys([{ id: keyIdOf(secret), key: secret }], secret), rows, clock, (error) => {
    throw error;
  });
}

const lost = { why: 'abandoned', at: now } as const;

describe('the number vault', () => {
  test('seals a number only when its caller was let down', async () => {
    const rows = shelf();
    const first = vault(rows);
    first.customerOf('+12025550123');
    first.customerOf('+12025550999');
    first.heed([{ id: 'a', customer: 'tel_0123', loss: lost }, { id: 'b', customer: 'tel_0999' }]);
    expect([...rows.rows.keys()]).toEqual(['tel_0123']);
    expect(Buffer.from(rows.rows.get('tel_0123')?.sealed ?? []).toString('latin1')).not.toContain('2025550123');
    // A server that started anew holds nothing in memory: the number comes out of the database.
    expect(await vault(rows).numberOf('tel_0123')).toBe('+12025550123');
    expect(await vault(rows).numberOf('tel_0999')).toBeUndefined();
  });

  test('drops it when the person was reached, and after 72 hours', async () => {
    const rows = shelf();
    const first = vault(rows);
    first.customerOf('+12025550123');
    first.heed([{ id: 'a', customer: 'tel_0123', loss: lost }]);
    first.heed([{ id: 'a', customer: 'tel_0123', loss: lost, callback: { reachedAt: now } }]);
    expect(rows.rows.size).toBe(0);
    first.heed([{ id: 'a', customer: 'tel_0123', loss: { ...lost, at: now + 1 } }]);
    await vault(rows, undefined, { now: () => now + NUMBER_KEPT }).forgetExpired();
    expect(rows.rows.size).toBe(0);
  });

  test('seals the number that a customer asks to be called at, and drops it when that is settled', async () => {
    const rows = shelf();
    const first = vault(rows);
    first.customerOf('+12025550123');
    first.customerOf('+12025550456');
    const asked = { id: 'a', customer: 'tel_0123', callback: { requestedAt: now, number: 'tel_0456' } };
    first.heed([asked, { id: 'withheld', callback: asked.callback }]);
    expect([await first.numberOf('tel_0123'), await first.numberOf('withheld')]).toEqual(['+12025550456', '+12025550456']);
    first.heed([{ ...asked, callback: { ...asked.callback, cancelledAt: now + 1 } }]);
    expect([...rows.rows.keys()]).toEqual(['withheld']);
  });

  test('cannot be opened with another key', async () => {
    const rows = shelf();
    const first = vault(rows);
    first.customerOf('+12025550123');
    first.heed([{ id: 'a', customer: 'tel_0123', loss: lost }]);
    expect(await vault(rows, randomBytes(32)).numberOf('tel_0123')).toBeUndefined();
  });

  test('forgets a number that it held for six hours without need', async () => {
    let time = now;
    const first = vault(shelf(), undefined, { now: () => time });
    first.customerOf('+12025550123');
    time += 7 * HOUR;
    await first.forgetExpired();
    expect(await first.numberOf('tel_0123')).toBeUndefined();
  });
});
