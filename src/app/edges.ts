import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { Doorkeeper } from '../access/doorkeeper.js';
import { KeyedSources } from '../access/keyed-sources.js';
import { detectors } from '../detectors/index.js';
import { Desk } from '../desk/desk.js';
import { PromptWebhook } from '../desk/prompt-webhook.js';
import { ConnectIngest } from '../ingest/amazon-connect/connect-ingest.js';
import { GenesysIngest } from '../ingest/genesys/genesys-ingest.js';
import { scrubGenesysLine } from '../ingest/genesys/line/recorded-line.js';
import { scrubAmi } from '../ingest/asterisk/recorded-ami.js';
import { scrubQueueLog } from '../ingest/asterisk/recorded-queue-log.js';
import { scrubEsl } from '../ingest/freeswitch/recorded-esl.js';
import { HttpIngest } from '../ingest/http/http-ingest.js';
import { Hooks } from '../ingest/webhook/hooks.js';
import { WebhookIngest } from '../ingest/webhook/webhook-ingest.js';
import { TaskPrompts } from '../ingest/twilio/task-prompts.js';
import { Board } from '../live/board.js';
import type { BoardParts } from '../live/board.js';
import { Sources } from '../live/sources.js';
import { Counters } from '../ports/gauges.js';
import { RefusedList } from '../pipeline/refused.js';
import { Recorder } from '../recording/recorder.js';
import type { Intake } from '../ports/intake.js';
import { systemChance } from '../ports/chance.js';
import { httpsPost } from '../webhooks/post.js';
import { WebhookSender } from '../webhooks/sender.js';
import type { Machine, Told } from './machine.js';
import { TracedPosts } from './traced-posts.js';

/** Something that runs beside the server and has to be stopped with it. */
export interface Stoppable {
  stop(): Promise<void>;
}

/** What the edges share: one intake that counts, and one list of sources. */
export interface Edges {
  readonly sources: Sources;
  readonly intake: Intake;
  readonly board: Board;
  readonly desk: Desk;
  readonly counters: Counters;
  readonly ingest: HttpIngest;
  readonly connect: ConnectIngest;
  readonly genesys: GenesysIngest;
  readonly webhook: WebhookIngest;
  /** Something of a source's could not be taken: for its health, and the server's figures by the kind of reason. */
  refused(source: string, count: number, kind?: string): void;
  /** What was refused, and the way back in. */
  readonly refusals: RefusedList;
  /** What sources send, while someone has it recorded. */
  readonly recorder: Recorder;
  /** Posts as a collector of traces is told of them. */
  readonly tracedPosts: TracedPosts;
  readonly webhooks: WebhookSender;
  whenStopped(connectors: readonly Stoppable[]): void;
  stop(): Promise<void>;
}

export function edgesOf(machine: Machine, told: Pick<Told, 'note'>): Edges {
  const sources = new Sources(machine.floorNow);
  const counters = new Counters();
  const tracedPosts = new TracedPosts(machine.traces);
  const board = new Board(boardParts(machine, sources));
  const intake: Intake = {
    async accept(events, options) {
      const answer = await machine.door.accept(events, options);
      if (answer.taken) counters.appended(events.length);
      else if (answer.cause === 'log') counters.appendFailed();
      if (answer.taken) tracedPosts.accepted(events.length, answer.position);
      if (answer.taken) sources.heard(events, machine.clock.now(), options);
      return answer;
    },
  };
  const { memory: state, street, clock } = machine;
  const desk = new Desk({ state, street, intake, clock });
  const webhooks = webhooksOf(machine, told);
  const { deskWebhookUrl: url, deskWebhookSecret: secret } = machine.settings;
  if (url !== undefined && secret !== undefined) desk.connect(new PromptWebhook({ url, secret }, webhooks));
  const { twilio } = machine.settings;
  if (twilio?.workspaceSid !== undefined) {
    const account = { ...twilio, workspaceSid: twilio.workspaceSid };
    desk.connect(new TaskPrompts({ account, state, clock, note: told.note, sleep: (duration) => setTimeout(duration, undefined, { ref: false }) }));
  }
  const connected: Stoppable[] = [];
  const refused: Edges['refused'] = (source, count, kind) => {
    tracedPosts.refused(count);
    sources.refused(source, count, machine.clock.now());
    counters.refuse(source, count, kind);
  };
  const refusals = refusedList(machine, refused, counters, told);
  const ingest = new HttpIngest(intake, clock, refusals, new KeyedSources(machine.access.credentials, clock));
  const connect = new ConnectIngest(intake, refusals, clock);
  const genesys = new GenesysIngest(intake, refusals);
  const webhook = new WebhookIngest({
    hooks: new Hooks(() => machine.floorNow().webhooks), doorkeeper: new Doorkeeper(machine.access.credentials, clock), intake, refusals, clock,
    readSecret: (file) => readFile(file, 'utf8'), unproven: (source) => refused(source, 1, 'signature'),
  });
  for (const adapter of [ingest, connect, genesys, webhook]) refusals.add(adapter);
  const recorder = new Recorder({
    clock, pseudonyms: machine.pseudonyms, floor: machine.floorNow, lines: { asterisk: scrubAmi, queue_log: scrubQueueLog, freeswitch: scrubEsl, 'genesys-line': scrubGenesysLine },
  });
  return {
    recorder, tracedPosts, webhooks, sources, intake, board, desk, counters, refused, refusals, ingest, connect, genesys, webhook,
    whenStopped: (connectors) => void connected.push(...connectors),
    stop: async () => {
      webhooks.stop();
      for (const connector of connected.splice(0)) await connector.stop();
    },
  };
}

function webhooksOf({ clock }: Machine, { note }: Pick<Told, 'note'>): WebhookSender {
  return new WebhookSender({
    post: httpsPost(), clock, chance: systemChance, note,
    wait: (run, after) => {
      const timer = globalThis.setTimeout(run, after);
      return () => clearTimeout(timer);
    },
  });
}

/** Everything refused is counted, and kept where somebody can mend it. */
function refusedList({ refused: items, clock, pseudonyms }: Machine, refused: Edges['refused'], counters: Counters, { note }: Pick<Told, 'note'>): RefusedList {
  return new RefusedList({
    items, clock, pseudonyms,
    counts: {
      refused: (source, count) => refused(source, count),
      unused: (source, count) => counters.refuse(source, count, 'unused'),
      lost: (count, why) => {
        counters.refuse('earshot', count, 'not-kept');
        note(`Refused ${count} things that could not be kept for a look: ${why}.`);
      },
    },
  });
}

/** What the board is made of. */
function boardParts(machine: Machine, sources: Sources): BoardParts {
  return {
    state: machine.memory,
    street: machine.street,
    metrics: machine.metrics,
    rules: new Map(detectors.map(({ id, title, action }) => [id, { title, action }])),
    sources,
    clock: machine.clock,
  };
}
