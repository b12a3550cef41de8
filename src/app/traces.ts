import type { Settings } from '../config/settings.js';
import { noTraces } from '../ports/traces.js';
import type { Traces } from '../ports/traces.js';
import type { Told } from './machine.js';

export interface RunningTraces {
  readonly traces: Traces;
  /** Sends what waits, for a few seconds at most. */
  stop(): Promise<void>;
}

/** The library is loaded only where a collector is set: else traces cost nothing at all. */
export async function tracesOf({ otlp }: Pick<Settings, 'otlp'>, { note }: Pick<Told, 'note'>): Promise<RunningTraces> {
  if (otlp === undefined) return { traces: noTraces, stop: async () => undefined };
  const { OtlpTraces } = await import('../tracing/otlp-traces.js');
  const traces = new OtlpTraces(otlp, note);
  return { traces, stop: () => traces.stop() };
}
