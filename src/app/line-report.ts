import type { TailReport } from '../ingest/asterisk/queue-log-tail.js';
import type { ConnectionReport } from '../ingest/connection-report.js';
import type { Instant } from '../domain/time.js';
import type { Edges } from './edges.js';
import type { HeardUntil } from './heard-until.js';
import type { Machine, Told } from './machine.js';

export interface Reported {
  readonly platform: string;
  readonly place: string;
  /** How a gap can be filled, as the end of a sentence. */
  readonly advice: string;
}

type Heeding = Pick<Edges, 'sources' | 'refusals'>;

/** What happens on the connection, told in the log and on the board's list of sources. */
export function reportOf({ platform, place, advice }: Reported, until: HeardUntil, { sources, refusals }: Heeding, machine: Machine, told: Told): ConnectionReport {
  const now = (): Instant => machine.clock.now();
  let source = until.source ?? `${platform.toLowerCase()} ${place}`;
  const known = (name: string): void => {
    sources.rename(source, name, now());
    until.named(name);
    source = name;
  };
  return {
    connected: (name) => {
      known(name);
      sources.line(source, { platform, place, isUp: true, since: now() });
      told.note(`Connected to ${platform} at ${place} as ${name}.`);
    },
    renamed: known,
    disconnected: (reason, retryInMs) => {
      if (retryInMs !== undefined) sources.line(source, { platform, place, isUp: false, since: now(), why: reason, retryAt: now() + retryInMs });
      told.note(`Lost ${platform} at ${place}: ${reason}${retryInMs === undefined ? '' : ` Trying again in ${Math.ceil(retryInMs / 1_000)} s.`}`);
    },
    delivered: () => until.delivered(),
    postponed: (reason) => {
      until.postponed();
      told.note(`Events of ${platform} at ${place} wait: ${reason}.`);
    },
    heard: (at) => {
      until.heard(at);
      sources.alive(source, now());
    },
    alive: (at) => until.heard(at),
    refused: (reason, sent) => {
      void refusals.refused(source, platform.toLowerCase(), [{ index: 0, reason, sent }]);
      told.note(`Refused an event of ${platform} at ${place}: ${reason}`);
    },
    ignored: () => undefined,
    gap: (from, to) => told.note(`Nothing was heard of ${platform} at ${place} for ${Math.round((to - from) / 1_000)} s${advice}.`),
  };
}

export function tailReport(path: string, { refusals }: Pick<Edges, 'refusals'>, told: Told): TailReport {
  return {
    unreadable: (reason) => told.note(`The queue_log ${path} cannot be read (${reason}). Trying again until it can: check the path in EARSHOT_QUEUE_LOG, and that this server may read it.`),
    lost: () => told.note(`What was last written to a queue_log at ${path} before it was rotated is nowhere beside it. If it still exists, import it: npm run earshot -- import queue_log FILE.`),
    postponed: (reason) => told.note(`Lines of the queue_log ${path} wait: ${reason}.`),
    refused: (source, reason, sent) => {
      void refusals.refused(source, 'queue_log', [{ index: 0, reason, sent }]);
      told.note(`Refused a line of the queue_log ${path}: ${reason}`);
    },
  };
}
