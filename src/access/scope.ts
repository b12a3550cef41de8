import type { Grant, Reader, Role } from '../domain/reader.js';

/**
 * What someone can ask for over HTTP or a socket. A route names one, the table says who may.
 * - session: see who one is, sign out · catalogue: definitions of flags and metrics, nothing of a caller
 * - board: the live board, numbers only · contacts: single contacts, journeys, flags, lists
 * - recover: note that a person was called back · desk: prompts and answers of one agent
 * - findings: what a function is to fix · monitor: the server's own health figures · admin: settings, sources, replay
 */
export type Action = 'session' | 'catalogue' | 'board' | 'contacts' | 'recover' | 'desk' | 'findings' | 'monitor' | 'admin';

export const policy: Readonly<Record<Action, readonly Role[]>> = {
  session: ['admin', 'supervisor', 'agent', 'owner', 'wall'],
  catalogue: ['admin', 'supervisor', 'agent', 'owner', 'wall'],
  board: ['admin', 'supervisor', 'wall'],
  contacts: ['admin', 'supervisor'],
  recover: ['admin', 'supervisor'],
  desk: ['agent'],
  findings: ['admin', 'supervisor', 'owner'],
  monitor: ['admin', 'wall'],
  admin: ['admin'],
};

export const roles = policy.session;

export function mayPerform(reader: Pick<Grant, 'role'>, action: Action): boolean {
  return policy[action].includes(reader.role);
}

type Lists = Pick<Grant, 'queues' | 'teams'>;

export function seesEverything(reader: Reader): boolean {
  return (reader.role === 'admin' || reader.role === 'supervisor' || reader.role === 'wall') && reader.queues === null && reader.teams === null;
}

/** Agents and owners see no queue unless one is listed for them. */
export function maySeeQueue(reader: Reader, queue: { readonly id: string; readonly team?: string | undefined }): boolean {
  return seesEverything(reader) || lists(reader.queues, queue.id) || lists(reader.teams, queue.team);
}

/** Themselves, those of a listed team, and those who serve a listed queue. */
export function maySeeAgent(reader: Reader, agent: { readonly id: string; readonly team?: string | undefined; readonly queues: readonly string[] }): boolean {
  if (reader.role === 'agent' && reader.actsFor === agent.id) return true;
  return seesEverything(reader) || lists(reader.teams, agent.team) || agent.queues.some(queue => lists(reader.queues, queue));
}

/** The same text for the same lists in any order: readers who may see the same share a room. */
export function scopeName({ queues, teams }: Lists): string {
  return JSON.stringify([sorted(queues), sorted(teams)]);
}

function lists(list: readonly string[] | null, id: string | undefined): boolean {
  return list !== null && id !== undefined && list.includes(id);
}

function sorted(list: readonly string[] | null): readonly string[] | null {
  return list === null ? null : [...new Set(list)].sort();
}
