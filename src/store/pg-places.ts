import type { DataSource } from 'typeorm';
import type { Clock } from '../ports/clock.js';
import type { Places } from '../ports/places.js';
import { toColumn } from './state/column.js';

export class PgPlaces implements Places {
  constructor(private readonly dataSource: DataSource, private readonly clock: Clock) {}

  async read(name: string): Promise<unknown> {
    const [row] = await this.dataSource.query<{ place: unknown }[]>('SELECT place FROM reading_place WHERE name = $1', [toColumn(name)]);
    return row?.place;
  }

  async write(name: string, place: unknown): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO reading_place (name, place, written_at) VALUES ($1, $2, $3)
       ON CONFLICT (name) DO UPDATE SET place = excluded.place, written_at = excluded.written_at`,
      [toColumn(name), JSON.stringify(place), this.clock.now()],
    );
  }
}
