import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@jest/globals';
import type { MetricReading, MetricsAnswer } from '../../src/api/readings/answer.js';
import type { ImportSummary } from '../../src/ingest/import/tally.js';
import { Earshot } from '../support/earshot.js';
import { bankFile } from './bank-recount.js';

export const bankWeek = { from: Date.parse('1999-02-01T00:00:00+02:00'), to: Date.parse('1999-02-08T00:00:00+02:00') };

/** A server of the bank, in its zone and with its names, and further settings. */
export class Bank {
  private earshot!: Earshot;
  private token = '';
  summary!: ImportSummary;

  constructor(private readonly more: string) {}

  async open(): Promise<void> {
    this.earshot = await Earshot.prepare();
    const floor = path.join(this.earshot.dataDir, 'floor.yaml');
    this.earshot.set('EARSHOT_SETTINGS', floor);
    writeFileSync(floor, `zone: Asia/Jerusalem\nqueues:\n  PS: { name: Regular }\n  NE: { name: Stock exchange }\n${this.more}`);
    await this.earshot.start();
    this.token = await this.earshot.command('tokens', 'create', '--role', 'supervisor');
    await this.import();
  }

  async import(): Promise<void> {
    this.summary = JSON.parse(await this.earshot.command('--json', 'import', 'csv', bankFile, '--mapping', 'test/recorded/bank-mapping.json')) as ImportSummary;
    await this.earshot.caughtUp(this.token);
  }

  async restart(): Promise<void> {
    await this.earshot.stop();
    await this.earshot.start();
    await this.earshot.caughtUp(this.token);
  }

  get<Answer>(where: string): Promise<Answer> {
    return this.earshot.get<Answer>(where, this.token);
  }

  async readAll(ids: string, more: string): Promise<ReadonlyMap<string, MetricReading>> {
    const { items, zone } = await this.get<MetricsAnswer>(`/api/v1/metrics?from=${bankWeek.from}&to=${bankWeek.to}&interval=day&metric=${ids}${more}`);
    expect(zone).toBe('Asia/Jerusalem');
    return new Map(items.map((item) => [item.id, item]));
  }

  async read(id: string, more: string): Promise<MetricReading> {
    const reading = (await this.readAll(id, more)).get(id);
    if (!reading) throw new Error(`The API does not give ${id}.`);
    return reading;
  }

  close(): Promise<void> {
    return this.earshot.remove();
  }
}
