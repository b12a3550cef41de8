import { Body, Controller, Get, HttpCode, HttpException, Param, Post, Query, Res } from '@nestjs/common';
import { Allow } from '../access/allow.js';
import type { Reply } from '../access/guard.js';
import { TheReader } from '../access/holder-params.js';
import type { PromptView } from '../contract/desk.js';
import type { Page, Problem } from '../contract/session.js';
import type { Reader } from '../domain/reader.js';
import { Desk } from './desk.js';
import { answerAll, listPrompts } from './prompts.js';
import type { PromptRefusal } from './prompts.js';

/** The prompts of the last hour, and answers from desktops of another make. */
@Controller('api/v1/prompts')
export class PromptsController {
  constructor(private readonly desk: Desk) {}

  @Get()
  @Allow('prompts')
  list(@Query() query: Readonly<Record<string, unknown>>, @TheReader() reader: Reader): Page<PromptView> {
    const listed = listPrompts(this.desk, query, reader);
    if (!listed.ok) throw problem(listed.reason);
    return listed.value;
  }

  @Post(':id/answers')
  @HttpCode(200)
  @Allow('answer')
  async answer(@Param('id') id: string, @Body() body: unknown, @TheReader() reader: Reader, @Res({ passthrough: true }) reply: Reply): Promise<PromptView> {
    const answered = await answerAll(this.desk, id, body, reader);
    if (answered.ok) return answered.value;
    if (answered.reason.status === 503) reply.header('retry-after', '2');
    throw problem(answered.reason);
  }
}

function problem({ status, what, do: advice }: PromptRefusal): HttpException {
  return new HttpException({ error: { what, do: advice } } satisfies Problem, status);
}
