/** One of GET /api/v1/rules: a rule as it is in force now. */
export interface RuleInForce {
  readonly id: string;
  readonly title: string;
  readonly class: 'alert' | 'note';
  /** What it asks about. */
  readonly of: 'contact' | 'journey' | 'cohort';
  readonly version: number;
  readonly rule: string;
  readonly action: string;
  readonly enabled: boolean;
  readonly options: readonly OptionInForce[];
  /** Queues for which the settings say something else. */
  readonly queues: readonly { readonly queue: string; readonly options: Readonly<Record<string, number | string | boolean>> }[];
}

/** One of GET /api/v1/rules/marks: what became of a rule's flags over a window. */
export interface RuleMarks {
  readonly id: string;
  readonly title: string;
  readonly class: 'alert' | 'note';
  /** Flags raised that stand. */
  readonly flags: number;
  /** Contacts whose flag of this rule was marked so. */
  readonly acted: number;
  readonly useful: number;
  readonly noise: number;
  /** Of those marked, at least ten, more than half are called noise: it should be tuned or switched off. */
  readonly criesWolf: boolean;
}

export interface OptionInForce {
  readonly name: string;
  readonly default: number | string | boolean;
  readonly value: number | string | boolean;
  readonly min?: number;
  readonly max?: number;
  readonly says: string;
}
