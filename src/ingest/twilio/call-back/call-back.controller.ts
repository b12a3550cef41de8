import { Controller, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../../../access/allow.js';
import { signedPost, type Posted } from '../../../ports/signed-post.js';
import { SIGNATURE } from '../proof.js';
import type { Turn } from './paths.js';
import { TwilioCallBack } from './twilio-call-back.js';

/** Open to everyone, because each request proves by its signature that Twilio made it. */
@Controller('call-backs/twilio')
@Public()
export class TwilioCallBackController {
  constructor(@Inject(TwilioCallBack) private readonly calls: TwilioCallBack) {}

  @Post('agent/:id')
  agent(@Req() posted: Posted, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    return this.answer('agent', posted, id, reply);
  }

  @Post('go/:id')
  go(@Req() posted: Posted, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    return this.answer('go', posted, id, reply);
  }

  @Post('done/:id')
  done(@Req() posted: Posted, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    return this.answer('done', posted, id, reply);
  }

  @Post('agent-status/:id')
  agentStatus(@Req() posted: Posted, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    return this.answer('agent-status', posted, id, reply);
  }

  @Post('customer/:id')
  customer(@Req() posted: Posted, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    return this.answer('customer', posted, id, reply);
  }

  private async answer(turn: Turn, posted: Posted, id: string, reply: FastifyReply): Promise<unknown> {
    const { status, body } = await this.calls.answer(turn, id, signedPost(posted, SIGNATURE));
    reply.status(status);
    if (status !== 204) reply.header('content-type', status === 200 ? 'text/xml; charset=utf-8' : 'application/json');
    return body;
  }
}
