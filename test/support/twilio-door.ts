import { Module } from '@nestjs/common';
import type { Provider, Type } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { accessProviders } from '../../src/access/providers.js';
import { addBodyParsers } from '../../src/app/body-parsers.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import { twilioProof } from '../../src/ingest/twilio/proof.js';
import { TwilioIngest } from '../../src/ingest/twilio/twilio-ingest.js';
import { TwilioIngestController } from '../../src/ingest/twilio/twilio-ingest.controller.js';
import type { Intake } from '../../src/ports/intake.js';
import { movedParts } from './access.js';
import { PUBLIC, TOKEN } from './twilio-posts.js';

/** Twilio's routes behind the guard and with the server's body parsers, over a log in memory. */
export class TwilioDoor {
  readonly events: EarshotEvent[] = [];
  readonly notes: string[] = [];
  readonly refused: string[] = [];
  isLogAway = false;
  url = '';
  now = Date.parse('2026-11-02T10:00:00Z');
  private app: NestFastifyApplication | undefined;

  readonly clock = { now: () => this.now };
  readonly proof = twilioProof({ authToken: TOKEN, callbackUrl: PUBLIC });
  readonly intake: Intake = {
    accept: async (events) => (this.isLogAway ? { taken: false, cause: 'log', retryAfterMs: 1_500, reason: 'the log is away' } : (this.events.push(...events), { taken: true, position: 1 })),
  };

  async open(controllers: readonly Type[] = [], providers: readonly Provider[] = []): Promise<void> {
    const ingest = new TwilioIngest({
      proof: this.proof, intake: this.intake, clock: this.clock, beginnings: () => this.events,
      refusals: { refused: async (source, _, left) => void (left.length > 0 && this.refused.push(`${source} ${left.length} unreadable`)), unused: () => undefined },
      refused: (source, count, kind) => void this.refused.push(`${source} ${count} ${kind}`), note: (sentence) => void this.notes.push(sentence),
    });
    @Module({ controllers: [TwilioIngestController, ...controllers], providers: [...accessProviders(movedParts(), []), { provide: TwilioIngest, useValue: ingest }, ...providers] })
    class Door {}
    const built = await Test.createTestingModule({ imports: [Door] }).setLogger({ log: () => undefined, warn: () => undefined, error: () => undefined }).compile();
    const app = built.createNestApplication<NestFastifyApplication>(new FastifyAdapter({ forceCloseConnections: true, bodyLimit: 256 * 1_024 }), { bodyParser: false });
    addBodyParsers(app.getHttpAdapter().getInstance());
    await app.listen(0, '127.0.0.1');
    this.app = app;
    this.url = await app.getUrl();
  }

  async close(): Promise<void> {
    await this.app?.close();
  }
}
