import type { NumbersAnswer } from '../../contract/numbers.js';
import type { MetricSeries } from '../../contract/series.js';
import { type Answer, call } from './api.js';

export const readNumbers = (query: readonly string[]): Promise<Answer<NumbersAnswer>> => call('GET', `metrics?${query.join('&')}`);
export const readSeries = (metric: string, query: readonly string[]): Promise<Answer<MetricSeries>> => call('GET', `metrics/${encodeURIComponent(metric)}/series?${query.join('&')}`);
