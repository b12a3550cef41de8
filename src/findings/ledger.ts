import { EARSHOT, evolveFinding, findingId, foldFinding, mayTake, withCalls } from '../domain/finding.js';
import type { Entry, Evidence, Finding, Said, Subject, Word } from '../domain/finding.js';
import { ok, refused } from '../domain/result.js';
import type { Result } from '../domain/result.js';
import { MINUTE } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { FindingStore, Letter } from '../ports/findings.js';

/** Why a word was not taken: `again`, because it could not be written down. */
export interface NotTaken {
  readonly reason: string;
  readonly again: boolean;
}

/** What an entry makes go out, as the finding stands after it. */
export type LettersOf = (finding: Finding) => readonly Letter[];

/** All findings, as their journals say. Nothing is known here before it is durable; one word is taken after the other. */
export class Ledger {
  private readonly findings = new Map<string, Finding>();
  private turn: Promise<unknown> = Promise.resolve();

  /** `nameOf`: by which name a contact may be written down. */
  constructor(private readonly store: Pick<FindingStore, 'journals' | 'write' | 'rewrite' | 'remove'>, private readonly nameOf: (contact: string) => string = (contact) => contact) {}

  async load(): Promise<void> {
    for (const [, entries] of await this.store.journals()) {
      const first = entries[0]?.said;
      const finding = first?.is === 'opened' ? foldFinding(findingId(first.subject), entries) : undefined;
      if (finding) this.findings.set(finding.id, finding);
    }
  }

  get all(): readonly Finding[] {
    return [...this.findings.values()];
  }

  get(id: string): Finding | undefined {
    return this.findings.get(id);
  }

  of(subject: Subject): Finding | undefined {
    return this.findings.get(findingId(subject));
  }

  /** What Earshot itself says. */
  note(id: string, said: Said, now: Instant, lettersOf: LettersOf): Promise<Finding> {
    return this.inTurn(() => this.write(id, EARSHOT, said, now, lettersOf));
  }

  /** Lets findings go of which nothing was said since; one that comes back opens anew. Answers how many. */
  forget(before: Instant): Promise<number> {
    return this.inTurn(async () => {
      const gone = this.all.filter(({ entries }) => (entries.at(-1)?.at ?? 0) < before).map(({ id }) => id);
      if (gone.length > 0) await this.store.remove(gone);
      for (const id of gone) this.findings.delete(id);
      return gone.length;
    });
  }

  /** Names the calls no more that showed something before: they are kept no longer. Answers how many calls. */
  async forgetCalls(before: Instant): Promise<number> {
    let count = 0;
    await this.change(({ at }, calls) => {
      if (at >= before) return calls;
      count += calls.length;
      return [];
    });
    return count;
  }

  /** Names calls as they are called since their customer was erased. */
  rename(contacts: readonly string[]): Promise<void> {
    const isTheirs = new Set(contacts);
    return this.change((_, calls) => calls.map((call) => (isTheirs.has(call.contact) ? { ...call, contact: this.nameOf(call.contact) } : call)));
  }

  private async change(callsOf: (entry: Entry, calls: readonly Evidence[]) => readonly Evidence[]): Promise<void> {
    for (const { id } of this.all) await this.inTurn(async () => {
      const entries = this.findings.get(id)?.entries ?? [];
      const changed = entries.flatMap((entry) => withCalls(entry, (calls) => callsOf(entry, calls)) ?? []);
      if (changed.length === 0) return;
      await this.store.rewrite(id, changed);
      const byNumber = new Map(changed.map((entry) => [entry.number, entry]));
      const finding = foldFinding(id, entries.map((entry) => byNumber.get(entry.number) ?? entry));
      if (finding) this.findings.set(id, finding);
    });
  }

  /** What a person says. Said twice within a minute, by a double click or after a lost answer, it is said once. */
  say(id: string, word: Word, by: string, now: Instant): Promise<Result<Finding, NotTaken>> {
    return this.inTurn(async () => {
      const finding = this.findings.get(id);
      if (finding === undefined) return refused({ reason: 'This finding is not here.', again: false });
      if (isSaidAlready(finding, word, by, now)) return ok(finding);
      const may = mayTake(finding, word, now);
      if (!may.ok) return refused({ reason: may.reason, again: false });
      try {
        return ok(await this.write(id, by, word, now, () => []));
      } catch (error) {
        return refused({ reason: `It could not be written down: ${(error as Error).message}`, again: true });
      }
    });
  }

  private async write(id: string, by: string, said: Said, at: Instant, lettersOf: LettersOf): Promise<Finding> {
    const before = this.findings.get(id);
    const told: Entry = { number: (before?.entries.length ?? 0) + 1, at, by, said };
    const entry = withCalls(told, (calls) => calls.map((call) => ({ ...call, contact: this.nameOf(call.contact) }))) ?? told;
    const after = evolveFinding(id, before, entry);
    if (after === undefined) throw new Error(`The finding ${id} was to be changed before it was opened. Report it.`);
    await this.store.write(id, [entry], lettersOf(after));
    this.findings.set(id, after);
    return after;
  }

  private inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }
}

function isSaidAlready({ entries, acknowledged, state }: Finding, word: Word, by: string, now: Instant): boolean {
  if (word.is === 'acknowledged') return state !== 'closed' && acknowledged?.by === by;
  return entries.some((entry) => entry.by === by && entry.at > now - MINUTE && isSame(entry.said, word));
}

function isSame(said: Said, word: Word): boolean {
  if (said.is !== word.is) return false;
  if ('text' in said && 'text' in word && said.text !== word.text) return false;
  // Left out, an action's beginning is the moment at which it is said: a minute apart it is the same.
  return !(said.is === 'action' && word.is === 'action') || Math.abs(said.since - word.since) < MINUTE;
}
