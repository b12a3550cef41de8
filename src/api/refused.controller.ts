import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { Allow } from '../access/allow.js';
import type { Page } from '../contract/session.js';
import type { RefusedLine, RetryAnswer } from '../contract/sources.js';
import { answered } from './answer.js';
import { asked } from './asked.js';
import { ofSource, refusedQuery } from './parameters.js';
import type { OfSource, RefusedQuery } from './parameters.js';
import { API } from './parts.js';
import type { ApiParts } from './parts.js';
import { drop, listRefused, retryAll, retryOne } from './refused.js';

/** What could not become an event, with its reason: read again after a fix, or dropped. */
@Controller('api/v1/refused')
@Allow('admin')
export class RefusedController {
  constructor(@Inject(API) private readonly parts: ApiParts) {}

  @Get()
  list(@Query(asked(refusedQuery)) query: RefusedQuery): Promise<Page<RefusedLine>> {
    return listRefused(this.parts, query);
  }

  @Post('retry')
  @HttpCode(200)
  all(@Query(asked(ofSource)) { source }: OfSource): Promise<RetryAnswer> {
    return retryAll(this.parts, source);
  }

  @Post(':id/retry')
  @HttpCode(200)
  async one(@Param('id') id: string): Promise<RetryAnswer> {
    return answered(await retryOne(this.parts, id));
  }

  @Delete(':id')
  @HttpCode(204)
  async drop(@Param('id') id: string): Promise<void> {
    answered(await drop(this.parts, id));
  }
}
