import type { QueueNumbers } from '../contract/board.js';
import { count } from '../domain/metric.js';
import type { Metric, Reading, Sums } from '../domain/metric.js';

export type Metrics = ReadonlyMap<string, Metric>;

const nobody = { now: 0, pastThreshold: 0 };

/** The table's numbers of one window. The catalogue's formulas alone decide what a rate is. */
export function numbersOf(metrics: Metrics, sums: Sums, directAnswers: Reading['directAnswers'], waiting: Reading['waiting'] = nobody): QueueNumbers {
  const reading: Reading = { sums, waiting, directAnswers };
  const value = (id: string): number | null => valueOf(metrics, id, reading);
  return {
    offered: value('offered') ?? 0,
    transferredIn: count(sums, 'transferredIn'),
    answered: value('answered') ?? 0,
    direct: count(sums, 'direct'),
    abandoned: count(sums, 'abandoned'),
    shortAbandoned: count(sums, 'abandonedShort'),
    flowOuts: { involuntary: count(sums, 'flowInvoluntary'), byChoice: count(sums, 'flowByChoice'), rerouted: count(sums, 'flowRerouted') },
    lost: count(sums, 'abandoned') + count(sums, 'flowInvoluntary'),
    lostRate: value('lost'),
    abandonmentRate: value('abandonment_rate'),
    serviceLevel: value('served_in_time'),
    asaMs: value('asa'),
    ahtMs: value('aht'),
  };
}

export function valueOf(metrics: Metrics, id: string, reading: Reading): number | null {
  const metric = metrics.get(id);
  if (!metric) throw new Error(`The metric "${id}" is not in the catalogue.`);
  return metric.value(reading);
}
