import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { Allow } from '../access/allow.js';
import { TheReader } from '../access/holder-params.js';
import type { CountedPage, Explanation } from '../contract/explained.js';
import type { RuleInForce, RuleMarks } from '../contract/rules.js';
import type { MetricSeries } from '../contract/series.js';
import type { Catalogue, Page } from '../contract/session.js';
import type { Reader } from '../domain/reader.js';
import { answered } from './answer.js';
import { asked } from './asked.js';
import { catalogueOf } from './catalogue.js';
import { readMarks } from './marks.js';
import { wholePage } from './merged.js';
import { countedQuery, explainQuery, menusQuery, metricsQuery, nothing, seriesQuery } from './parameters.js';
import type { CountedQuery, ExplainQuery, MenusQuery, MetricsQuery, SeriesQuery } from './parameters.js';
import { API } from './parts.js';
import type { ApiParts } from './parts.js';
import type { MetricsAnswer } from './readings/answer.js';
import { countedContacts } from './readings/counted-contacts.js';
import { explainMetric } from './readings/explain.js';
import { readMetrics } from './readings/read-metrics.js';
import { readSeries } from './readings/series.js';
import { rulesInForce } from './rules.js';

/** Numbers, and what they mean. */
@Controller('api/v1')
export class MetricsController {
  constructor(@Inject(API) private readonly parts: ApiParts) {}

  @Get('metrics')
  @Allow('board')
  async read(@Query(asked(metricsQuery)) query: MetricsQuery, @TheReader() reader: Reader): Promise<MetricsAnswer> {
    return answered(await readMetrics(this.parts, query, reader));
  }

  @Get('metrics/:id')
  @Allow('board')
  async explain(@Param('id') id: string, @Query(asked(explainQuery)) query: ExplainQuery, @TheReader() reader: Reader): Promise<Explanation> {
    return answered(await explainMetric(this.parts, id, query, reader));
  }

  @Get('metrics/:id/series')
  @Allow('board')
  async series(@Param('id') id: string, @Query(asked(seriesQuery)) query: SeriesQuery, @TheReader() reader: Reader): Promise<MetricSeries> {
    return answered(await readSeries(this.parts, id, query, reader));
  }

  @Get('metrics/:id/contacts')
  @Allow('contacts')
  async contacts(@Param('id') id: string, @Query(asked(countedQuery)) query: CountedQuery, @TheReader() reader: Reader): Promise<CountedPage> {
    return answered(await countedContacts(this.parts, id, query, reader));
  }

  @Get('rules')
  @Allow('board')
  rules(@Query(asked(nothing)) _: object, @TheReader() reader: Reader): Page<RuleInForce> {
    return wholePage(rulesInForce(this.parts, reader));
  }

  @Get('rules/marks')
  @Allow('contacts')
  async marks(@Query(asked(menusQuery)) query: MenusQuery, @TheReader() reader: Reader): Promise<Page<RuleMarks>> {
    return wholePage(answered(await readMarks(this.parts, query, reader)));
  }

  @Get('catalogue')
  @Allow('catalogue')
  catalogue(@Query(asked(nothing)) _: object): Catalogue {
    return catalogueOf(this.parts);
  }
}
