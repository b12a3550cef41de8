import type { SessionView } from '../contract/session.js';
import type { Result } from '../domain/result.js';
import { refusalOf, type Reply } from './guard.js';
import type { Refusal } from './refusal.js';
import { sessionCookie } from './sessions.js';
import type { AccessSettings } from './settings.js';
import type { StartedSession } from './sign-ins.js';

/** Hands the cookie over, or answers why not. */
export function enter(started: Result<StartedSession, Refusal>, reply: Reply, { secure }: AccessSettings): SessionView {
  reply.header('cache-control', 'no-store');
  if (!started.ok) throw refusalOf(started.reason, reply);
  reply.header('set-cookie', sessionCookie(started.value.text, secure));
  return started.value.view;
}
