import type { ClaimRules, ListRule } from '../../domain/identity-provider.js';
import type { Grant } from '../../domain/reader.js';
import { refused, type Result } from '../../domain/result.js';
import { grantOf } from '../grants.js';
import type { Refusal } from '../refusal.js';
import { noRoleGiven, nothingToSee, standsForNobody } from './refusals.js';

/** What a provider says of someone: names, and values of any kind. */
export type Claims = Readonly<Record<string, unknown>>;

/** What someone may see and do here, as their provider's claims say. */
export function grantIn(claims: Claims, rules: ClaimRules): Result<Grant, Refusal> {
  const values = valuesAt(claims, rules.role);
  const role = rules.roles.find(({ value }) => values.includes(value))?.role;
  if (role === undefined) return refused(noRoleGiven(rules.role, rules.roles.map(({ value }) => value), values.length > 0));
  const narrows = role === 'supervisor' || role === 'wall';
  const queues = narrows ? listIn(claims, rules.queues) : null;
  const teams = narrows ? listIn(claims, rules.teams) : null;
  // A claim that is asked for and says nothing must not open everything.
  if ((queues ?? teams) !== null && [...queues ?? [], ...teams ?? []].length === 0) return refused(nothingToSee([rules.queues, rules.teams].flatMap((rule) => rule?.claim ?? [])));
  const [actsFor] = role === 'agent' || role === 'owner' ? valuesAt(claims, rules.actsFor) : [];
  const grant = grantOf({ role, actsFor, ...(queues?.length ? { queues } : {}), ...(teams?.length ? { teams } : {}) });
  return grant.ok ? grant : refused(standsForNobody(role, rules.actsFor));
}

/** How someone is called there; the subject where the provider tells nothing readable. */
export function nameIn(claims: Claims, rules: ClaimRules): string | undefined {
  return [rules.user, 'email', 'sub'].flatMap((claim) => valuesAt(claims, claim))[0];
}

function listIn(claims: Claims, rule: ListRule | undefined): readonly string[] | null {
  if (rule === undefined) return null;
  const { ids } = rule;
  const values = valuesAt(claims, rule.claim);
  return [...new Set(ids === undefined ? values : values.flatMap((value) => (Object.hasOwn(ids, value) ? ids[value] ?? [] : [])))];
}

/** The claim of that name, else what lies at that path. A single text counts as a list of one. */
function valuesAt(claims: Claims, name: string): readonly string[] {
  const value = Object.hasOwn(claims, name) ? claims[name] : name.split('.').reduce<unknown>((at, step) => (typeof at === 'object' && at !== null && Object.hasOwn(at, step) ? (at as Claims)[step] : undefined), claims);
  return [value].flat().flatMap((each) => (typeof each === 'string' && each !== '' ? [each] : typeof each === 'number' ? [String(each)] : []));
}
