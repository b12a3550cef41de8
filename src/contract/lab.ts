/** The rule lab: a draft of one rule's options, replayed over stored contacts or run in shadow beside the rule in force. Counts are contacts where nothing else is said. */

export type LabOptions = Readonly<Record<string, number | string | boolean>>;

export type LabReads = 'contacts' | 'readings' | 'moments';

export interface LabDraft {
  /** Where they differ from the rule's defaults. */
  readonly options?: LabOptions;
  readonly queues?: Readonly<Record<string, LabOptions>>;
}

/** POST /api/v1/lab/runs */
export interface LabRunWanted {
  readonly rule: string;
  readonly draft: LabDraft;
  /** Contacts that began from then, up to, not including, `to`. */
  readonly from: number;
  readonly to: number;
}

/** GET /api/v1/lab */
export interface LabView {
  readonly running: LabRunView | null;
  /** The newest first, at most twenty. */
  readonly runs: readonly LabRunLineView[];
  readonly rules: readonly LabRuleLine[];
}

/** A rule, and what a replay of it reads. */
export interface LabRuleLine {
  readonly id: string;
  readonly title: string;
  /** Contacts; of all callers together hourly readings, or who waited and worked in queues from moment to moment. */
  readonly reads: LabReads;
  /** The draft that runs in shadow. */
  readonly shadow: LabShadowLine | null;
}

export interface LabShadowLine extends LabDraft {
  readonly since: number;
}

/** GET /api/v1/lab/shadows/:rule: what the draft raised in shadow beside the rule in force, since it runs. */
export interface LabShadowView {
  readonly rule: string;
  readonly draft: LabShadowLine;
  /** Until when. */
  readonly now: number;
  /** Of the flagged contacts only, so without recall and curves; of a rule about all callers together: by queue, node … and day. */
  readonly result: LabResultView;
  /** Only the newest five thousand flagged contacts of each were looked at. */
  readonly cut: boolean;
}

export interface LabRunLineView {
  readonly id: string;
  readonly by: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly failed: boolean;
  readonly request: LabRunWanted;
}

/** GET /api/v1/lab/runs/:id */
export interface LabRunView {
  readonly id: string;
  readonly by: string;
  readonly startedAt: number;
  readonly request: LabRunWanted;
  readonly state: LabRunStateView;
}

export type LabRunStateView =
  | { readonly is: 'running'; readonly done: number; readonly of: number }
  | { readonly is: 'done'; readonly endedAt: number; readonly result: LabResultView }
  | { readonly is: 'failed'; readonly endedAt: number; readonly why: string };

export interface LabResultView {
  /** That began in the window. */
  readonly contacts: number;
  /** Of how many of them it can be known what their customers showed. */
  readonly known: number;
  /** Read of numbers that a thousand contacts or more share: nothing is joined for them. */
  readonly crowded: number;
  readonly inForce: LabSideView;
  readonly draft: LabSideView;
  /** Flagged by the draft alone, by the rule in force alone, by both. */
  readonly added: number;
  readonly gone: number;
  readonly same: number;
  readonly days: readonly (LabBoth & { readonly day: number; readonly contacts: number })[];
  readonly queues: readonly (LabBoth & { readonly queue: string | null; readonly contacts: number })[];
  readonly overlap: readonly (LabBoth & { readonly rule: string })[];
  readonly shown: readonly LabShownView[];
  readonly marks: readonly (LabBoth & { readonly mark: 'acted' | 'useful' | 'noise'; readonly contacts: number })[];
  readonly curves: readonly LabCurveView[];
  readonly samples: readonly LabSampleView[];
}

export interface LabBoth {
  readonly inForce: number;
  readonly draft: number;
}

export interface LabSideView {
  readonly flags: number;
  readonly contacts: number;
  readonly severe: number;
  /** Flags raised and taken back again. */
  readonly takenBack: number;
}

export type LabShownKind = 'bad-survey' | 'came-back' | 'complained' | 'not-served';

export interface LabShownView {
  readonly kind: LabShownKind | 'any';
  readonly inForce: LabForetoldView;
  readonly draft: LabForetoldView;
}

export interface LabForetoldView {
  readonly precision: LabShareView;
  readonly recall: LabShareView;
  /** Flagged when it had shown already. */
  readonly hindsight: number;
}

/** null: fewer than thirty. */
export interface LabShareView {
  readonly count: number;
  readonly of: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface LabCurveView {
  readonly option: string;
  readonly inForce: number;
  readonly draft: number;
  /** Drawn from one in so many contacts, and multiplied. */
  readonly oneIn: number;
  readonly points: readonly { readonly value: number; readonly contacts: number; readonly shown: LabShareView }[];
}

export interface LabSampleView {
  /** Of a rule about all callers together the cohort. */
  readonly contact: string;
  readonly of?: 'cohort';
  readonly is: 'added' | 'gone' | 'same';
  readonly startedAt: number;
  readonly queue: string | null;
  readonly because: string;
  readonly severity: 'note' | 'warning' | 'severe';
  readonly shown: readonly LabShownKind[];
  readonly mark: 'acted' | 'useful' | 'noise' | null;
}
