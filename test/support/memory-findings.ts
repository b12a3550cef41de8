import type { Entry } from '../../src/domain/finding.js';
import type { Measure, ReadingKey, Sums } from '../../src/domain/metric.js';
import { placeIn } from '../../src/domain/place.js';
import { HOUR } from '../../src/domain/time.js';
import type { Instant } from '../../src/domain/time.js';
import type { FindingStore, Letter, PlaceReadings } from '../../src/ports/findings.js';
import type { StateStore } from '../../src/ports/state-store.js';

/** Findings in memory, as durable as a story needs them. */
export class MemoryFindings implements FindingStore {
  readonly written = new Map<string, Entry[]>();
  readonly kept = new Map<string, Letter>();
  /** What the database says instead of writing. */
  away: Error | undefined;

  async journals(): Promise<ReadonlyMap<string, readonly Entry[]>> {
    return this.written;
  }
  async write(finding: string, entries: readonly Entry[], letters: readonly Letter[]): Promise<void> {
    if (this.away) throw this.away;
    this.written.set(finding, [...this.written.get(finding) ?? [], ...JSON.parse(JSON.stringify(entries)) as Entry[]]);
    await this.post(letters);
  }
  async post(letters: readonly Letter[]): Promise<void> {
    for (const letter of letters) if (!this.kept.has(letter.id)) this.kept.set(letter.id, letter);
  }
  async letters(finding: string): Promise<readonly Letter[]> {
    return [...this.kept.values()].filter((letter) => letter.finding === finding);
  }
  async due(now: Instant, limit: number): Promise<readonly Letter[]> {
    return [...this.kept.values()].filter(({ state, dueAt }) => state === 'due' && dueAt <= now).slice(0, limit);
  }
  async claim({ id }: Letter, now: Instant): Promise<boolean> {
    const known = this.kept.get(id);
    if (known?.state !== 'due') return false;
    this.kept.set(id, { ...known, state: 'sending', tries: known.tries + 1, sentAt: now });
    return true;
  }
  async settle(letter: Letter): Promise<void> {
    this.kept.set(letter.id, letter);
  }
  async giveUpSending(): Promise<number> {
    const sending = [...this.kept.values()].filter(({ state }) => state === 'sending');
    for (const letter of sending) this.kept.set(letter.id, { ...letter, state: 'unknown' });
    return sending.length;
  }
  async rewrite(finding: string, entries: readonly Entry[]): Promise<void> {
    if (this.away) throw this.away;
    this.written.set(finding, (this.written.get(finding) ?? []).map((each) => entries.find(({ number }) => number === each.number) ?? each));
  }
  async remove(findings: readonly string[]): Promise<void> {
    if (this.away) throw this.away;
    for (const finding of findings) this.written.delete(finding);
    for (const letter of [...this.kept.values()]) if (letter.finding !== undefined && findings.includes(letter.finding)) this.kept.delete(letter.id);
  }
  async removeLetters(before: Instant): Promise<number> {
    const old = [...this.kept.values()].filter(({ madeAt }) => madeAt < before);
    for (const { id } of old) this.kept.delete(id);
    return old.length;
  }
}

/** Rates by place of a store that answers with every reading. */
export function placesOf(store: Pick<StateStore, 'readings'>): PlaceReadings {
  const read = async (hours: readonly Instant[]) => (await store.readings(Math.min(...hours), Math.max(...hours) + HOUR))
    .filter(({ quarter, attribution, key }) => hours.includes(quarter) && attribution === 'arrival' && placeIn(key) !== undefined);
  const gather = <Key>(found: Map<Key, Partial<Record<Measure, number>>>, key: Key, measure: Measure, value: number): void => {
    const sums = found.get(key) ?? {};
    found.set(key, sums);
    sums[measure] = (sums[measure] ?? 0) + value;
  };
  return {
    async sums(hours): Promise<ReadonlyMap<ReadingKey, Sums>> {
      const found = new Map<ReadingKey, Partial<Record<Measure, number>>>();
      for (const { key, measure, value } of await read(hours)) gather(found, key, measure, value);
      return found;
    },
    async series(keys, hours) {
      const found = new Map<Instant, Partial<Record<Measure, number>>>();
      for (const { quarter, key, measure, value } of await read(hours)) if (keys.includes(key)) gather(found, quarter, measure, value);
      return [...found].map(([hour, sums]) => ({ hour, key: keys[0] ?? '', sums }));
    },
  };
}
