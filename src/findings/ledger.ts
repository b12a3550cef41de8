import { EARSHOT, evolveFinding, findingId, foldFinding, mayTake } from '../domain/finding.js';
import type { Entry, Finding, Said, Subject, Word } from '../domain/finding.js';
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

  constructor(private readonly store: Pick<FindingStore, 'journals' | 'write'>) {}

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
    const entry: Entry = { number: (before?.entries.length ?? 0) + 1, at, by, said };
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
