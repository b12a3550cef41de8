import type { EventLog } from '../ports/event-log.js';
import { noTraces } from '../ports/traces.js';
import type { Traces } from '../ports/traces.js';

/** The same log, each append of which is told. Where nobody collects traces it is the very same. */
export function tracedLog(log: EventLog, traces: Traces): EventLog {
  if (traces === noTraces) return log;
  return {
    get head() {
      return log.head;
    },
    async append(content) {
      const ended = traces.begin('append');
      const events = content.kind === 'events' ? content.events.length : 0;
      try {
        const entry = await log.append(content);
        ended({ position: entry.position, entries: 1, events });
        return entry;
      } catch (error) {
        ended({ entries: 1, events, hasFailed: true });
        throw error;
      }
    },
    read: (from, signal) => log.read(from, signal),
  };
}
