import { Body, Controller, Headers, Inject, Param, Post, Res } from '@nestjs/common';
import { Public } from '../access/allow.js';
import { CallAnswers } from './answers.js';

interface Reply {
  status(code: number): unknown;
}

/** Where a dialler of one's own answers. Open to everyone, because each answer proves its sender by its signature. */
@Controller('ingest/call-backs')
@Public()
export class CallAnswersController {
  constructor(@Inject(CallAnswers) private readonly answers: CallAnswers) {}

  @Post(':id')
  async take(@Param('id') id: string, @Headers() headers: Record<string, unknown>, @Body() body: unknown, @Res({ passthrough: true }) reply: Reply): Promise<unknown> {
    const answer = await this.answers.take(id, headers, body);
    reply.status(answer.status);
    return answer.body;
  }
}
