import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { SourceHealth } from '../contract/sources.js';
import { MINUTE, SECOND } from '../domain/time.js';
import type { ApiParts } from './parts.js';

type Watched = Pick<ApiParts, 'sources' | 'clock'>;

/** Each source's lag, clock, silence and rate. Names of sources are few: those that a sender makes up are bounded. */
export function addSourceFigures({ sources, clock }: Watched, registry: Registry): void {
  const each = (name: string, help: string, read: (health: SourceHealth, now: number) => number | null): void => {
    const gauge: Gauge = new Gauge({
      name, help, labelNames: ['source'], registers: [registry],
      collect: () => {
        gauge.reset();
        const now = clock.now();
        for (const health of sources.health(now)) {
          const value = read(health, now);
          if (value !== null) gauge.set({ source: health.source }, value);
        }
      },
    });
  };
  each('earshot_source_away', '1 while a source is silent though it usually is not, or its line is down.', ({ state }) => Number(state === 'silent' || state === 'gap'));
  each('earshot_source_silence_seconds', 'Since something was last heard of a source.', ({ lastEventAt }, now) => (lastEventAt === 0 ? null : Math.max(0, now - lastEventAt) / SECOND));
  each('earshot_source_lag_median_seconds', 'From when an event happened to when it was durable here, median of ten minutes.', ({ lag }) => lag && lag.medianMs / SECOND);
  each('earshot_source_lag_p99_seconds', 'The same, 99th percentile.', ({ lag }) => lag && lag.p99Ms / SECOND);
  each('earshot_source_skew_seconds', 'How far a source\'s clock is behind this server\'s; negative: ahead.', ({ skewMs }) => (skewMs === null ? null : skewMs / SECOND));
  each('earshot_source_events_per_second', 'Events of a source over the last ten minutes.', ({ rate }) => rate.perMinute * SECOND / MINUTE);
  each('earshot_source_events_per_second_usual', 'What is usual of a source in this hour of the week.', ({ rate }) => (rate.usual === null ? null : rate.usual.perMinute * SECOND / MINUTE));
}
