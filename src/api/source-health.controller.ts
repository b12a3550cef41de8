import { Controller, Delete, Get, HttpCode, Inject, Param, Query } from '@nestjs/common';
import { Allow } from '../access/allow.js';
import { TheReader } from '../access/holder-params.js';
import type { SourceHealth } from '../contract/sources.js';
import type { Page } from '../contract/session.js';
import type { Reader } from '../domain/reader.js';
import { answered } from './answer.js';
import { asked } from './asked.js';
import { nothing } from './parameters.js';
import { API } from './parts.js';
import type { ApiParts } from './parts.js';
import { forgetSource, sourcesFor } from './source-health.js';

/** Whether each source is heard, how late, and what is wrong with it. */
@Controller('api/v1/sources')
@Allow('board')
export class SourceHealthController {
  constructor(@Inject(API) private readonly parts: ApiParts) {}

  @Get()
  list(@Query(asked(nothing)) _: object, @TheReader() reader: Reader): Promise<Page<SourceHealth>> {
    return sourcesFor(this.parts, reader);
  }

  @Delete(':source')
  @HttpCode(204)
  @Allow('admin')
  forget(@Param('source') source: string): void {
    answered(forgetSource(this.parts, source));
  }
}
