/** GET /api/v1/audit, newest first: one thing that somebody did. */
export interface AuditLine {
  readonly id: string;
  readonly at: number;
  /** An account, a token's label, a person at the command line, a settings file, `earshot`. */
  readonly who: string;
  /** `signed-in`, `key.made` … */
  readonly what: string;
  /** The same in a sentence, with what it was done to. */
  readonly says: string;
  /** The account, key, token, contact or version. */
  readonly about: string | null;
  /** From where it was asked for, as far as the network tells. */
  readonly address: string | null;
}
