import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import { standingOf } from '../domain/contact.js';
import type { Contact } from '../domain/contact.js';
import type { LiveStep } from '../ports/live-state.js';
import { removalClasses } from '../ports/retention.js';
import type { ApiParts } from './parts.js';
import { addSourceFigures } from './source-figures.js';

type Watched = Pick<ApiParts, 'state' | 'street' | 'gauges' | 'sources' | 'clock'>;

/** The server's own figures for Prometheus, in a registry of their own. All is read when it is asked for; only flags are counted as they are raised. */
export class Figures {
  private readonly registry = new Registry();
  private readonly flags = new Counter({ name: 'earshot_flags_raised_total', help: 'Flags raised since the start, by rule.', labelNames: ['rule'], registers: [this.registry] });
  readonly contentType = this.registry.contentType;

  constructor(private readonly watched: Watched) {
    collectDefaultMetrics({ register: this.registry });
    watched.street.onStep((step) => this.take(step));
    this.addCounts(watched);
    this.addRemoved(watched);
    this.addLimits(watched);
    this.addLevels(watched);
    addSourceFigures(watched, this.registry);
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  private take({ live, flags }: LiveStep): void {
    if (!live) return;
    for (const { kind, flag } of flags) if (kind === 'raised') this.flags.inc({ rule: flag.rule });
  }

  private addCounts({ gauges, state }: Watched): void {
    this.total('earshot_events_accepted_total', 'Events made durable since the start.', () => gauges.accepted);
    this.total('earshot_log_append_failures_total', 'Appends to the log that failed.', () => gauges.appendFailures);
    this.total('earshot_events_too_late_total', 'Live events older than the lateness bound: kept in the log, not folded.', () => state.tooLate);
    this.total('earshot_erasure_passes_repeated_total', 'Passes of an erasure that left something by an old name: another followed.', () => gauges.erasuresRepeated);
    const refused = new Counter({
      name: 'earshot_events_refused_total', help: 'Events that could not be taken, by source and kind of reason.', labelNames: ['source', 'reason'], registers: [this.registry],
      collect: () => {
        refused.reset();
        for (const { source, reason, count } of gauges.refused) refused.inc({ source, reason }, count);
      },
    });
  }

  private addRemoved({ gauges }: Watched): void {
    const removed: Counter = new Counter({
      name: 'earshot_removed_total', help: 'What was kept long enough and was removed since the start, by class.', labelNames: ['class'], registers: [this.registry],
      collect: () => {
        removed.reset();
        for (const of of removalClasses) removed.inc({ class: of }, gauges.removed.get(of) ?? 0);
      },
    });
  }

  private addLimits({ gauges }: Watched): void {
    const limited = new Counter({
      name: 'earshot_requests_limited_total', help: 'Requests answered with 429 because too many came, by what they were counted by: an ingest key; an address, token or session; or, of who would open a socket, handshakes.', labelNames: ['by'], registers: [this.registry],
      collect: () => {
        limited.reset();
        for (const by of ['key', 'address', 'handshake'] as const) limited.inc({ by }, gauges.limits[by]);
      },
    });
  }

  private addLevels({ gauges, state, street }: Watched): void {
    this.level('earshot_lag_entries', 'Entries of the log that are not folded yet.', () => Math.max(0, street.lag));
    this.level('earshot_log_position', 'The last entry of the log that is folded.', () => state.position);
    this.level('earshot_log_writable', '1 while the log can be written.', () => Number(gauges.isLogWritable));
    this.level('earshot_sockets_connected', 'Open connections of boards and desks.', () => gauges.sockets);
    this.level('earshot_live', '1 while the street is live, 0 while it starts or catches up.', () => Number(street.state.is === 'live'));
    const contacts = new Gauge({
      name: 'earshot_contacts', help: 'Open contacts by channel and stage.', labelNames: ['channel', 'stage'], registers: [this.registry],
      collect: () => {
        contacts.reset();
        for (const { contact } of state.contacts.values()) if (contact.endedAt === undefined) contacts.inc({ channel: contact.channel, stage: standingOf(contact).stage });
      },
    });
    this.level('earshot_contacts_open', 'Open contacts.', () => this.open(() => true));
    this.level('earshot_contacts_waiting', 'Contacts that wait in a queue.', () => this.open((contact) => contact.visits.some((visit) => visit.leftAt === undefined)));
    this.level('earshot_contacts_in_menus', 'Contacts that are in a menu.', () => this.open((contact) => standingOf(contact).stage === 'menu'));
  }

  private open(counts: (contact: Contact) => boolean): number {
    let sum = 0;
    for (const { contact } of this.watched.state.contacts.values()) if (contact.endedAt === undefined && counts(contact)) sum += 1;
    return sum;
  }

  private total(name: string, help: string, read: () => number): void {
    const counter: Counter = new Counter({ name, help, registers: [this.registry], collect: () => {
      counter.reset();
      counter.inc(read());
    } });
  }

  private level(name: string, help: string, read: () => number): void {
    const gauge: Gauge = new Gauge({ name, help, registers: [this.registry], collect: () => gauge.set(read()) });
  }
}
