import { Controller, Get, Inject, Query } from '@nestjs/common';
import { Allow } from '../access/allow.js';
import { TheReader } from '../access/holder-params.js';
import type { Catalogue } from '../contract/session.js';
import type { Reader } from '../domain/reader.js';
import { answered } from './answer.js';
import { asked } from './asked.js';
import { catalogueOf } from './catalogue.js';
import { metricsQuery, nothing } from './parameters.js';
import type { MetricsQuery } from './parameters.js';
import { API } from './parts.js';
import type { ApiParts } from './parts.js';
import type { MetricsAnswer } from './readings/answer.js';
import { readMetrics } from './readings/read-metrics.js';

/** Numbers, and what they mean. */
@Controller('api/v1')
export class MetricsController {
  constructor(@Inject(API) private readonly parts: ApiParts) {}

  @Get('metrics')
  @Allow('board')
  async read(@Query(asked(metricsQuery)) query: MetricsQuery, @TheReader() reader: Reader): Promise<MetricsAnswer> {
    return answered(await readMetrics(this.parts, query, reader));
  }

  @Get('catalogue')
  @Allow('catalogue')
  catalogue(@Query(asked(nothing)) _: object): Catalogue {
    return catalogueOf(this.parts);
  }
}
