import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CollectedSpan {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  /** Milliseconds. */
  readonly took: number;
}

interface Posted {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly {
    readonly name: string; readonly startTimeUnixNano: string; readonly endTimeUnixNano: string;
    readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue?: string; readonly intValue?: string | number } }[];
  }[] }[] }[];
}

/** Takes traces over OTLP/HTTP in JSON, as a collector does, and keeps all it was sent. */
export class TraceCollector {
  readonly spans: CollectedSpan[] = [];
  /** Each post as it came, headers first. */
  readonly raw: string[] = [];
  private readonly server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const body = Buffer.concat(chunks).toString();
      this.raw.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}\n${body}`);
      this.spans.push(...spansOf(JSON.parse(body) as Posted));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });

  /** Answers its address, on a free port of the loopback. */
  async listen(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}

function spansOf({ resourceSpans }: Posted): readonly CollectedSpan[] {
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)).map(({ name, startTimeUnixNano, endTimeUnixNano, attributes }) => ({
    name, took: Number(BigInt(endTimeUnixNano) - BigInt(startTimeUnixNano)) / 1e6,
    attributes: Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue)])),
  }));
}
