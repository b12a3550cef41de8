import { Body, Controller, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow } from '../../access/allow.js';
import { TheSource } from '../../access/holder-params.js';
import { GenesysIngest } from './genesys-ingest.js';

/** Where the EventBridge rule of a Genesys Cloud organization ends. */
@Controller('ingest/genesys')
export class GenesysController {
  constructor(@Inject(GenesysIngest) private readonly ingest: GenesysIngest) {}

  @Allow('ingest')
  @Post('events')
  @HttpCode(200)
  async events(@Body() body: unknown, @TheSource() source: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    const answer = await this.ingest.events(source, body);
    reply.status(answer.status).headers(answer.headers);
    return answer.body;
  }
}
