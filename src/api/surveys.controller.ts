import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { Allow } from '../access/allow.js';
import { TheReader } from '../access/holder-params.js';
import type { Page } from '../contract/session.js';
import type { SurveyProgramme, SurveyResults } from '../contract/surveys.js';
import type { Reader } from '../domain/reader.js';
import { answered } from './answer.js';
import { asked } from './asked.js';
import { wholePage } from './merged.js';
import { surveysQuery } from './parameters.js';
import type { SurveysQuery } from './parameters.js';
import { API } from './parts.js';
import type { ApiParts } from './parts.js';
import { readProgrammes, readResults } from './surveys.js';

/** What customers answered. */
@Controller('api/v1/surveys')
@Allow('contacts')
export class SurveysController {
  constructor(@Inject(API) private readonly parts: ApiParts) {}

  @Get()
  async list(@Query(asked(surveysQuery)) query: SurveysQuery, @TheReader() reader: Reader): Promise<Page<SurveyProgramme>> {
    return wholePage(await readProgrammes(this.parts, query, reader));
  }

  @Get(':programme')
  async results(@Param('programme') programme: string, @Query(asked(surveysQuery)) query: SurveysQuery, @TheReader() reader: Reader): Promise<SurveyResults> {
    return answered(await readResults(this.parts, programme, query, reader));
  }
}
