import type { EarshotEvent } from '../../../src/domain/event.js';
import { flagKey } from '../../../src/domain/flag.js';
import type { FlagChange } from '../../../src/domain/flag.js';
import type { Instant } from '../../../src/domain/time.js';
import { detectInJourney } from '../../../src/pipeline/detect.js';
import { askRules, foldEvent, retell } from '../../../src/pipeline/fold-contacts.js';
import { followContact } from '../../../src/pipeline/fold-journeys.js';
import { Memory } from '../../../src/pipeline/memory.js';
import type { ContactRecord, JourneyRecord } from '../../../src/pipeline/records.js';
import type { Contender } from './contender.js';
import { tenRules } from './ten-rules.js';

/** Earshot's fold and its detectors, without what counts and saves: the order of src/pipeline/pipeline.ts. */
export class Ours implements Contender {
  told = 0;
  private readonly memory = new Memory();
  private readonly rules = tenRules;

  take(events: readonly EarshotEvent[], now: Instant): void {
    this.memory.position += 1;
    const touched = new Set<ContactRecord>();
    for (const event of events) {
      const changed = foldEvent(this.memory, event, this.memory.position, now);
      if (changed) touched.add(changed);
    }
    this.ask(touched, now);
  }

  flags(now: Instant): Set<string> {
    this.ask(new Set(this.memory.contacts.values()), now);
    const records = [...this.memory.contacts.values(), ...this.memory.journeys.values()];
    return new Set(records.flatMap(({ flags }) => flags.filter((flag) => flag.retractedAt === undefined).map(flagKey)));
  }

  private ask(contacts: ReadonlySet<ContactRecord>, now: Instant): void {
    const journeys = new Set<JourneyRecord>();
    for (const record of contacts) {
      const before = record.summary;
      this.tell(askRules(this.memory, this.rules, record, now).changes);
      retell(this.memory, record);
      for (const journey of followContact(this.memory, before, record)) journeys.add(journey);
    }
    for (const record of journeys) {
      const verdict = detectInJourney(this.rules, record.journey, record.flags, this.memory.floor, now);
      record.flags = verdict.flags;
      this.tell(verdict.changes);
    }
  }

  private tell(changes: readonly FlagChange[]): void {
    for (const { kind } of changes) if (kind === 'raised') this.told += 1;
  }
}
