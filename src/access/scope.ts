import type { Grant, Role } from '../domain/reader.js';

/**
 * What someone can ask for over HTTP or a socket. A route names one, the table says who may.
 * - session: see who one is, sign out · catalogue: definitions of flags and metrics, nothing of a caller
 * - board: the live board, numbers only · contacts: single contacts, journeys, flags, lists
 * - recover: note that a person was called back · desk: the page of one agent
 * - prompts: what agents were asked, within one's own scope · answer: answer it, one's own or on behalf of another desktop
 * - people: what became of one agent's contacts: one's own, or of the team that one coaches
 * - findings: what a function is to fix · settle: say what is done about it
 * - monitor: the server's own health figures · admin: settings, sources, replay
 */
export type Action = 'session' | 'catalogue' | 'board' | 'contacts' | 'recover' | 'desk' | 'prompts' | 'answer' | 'people' | 'findings' | 'settle' | 'monitor' | 'admin';

export const policy: Readonly<Record<Action, readonly Role[]>> = {
  session: ['admin', 'supervisor', 'agent', 'owner', 'wall'],
  catalogue: ['admin', 'supervisor', 'agent', 'owner', 'wall'],
  board: ['admin', 'supervisor', 'wall'],
  contacts: ['admin', 'supervisor'],
  recover: ['admin', 'supervisor'],
  desk: ['agent'],
  prompts: ['admin', 'supervisor', 'agent'],
  answer: ['admin', 'agent'],
  people: ['supervisor', 'agent'],
  findings: ['admin', 'supervisor', 'owner'],
  settle: ['admin', 'owner'],
  monitor: ['admin', 'wall'],
  admin: ['admin'],
};

export const roles = policy.session;

export function mayPerform(reader: Pick<Grant, 'role'>, action: Action): boolean {
  return policy[action].includes(reader.role);
}
