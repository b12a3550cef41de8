export type Role = 'admin' | 'supervisor' | 'agent' | 'owner' | 'wall';

/**
 * What a role may see. The two lists add up: one sees a listed queue and every queue of a listed team.
 * Both null: everything. One null and one list: only what that list holds.
 */
export interface Grant {
  readonly role: Role;
  readonly queues: readonly string[] | null;
  readonly teams: readonly string[] | null;
  /** For an agent its id on the floor, for an owner the function whose findings it sees; null for the others. */
  readonly actsFor: string | null;
}

/** Someone who reads: a person with an account, or the holder of a token. */
export interface Reader extends Grant {
  readonly who: string;
}
