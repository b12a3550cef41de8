import { Controller, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../../access/allow.js';
import { signedPost, type Posted } from '../../ports/signed-post.js';
import { SIGNATURE } from './proof.js';
import { answerInTwiml } from './twiml-answer.js';
import { TwilioIngest, type Answer } from './twilio-ingest.js';

/** Twilio names here a request that it makes again. */
const TOKEN = 'i-twilio-idempotency-token';

/** What Twilio posts about calls, tasks, workers and flows. Open to everyone, because each post proves by its signature that Twilio sent it. */
@Controller('ingest/twilio')
@Public()
export class TwilioIngestController {
  constructor(@Inject(TwilioIngest) private readonly ingest: TwilioIngest) {}

  /** Where Twilio waits for TwiML: a verb's `action`, the `url` of <Queue>. */
  @Post('voice')
  async voice(@Req() posted: Posted, @Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    const post = signedPost(posted, SIGNATURE);
    return answerInTwiml(post, await this.ingest.call(post, tokenIn(posted)), reply);
  }

  /** Status callbacks of calls, recordings and conferences. */
  @Post('status')
  async status(@Req() posted: Posted, @Res({ passthrough: true }) reply: FastifyReply): Promise<Answer['body'] | undefined> {
    return withoutContent(await this.ingest.call(signedPost(posted, SIGNATURE), tokenIn(posted)), reply);
  }

  /** A workspace's event callback, which wants 204 and this content type. */
  @Post('taskrouter')
  async taskRouter(@Req() posted: Posted, @Res({ passthrough: true }) reply: FastifyReply): Promise<Answer['body'] | undefined> {
    return withoutContent(await this.ingest.taskRouter(signedPost(posted, SIGNATURE)), reply);
  }

  /** A webhook sink of Event Streams. */
  @Post('events')
  async events(@Req() posted: Posted, @Res({ passthrough: true }) reply: FastifyReply): Promise<Answer['body']> {
    const { status, headers, body } = await this.ingest.stream(signedPost(posted, SIGNATURE));
    reply.status(status).headers(headers);
    return body;
  }
}

function withoutContent({ status, headers, body }: Answer, reply: FastifyReply): Answer['body'] | undefined {
  reply.status(status === 200 ? 204 : status).headers({ 'content-type': 'application/json', ...headers });
  return status === 200 ? undefined : body;
}

function tokenIn({ headers }: Posted): string | undefined {
  const token = headers[TOKEN];
  return typeof token === 'string' && /^[\w-]{1,64}$/.test(token) ? token : undefined;
}
