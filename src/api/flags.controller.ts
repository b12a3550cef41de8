import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { Allow } from '../access/allow.js';
import { TheReader } from '../access/holder-params.js';
import type { FlagCard, FlagMarkView } from '../contract/contact.js';
import type { Page } from '../contract/session.js';
import type { Reader } from '../domain/reader.js';
import { answered } from './answer.js';
import { asked } from './asked.js';
import { listFlags } from './flags.js';
import { markFlag } from './marks.js';
import { flagMark, flagsQuery } from './parameters.js';
import type { FlagMarked, FlagsQuery } from './parameters.js';
import { API } from './parts.js';
import type { ApiParts } from './parts.js';

/** Flags, and what people say of them. */
@Controller('api/v1/flags')
export class FlagsController {
  constructor(@Inject(API) private readonly parts: ApiParts) {}

  @Get()
  @Allow('contacts')
  async list(@Query(asked(flagsQuery)) query: FlagsQuery, @TheReader() reader: Reader): Promise<Page<FlagCard>> {
    return answered(await listFlags(this.parts, query, reader));
  }

  @Post('marks')
  @HttpCode(200)
  @Allow('recover')
  async mark(@Body(asked(flagMark)) mark: FlagMarked, @TheReader() reader: Reader): Promise<FlagMarkView> {
    return answered(await markFlag(this.parts, mark, reader));
  }
}
