import { Controller, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../../../access/allow.js';
import { signedPost, type Posted } from '../../../ports/signed-post.js';
import { SIGNATURE } from '../proof.js';
import { VoiceApp, type VoiceAnswer } from './voice-app.js';

/** The ready-made menu. Open to everyone, because each request proves by its signature that Twilio made it. */
@Controller('voice')
@Public()
export class VoiceController {
  constructor(@Inject(VoiceApp) private readonly voice: VoiceApp) {}

  @Post(':step')
  async answer(@Req() posted: Posted, @Res({ passthrough: true }) reply: FastifyReply): Promise<VoiceAnswer['body']> {
    const { status, body } = await this.voice.answer(signedPost(posted, SIGNATURE));
    reply.status(status).header('content-type', status === 200 ? 'text/xml; charset=utf-8' : 'application/json');
    return body;
  }
}
