import { Body, Controller, Headers, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow, AllowKeyIn } from '../../access/allow.js';
import { TheSource } from '../../access/holder-params.js';
import { ConnectIngest } from './connect-ingest.js';
import { firehoseKey } from './firehose.js';
import type { FirehoseAnswer } from './firehose.js';

/** Where Amazon Connect's streams end: contact events through EventBridge, everything else through Firehose. */
@Controller('ingest/amazon-connect')
export class AmazonConnectController {
  constructor(@Inject(ConnectIngest) private readonly ingest: ConnectIngest) {}

  @Allow('ingest')
  @Post('events')
  @HttpCode(200)
  async event(@Body() body: unknown, @TheSource() source: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    const answer = await this.ingest.event(source, body);
    reply.status(answer.status).headers(answer.headers);
    return answer.body;
  }

  @AllowKeyIn(firehoseKey)
  @Post('firehose')
  @HttpCode(200)
  async records(
    @Headers() headers: Record<string, string>, @Body() body: unknown, @TheSource() source: string, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FirehoseAnswer> {
    const answer = await this.ingest.records(source, headers, body);
    reply.status(answer.status).headers(answer.headers);
    return answer.body;
  }
}
