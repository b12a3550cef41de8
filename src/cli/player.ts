import { z } from 'zod';
import type { EarshotEvent } from '../domain/event.js';
import { ok } from '../domain/result.js';
import { ConnectIngest } from '../ingest/amazon-connect/connect-ingest.js';
import { RecordedAmi } from '../ingest/asterisk/recorded-ami.js';
import { RecordedQueueLog } from '../ingest/asterisk/recorded-queue-log.js';
import { RecordedEsl } from '../ingest/freeswitch/recorded-esl.js';
import { GenesysIngest } from '../ingest/genesys/genesys-ingest.js';
import { RecordedGenesysLine } from '../ingest/genesys/line/recorded-line.js';
import { HttpIngest } from '../ingest/http/http-ingest.js';
import { TwilioIngest } from '../ingest/twilio/twilio-ingest.js';
import { Hooks } from '../ingest/webhook/hooks.js';
import { thingsIn } from '../ingest/webhook/things.js';
import { translateWebhook } from '../ingest/webhook/translate.js';
import type { Refusals } from '../ports/adapter.js';
import type { Intake } from '../ports/intake.js';
import type { Heard } from '../ports/recording.js';
import type { SignedPost } from '../ports/signed-post.js';
import type { RecordedPost } from '../recording/scrub-post.js';

interface Line {
  read(sent: unknown): readonly EarshotEvent[];
}

/** Who reads each platform's line. */
const platforms: Readonly<Record<string, (source: string) => Line>> = {
  asterisk: (source) => new RecordedAmi(source), queue_log: (source) => new RecordedQueueLog(source), freeswitch: (source) => new RecordedEsl(source),
  'genesys-line': (source) => new RecordedGenesysLine(source),
};

const post = z.object({ path: z.string(), type: z.string(), headers: z.record(z.string(), z.string()), body: z.string() });
type ReadPost = (sent: RecordedPost, source: string) => Promise<unknown> | void;

/** Reads recorded things as the server's own adapters did, each at the time at which it came. */
export class Player {
  /** Things that no adapter could read, then as now. */
  refused = 0;
  reason: string | undefined;
  private at = 0;
  private told: EarshotEvent[] = [];
  private readonly lines = new Map<string, Line>();
  private readonly ways: readonly (readonly [RegExp, ReadPost])[];

  constructor(webhooks: Readonly<Record<string, unknown>>) {
    const clock = { now: () => this.at };
    const intake: Intake = { accept: async (events) => (this.told.push(...events), { taken: true, position: 0 }) };
    const refusals: Refusals = { refused: async (_, __, left) => left.forEach(({ reason }) => this.refuse(reason)), unused: () => undefined };
    const [events, connect, genesys, hooks] = [new HttpIngest(intake, clock, refusals, { tellableBy: async () => () => true }), new ConnectIngest(intake, refusals, clock), new GenesysIngest(intake, refusals), new Hooks(() => webhooks)];
    const twilio = new TwilioIngest({
      intake, clock, refusals, beginnings: () => [], refused: () => undefined, note: () => undefined,
      // Whose posts these are was proven when they were recorded.
      proof: { form: ({ body }) => ok(Object.fromEntries(new URLSearchParams(body))), body: ({ body }) => ok(body) },
    });
    const headersOf = ({ headers, type }: RecordedPost): Record<string, string> => ({ ...headers, 'content-type': type });
    this.ways = [
      [/^\/ingest\/events$/, (sent, source) => events.take(headersOf(sent), sent.body, { source, history: sent.path.includes('?history') })],
      [/^\/ingest\/amazon-connect\/events$/, ({ body }, source) => connect.event(source, body)],
      [/^\/ingest\/amazon-connect\/firehose$/, (sent, source) => connect.records(source, headersOf(sent), sent.body)],
      [/^\/ingest\/genesys\/events$/, ({ body }, source) => genesys.events(source, body)],
      [/^\/ingest\/twilio\/(?:voice|status)$/, (sent) => twilio.call(signed(sent), sent.headers['i-twilio-idempotency-token'])],
      [/^\/ingest\/twilio\/taskrouter$/, (sent) => twilio.taskRouter(signed(sent))],
      [/^\/ingest\/twilio\/events$/, (sent) => twilio.stream(signed(sent))],
      [/^\/ingest\/(?:webhook\/[^/]+|jambonz)$/, ({ type, body }, source) => this.readHook(hooks, source, type, body)],
    ];
  }

  async read({ at, source, way, sent }: Heard): Promise<readonly EarshotEvent[]> {
    this.at = at;
    this.told = [];
    const line = this.lineOf(way, source);
    if (line !== undefined) return line.read(sent);
    const read = post.safeParse(sent);
    const [, take] = (read.success ? this.ways.find(([path]) => path.test(read.data.path.split('?')[0] ?? '')) : undefined) ?? [];
    if (!read.success || take === undefined) this.refuse(`nobody here reads what came by ${way}`);
    else await take(read.data, source);
    return this.told;
  }

  private lineOf(way: string, source: string): Line | undefined {
    const begin = Object.hasOwn(platforms, way) ? platforms[way] : undefined;
    const name = `${way} ${source}`;
    const line = this.lines.get(name) ?? begin?.(source);
    if (line !== undefined) this.lines.set(name, line);
    return line;
  }

  private readHook(hooks: Hooks, source: string, type: string, body: string): void {
    const hook = hooks.of(source);
    const things = thingsIn(type, body);
    if (hook === undefined) return this.refuse(`the recording has no mapping of ${source}`);
    if (!things.ok) return this.refuse(things.reason);
    const { events, refused } = translateWebhook({ source }, { read: hook.read, things: things.value, at: this.at });
    this.told.push(...events);
    for (const { reason } of refused) this.refuse(reason);
  }

  private refuse(reason: string): void {
    this.refused += 1;
    this.reason ??= reason;
  }
}

function signed({ path, body }: RecordedPost): SignedPost {
  return { path, body, signature: undefined };
}
