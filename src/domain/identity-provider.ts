import type { Role } from './reader.js';

/** A company's own sign-in service (OpenID Connect), and what its words mean here. */
export interface IdentityProvider {
  /** "Sign in with Example" */
  readonly name: string;
  /** https://login.example.com/realms/staff */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Absent: what the provider offers of openid, profile, email and offline_access. */
  readonly scope?: string;
  readonly rules: ClaimRules;
}

/** Which of its claims say what. A claim is named as it is, or by a path with dots into it: realm_access.roles. */
export interface ClaimRules {
  /** The name that accounts get. */
  readonly user: string;
  readonly role: string;
  /** Which value is which role, the weightiest first: whoever has several gets the first. */
  readonly roles: readonly RoleRule[];
  /** Absent: not narrowed by it. */
  readonly queues?: ListRule;
  readonly teams?: ListRule;
  /** For an agent its id on the floor, for an owner its function's id. */
  readonly actsFor: string;
}

export interface RoleRule {
  readonly value: string;
  readonly role: Role;
}

export interface ListRule {
  readonly claim: string;
  /** What its values are called here, and no others count. Absent: they are the ids themselves. */
  readonly ids?: Readonly<Record<string, string>>;
}
