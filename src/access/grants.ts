import type { Grant, Role } from '../domain/reader.js';
import { ok, refused, type Result } from '../domain/result.js';
import { roles } from './scope.js';

export interface GrantAsked {
  readonly role: string;
  readonly queues?: readonly string[] | undefined;
  readonly teams?: readonly string[] | undefined;
  /** For an agent its id on the floor, for an owner its function's id. */
  readonly actsFor?: string | undefined;
}

/** The reasons are sentences for whoever typed it. */
export function grantOf(asked: GrantAsked): Result<Grant> {
  const role = roles.find(each => each === asked.role);
  if (role === undefined) return refused(`There is no role "${asked.role}". Use one of ${roles.join(', ')}.`);
  const queues = asked.queues ?? null;
  const teams = asked.teams ?? null;
  if (queues?.length === 0 || teams?.length === 0) return refused('A list of queues or teams names at least one. Leave the list out to allow all of them.');
  if (role === 'admin' && (queues ?? teams) !== null) return refused('An admin sees every queue and team. Leave the lists out, or use the role supervisor.');
  const actsFor = asked.actsFor ?? null;
  if (needsSomeone(role) && actsFor === null) return refused(lacking(role));
  if (!needsSomeone(role) && actsFor !== null) return refused(`Only agents and owners act for someone: leave "${actsFor}" out.`);
  return ok({ role, queues, teams, actsFor });
}

function needsSomeone(role: Role): boolean {
  return role === 'agent' || role === 'owner';
}

function lacking(role: Role): string {
  return role === 'agent'
    ? 'An agent sees only their own work. Say which agent of the floor this is.'
    : 'An owner sees only one function\'s findings. Say which function of the floor this is.';
}
