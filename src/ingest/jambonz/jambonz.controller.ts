import { Body, Controller, Headers, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../../access/allow.js';
import type { Answer } from '../answer.js';

/** Takes a post as the settings' webhook `jambonz` does: there its proof and its mapping stand. */
export type TakeJambonz = (headers: Readonly<Record<string, unknown>>, body: unknown) => Promise<Answer>;
export const JAMBONZ = Symbol('who takes posts of jambonz');

/** An address of its own, so that a mapping can become a translation without anything to change in jambonz. Open to everyone, because each post proves its sender. */
@Controller('ingest/jambonz')
@Public()
export class JambonzController {
  constructor(@Inject(JAMBONZ) private readonly takePost: TakeJambonz) {}

  @Post()
  @HttpCode(200)
  async take(@Headers() sent: Record<string, string>, @Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    const answer = await this.takePost(sent, body);
    reply.status(answer.status).headers(answer.headers);
    return answer.body;
  }
}
