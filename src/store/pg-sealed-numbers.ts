import type { DataSource } from 'typeorm';
import type { Instant } from '../domain/time.js';
import type { SealedNumbers } from '../ports/numbers.js';
import { toColumn } from './state/column.js';

export class PgSealedNumbers implements SealedNumbers {
  constructor(private readonly dataSource: DataSource) {}

  async put(customer: string, sealed: Uint8Array, expiresAt: Instant): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO sealed_number (customer, sealed, expires_at) VALUES ($1, $2, $3)
       ON CONFLICT (customer) DO UPDATE SET sealed = excluded.sealed, expires_at = excluded.expires_at`,
      [toColumn(customer), Buffer.from(sealed), expiresAt],
    );
  }

  async find(customer: string, now: Instant): Promise<Uint8Array | undefined> {
    const [row] = await this.dataSource.query<{ sealed: Buffer }[]>(
      'SELECT sealed FROM sealed_number WHERE customer = $1 AND expires_at > $2', [toColumn(customer), now],
    );
    return row?.sealed;
  }

  async drop(customer: string): Promise<void> {
    await this.dataSource.query('DELETE FROM sealed_number WHERE customer = $1', [toColumn(customer)]);
  }

  async dropExpired(now: Instant): Promise<number> {
    const [, count] = await this.dataSource.query<[unknown, number]>('DELETE FROM sealed_number WHERE expires_at <= $1', [now]);
    return count;
  }
}
