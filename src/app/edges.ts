import { detectors } from '../detectors/index.js';
import { Desk } from '../desk/desk.js';
import { PromptWebhook } from '../desk/prompt-webhook.js';
import { HttpIngest } from '../ingest/http/http-ingest.js';
import { Board } from '../live/board.js';
import type { BoardParts } from '../live/board.js';
import { Sources } from '../live/sources.js';
import type { EarshotEvent } from '../domain/event.js';
import { Counters } from '../ports/gauges.js';
import type { Intake } from '../ports/intake.js';
import { systemChance } from '../ports/chance.js';
import { httpsPost } from '../webhooks/post.js';
import { WebhookSender } from '../webhooks/sender.js';
import type { Machine, Told } from './machine.js';

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
  whenStopped(connectors: readonly Stoppable[]): void;
  stop(): Promise<void>;
}

export function edgesOf(machine: Machine, told: Pick<Told, 'note'>): Edges {
  const sources = new Sources();
  const counters = new Counters();
  const board = new Board(boardParts(machine, sources));
  const intake: Intake = {
    async accept(events, options) {
      const answer = await machine.door.accept(events, options);
      if (answer.taken) counters.appended(events.length);
      else if (answer.cause === 'log') counters.appendFailed();
      if (answer.taken) for (const [source, count] of bySource(events)) sources.accepted(source, count, machine.clock.now());
      return answer;
    },
  };
  const { memory: state, street, clock } = machine;
  const desk = new Desk({ state, street, intake, clock });
  const webhooks = webhooksOf(machine, told);
  const { deskWebhookUrl: url, deskWebhookSecret: secret } = machine.settings;
  if (url !== undefined && secret !== undefined) desk.connect(new PromptWebhook({ url, secret }, webhooks));
  const connected: Stoppable[] = [];
  return {
    sources, intake, board, desk, counters,
    ingest: new HttpIngest(intake, machine.clock, {
      refused: (source, count) => {
        sources.refused(source, count);
        counters.refuse(source, count);
      },
    }),
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
      const timer = setTimeout(run, after);
      return () => clearTimeout(timer);
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

function bySource(events: readonly EarshotEvent[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { source } of events) if (!source.startsWith('earshot/')) counts.set(source, (counts.get(source) ?? 0) + 1);
  return counts;
}
