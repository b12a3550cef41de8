import { Body, Controller, Get, HttpCode, HttpException, Param, Post, Query, Res } from '@nestjs/common';
import { Allow } from '../access/allow.js';
import type { Reply } from '../access/guard.js';
import { TheReader } from '../access/holder-params.js';
import type { FindingLine, FindingPage, FindingTimeline, TroubleLine } from '../contract/findings.js';
import type { MinutesView } from '../contract/minutes.js';
import type { Page, Problem } from '../contract/session.js';
import type { Reader } from '../domain/reader.js';
import type { Result } from '../domain/result.js';
import { Findings } from './findings.js';
import { showMinutes } from './minutes.js';
import { listFindings, listTroubles, sayOfFinding, showCall, showFinding } from './reading.js';
import type { FindingRefusal } from './reading.js';

type Asked = Readonly<Record<string, unknown>>;

/** What functions of the company are to mend. */
@Controller('api/v1')
@Allow('findings')
export class FindingsController {
  constructor(private readonly findings: Findings) {}

  @Get('findings')
  async list(@Query() query: Asked, @TheReader() reader: Reader, @Res({ passthrough: true }) reply: Reply): Promise<Page<FindingLine>> {
    return answered(await listFindings(this.findings, query, reader), reply);
  }

  @Get('troubles')
  async troubles(@Query() query: Asked, @TheReader() reader: Reader): Promise<Page<TroubleLine>> {
    return answered(await listTroubles(this.findings, query, reader));
  }

  @Get('minutes')
  async minutes(@Query() query: Asked, @TheReader() reader: Reader): Promise<MinutesView> {
    return answered(await showMinutes(this.findings, query, reader));
  }

  @Get('findings/:id')
  async show(@Param('id') id: string, @TheReader() reader: Reader, @Res({ passthrough: true }) reply: Reply): Promise<FindingPage> {
    return answered(await showFinding(this.findings, id, reader), reply);
  }

  @Get('findings/:id/calls/:contact')
  async call(@Param('id') id: string, @Param('contact') contact: string, @TheReader() reader: Reader): Promise<FindingTimeline> {
    return answered(await showCall(this.findings, id, contact, reader));
  }

  @Post('findings/:id/:word')
  @HttpCode(200)
  @Allow('settle')
  async say(@Param('id') id: string, @Param('word') word: string, @Body() body: unknown, @TheReader() reader: Reader, @Res({ passthrough: true }) reply: Reply): Promise<FindingPage> {
    return answered(await sayOfFinding(this.findings, id, word, body, reader), reply);
  }
}

function answered<Value>(answer: Result<Value, FindingRefusal>, reply?: Reply): Value {
  if (answer.ok) return answer.value;
  const { status, what, do: advice } = answer.reason;
  if (status === 503) reply?.header('retry-after', '2');
  throw new HttpException({ error: { what, do: advice } } satisfies Problem, status);
}
