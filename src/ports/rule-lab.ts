import type { Flag } from '../domain/flag.js';
import type { RuleDraft } from '../domain/lab/rule-draft.js';
import type { LabResult } from '../domain/lab/result.js';
import type { Result } from '../domain/result.js';
import type { Instant } from '../domain/time.js';

/** What is to be replayed: a draft of one rule, over the contacts that began in a window. */
export interface LabRequest {
  readonly rule: string;
  readonly draft: RuleDraft;
  readonly from: Instant;
  readonly to: Instant;
}

export interface LabRun {
  readonly id: string;
  readonly by: string;
  readonly startedAt: Instant;
  readonly request: LabRequest;
  readonly state: LabRunState;
}

export type LabRunState =
  | { readonly is: 'running'; readonly done: number; readonly of: number }
  | { readonly is: 'done'; readonly endedAt: Instant; readonly result: LabResult }
  | { readonly is: 'failed'; readonly endedAt: Instant; readonly why: string };

/** Without what it came to. */
export type LabRunLine = Omit<LabRun, 'state'> & { readonly endedAt: Instant; readonly failed: boolean };

/** Runs that are over, the newest so many. */
export interface LabRuns {
  add(run: LabRun): Promise<void>;
  newest(limit: number): Promise<readonly LabRunLine[]>;
  find(id: string): Promise<LabRun | undefined>;
}

/** Flags that drafts raised in shadow, of contacts, journeys and cohorts that were saved. */
export interface ShadowFlags {
  /** Of a rule, raised since, the newest first. */
  of(rule: string, since: Instant, limit: number): Promise<readonly Flag[]>;
  forgetBefore(at: Instant): Promise<void>;
}

export interface LabRefusal {
  readonly is: 'busy' | 'mistakes' | 'not-here';
  readonly what: string;
  readonly do: string;
}

/** Where drafts of rules are replayed over what is stored: one at a time. */
export interface RuleLab {
  readonly running: LabRun | undefined;
  /** Begins at once, and goes on behind the answer. */
  start(request: LabRequest, by: string): Promise<Result<LabRun, LabRefusal>>;
  /** Nothing of it is kept. False where it does not run. */
  cancel(id: string): Promise<boolean>;
  runs(limit: number): Promise<readonly LabRunLine[]>;
  run(id: string): Promise<LabRun | undefined>;
  readonly shadows: ShadowFlags;
}
