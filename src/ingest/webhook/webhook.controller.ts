import { Body, Controller, Headers, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../../access/allow.js';
import { WebhookIngest } from './webhook-ingest.js';

/** Any platform's posts, read by the mapping of the settings file. Open to everyone, because each post proves its sender as that mapping says. */
@Controller('ingest/webhook')
@Public()
export class WebhookController {
  constructor(@Inject(WebhookIngest) private readonly ingest: WebhookIngest) {}

  @Post(':source')
  @HttpCode(200)
  async take(@Param('source') source: string, @Headers() sent: Record<string, string>, @Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    const answer = await this.ingest.take(source, sent, body);
    reply.status(answer.status).headers(answer.headers);
    return answer.body;
  }
}
