import 'reflect-metadata';
import { Body, Controller, HttpCode, Inject, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { openDatabase } from '../../../src/store/open-database.js';

/** The application that one would write first: Nest on Express, an INSERT an event, answered when it is committed. Durable as ours is. */
interface Sent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly data: object;
}

const dataDir = await mkdtemp(path.join(tmpdir(), 'earshot-plain-'));
const database = await openDatabase({ dataDir, onNote: () => undefined });
const { connection } = database;
const pool = new pg.Pool({ ...('url' in connection ? { connectionString: connection.url } : connection), max: 10 });
// Its idle sessions end with the database.
pool.on('error', () => undefined);
await pool.query('CREATE TABLE event (source text, id text, type text NOT NULL, subject text NOT NULL, time timestamptz NOT NULL, data jsonb NOT NULL, PRIMARY KEY (source, id))');

@Controller('ingest')
class EventsController {
  constructor(@Inject(pg.Pool) private readonly rows: pg.Pool) {}

  @Post('events')
  @HttpCode(200)
  async take(@Body() events: Sent[]): Promise<{ accepted: number }> {
    for (const { source, id, type, subject, time, data } of events) {
      await this.rows.query('INSERT INTO event VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING', [source, id, type, subject, time, data]);
    }
    return { accepted: events.length };
  }
}

@Module({ controllers: [EventsController], providers: [{ provide: pg.Pool, useValue: pool }] })
class PlainModule {}

const app = await NestFactory.create<NestExpressApplication>(PlainModule, { logger: ['error'] });
app.useBodyParser('json', { type: 'application/cloudevents-batch+json' });
await app.listen(0, '127.0.0.1');
process.send?.({ url: await app.getUrl() });
process.once('SIGTERM', () => void app.close().then(() => pool.end()).then(() => database.stop()).then(() => rm(dataDir, { recursive: true, force: true })).then(() => process.exit(0)));
