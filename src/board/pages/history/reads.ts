import type { MetricSeries } from '../../../contract/series.js';
import type { Answer } from '../../net/api.js';
import { readSeries } from '../../net/numbers.js';
import { coarserThan, type Cut, each, type HistoryAsk, joined, queryOf, type Span } from './ask.js';

/** Pages of one question; of more nobody reads a chart. */
const MOST_PAGES = 12;

export interface Read {
  readonly series: MetricSeries;
  /** By what it is cut: coarser than was asked where many lines would be too many values. */
  readonly by: Cut;
  /** There are more lines than are shown. */
  readonly isCut: boolean;
}

/** A question with all its pages. One line is read page by page; many lines are cut more coarsely first. */
export async function readHistory(ask: HistoryAsk, span: Span): Promise<Answer<Read>> {
  const pages: MetricSeries[] = [];
  for (let cursor: string | null = null; pages.length === 0 || cursor !== null;) {
    const answer = await readSeries(ask.metric, [...queryOf(ask, span), ...(cursor === null ? [] : [`cursor=${cursor}`])]);
    if (!answer.ok) return answer;
    pages.push(answer.value);
    cursor = answer.value.next;
    const coarser = coarserThan(ask.by, ask.days);
    if (cursor !== null && ask.of?.id === each && coarser !== undefined) return readHistory({ ...ask, by: coarser }, span);
    if (pages.length === MOST_PAGES) break;
  }
  const series = joined(pages) as MetricSeries;
  return { ok: true, value: { series, by: ask.by, isCut: series.next !== null } };
}
