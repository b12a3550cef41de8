import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';

type Answer = Parameters<Parameters<SpanExporter['export']>[1]>[0];

/** The library's word for what went well. */
const WELL = 0;

/** The same exporter; that its collector is away is told once, until it was there again. */
export class ToldOnce implements SpanExporter {
  private isAway = false;

  constructor(private readonly exporter: SpanExporter, private readonly note: (sentence: string) => void) {}

  export(spans: ReadableSpan[], answered: (answer: Answer) => void): void {
    this.exporter.export(spans, (answer) => {
      this.heed(answer);
      answered(answer);
    });
  }

  shutdown(): Promise<void> {
    return this.exporter.shutdown();
  }

  async forceFlush(): Promise<void> {
    await this.exporter.forceFlush?.();
  }

  private heed({ code, error }: Answer): void {
    const wasAway = this.isAway;
    this.isAway = Number(code) !== WELL;
    if (!this.isAway || wasAway) return;
    this.note(`The collector of traces took none: ${error?.message ?? 'it gave no reason'}. Traces are dropped until it does; nothing else waits for it. Look at EARSHOT_OTLP_URL and EARSHOT_OTLP_HEADERS.`);
  }
}
