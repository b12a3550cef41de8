import { Body, Controller, Headers, HttpCode, Inject, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow } from '../../access/allow.js';
import { TheSource } from '../../access/holder-params.js';
import { HttpIngest } from './http-ingest.js';
import type { EventsAnswer } from './http-ingest.js';

/** POST /ingest/events: CloudEvents in any mode, acknowledged when they are durable. */
@Controller('ingest')
export class EventsController {
  constructor(@Inject(HttpIngest) private readonly ingest: HttpIngest) {}

  @Allow('ingest')
  @Post('events')
  @HttpCode(200)
  async take(
    @Headers() headers: Record<string, string>, @Body() body: unknown, @Query('history') history: string | undefined,
    @TheSource() source: string, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EventsAnswer['body']> {
    const answer = await this.ingest.take(headers, body, { source, history: history !== undefined });
    reply.status(answer.status).headers(answer.headers);
    return answer.body;
  }
}
