import { SpanStatusCode } from '@opentelemetry/api';
import type { Attributes, Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AlwaysOnSampler, BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { SECOND } from '../domain/time.js';
import type { Millis } from '../domain/time.js';
import type { Came, Traces, Work } from '../ports/traces.js';
import { isSampled } from './sampled.js';
import { ToldOnce } from './told-once.js';

export interface OtlpOptions {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** 0 to 1. */
  readonly ratio: number;
}

/** A collector that takes longer is away; what it was sent is dropped. */
const PATIENCE: Millis = 5 * SECOND;
/** A stop waits no longer for it. */
const LAST_WORDS: Millis = 2 * SECOND;

/** Hands spans to a collector over OTLP/HTTP: in the background, in batches, at most 2,048 waiting; what is too much is dropped. */
export class OtlpTraces implements Traces {
  private readonly provider: TracerProvider;
  private readonly tracer: Tracer;
  private told = 0;

  constructor(private readonly options: OtlpOptions, note: (sentence: string) => void) {
    const { url, headers } = options;
    const exporter = new ToldOnce(new OTLPTraceExporter({ url, headers: { ...headers }, timeoutMillis: PATIENCE }), note);
    this.provider = new TracerProvider({
      resource: resourceFromAttributes({ 'service.name': 'earshot' }),
      // Chosen before a span is made, by what it came to: see sampled.ts.
      sampler: new AlwaysOnSampler(),
      spanProcessors: [new BatchSpanProcessor({ exporter, exportTimeoutMillis: 2 * PATIENCE })],
    });
    this.tracer = this.provider.getTracer('earshot');
  }

  begin(work: Work): (came: Came) => void {
    const begun = performance.now();
    return (came) => {
      this.told += 1;
      // A quiet floor draws one position for hours, and posts that were turned away have none: these by turns.
      const turn = work === 'frame' ? this.told : came.position ?? this.told;
      if (!isSampled(turn, this.options.ratio)) return;
      const now = Date.now();
      const span = this.tracer.startSpan(`earshot.${work}`, { startTime: now - (performance.now() - begun), attributes: attributesOf(came), root: true });
      if (came.hasFailed === true) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end(now);
    };
  }

  async stop(): Promise<void> {
    let waited: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => (waited = setTimeout(resolve, LAST_WORDS)));
    // That it was away is told already.
    await Promise.race([this.provider.shutdown().catch(() => undefined), enough]);
    clearTimeout(waited);
  }
}

/** One by one: nothing goes out that is not named here. */
function attributesOf({ position, entries, events, refused, route, status, rooms, bytes }: Came): Attributes {
  return {
    'earshot.position': position, 'earshot.entries': entries, 'earshot.events': events, 'earshot.refused': refused,
    'earshot.rooms': rooms, 'earshot.bytes': bytes, 'http.route': route, 'http.response.status_code': status,
  };
}
