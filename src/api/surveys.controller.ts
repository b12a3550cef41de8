import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { Allow } from '../access/allow.js';
import { TheReader } from '../access/holder-params.js';
import type { Page } from '../contract/session.js';
import type { SurveyProgramme, SurveyResults, UnheardLine } from '../contract/surveys.js';
import type { Reader } from '../domain/reader.js';
import { answered } from './answer.js';
import { asked } from './asked.js';
import { wholePage } from './merged.js';
import { surveysQuery } from './parameters.js';
import type { SurveysQuery } from './parameters.js';
import { API } from './parts.js';
import type { ApiParts } from './parts.js';
import { readProgrammes, readResults } from './surveys.js';
import { readUnheard } from './unheard.js';

/** What customers answered, and who has not been heard. */
@Controller('api/v1')
@Allow('contacts')
export class SurveysController {
  constructor(@Inject(API) private readonly parts: ApiParts) {}

  @Get('surveys')
  async list(@Query(asked(surveysQuery)) query: SurveysQuery, @TheReader() reader: Reader): Promise<Page<SurveyProgramme>> {
    return wholePage(await readProgrammes(this.parts, query, reader));
  }

  @Get('surveys/:programme')
  async results(@Param('programme') programme: string, @Query(asked(surveysQuery)) query: SurveysQuery, @TheReader() reader: Reader): Promise<SurveyResults> {
    return answered(await readResults(this.parts, programme, query, reader));
  }

  @Get('unheard')
  async unheard(@Query(asked(surveysQuery)) query: SurveysQuery, @TheReader() reader: Reader): Promise<Page<UnheardLine>> {
    return wholePage(answered(await readUnheard(this.parts, query, reader)));
  }
}
