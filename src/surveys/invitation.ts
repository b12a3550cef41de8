import { createHash } from 'node:crypto';
import type { Delivery, Fact, Invitation, Outcome } from '../domain/invitation.js';
import { isOpen } from '../domain/invitation.js';
import type { Instant } from '../domain/time.js';
import { isComplete } from './questionnaire.js';
import type { Turn } from './questionnaire.js';

/** What becomes of an invitation, step by step. Each step that the log should know of leaves a fact to be told. */

/** The same cause has the same id: it is planned once. */
export function idOf(cause: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(cause)).digest('hex').slice(0, 24);
}

/** Marked before Twilio is asked. */
export function sending(invitation: Invitation, now: Instant): Invitation {
  return { ...invitation, delivery: 'sending', sentAt: now, expiresAt: now + invitation.openMs };
}

export function cancelled(invitation: Invitation, reason: string): Invitation {
  return { ...invitation, delivery: 'cancelled', reason };
}

export function postponed(invitation: Invitation, dueAt: Instant): Invitation {
  return { ...invitation, delivery: 'planned', dueAt };
}

/** Twilio did not take it, and surely did not: back to where it was. */
export function notTaken(invitation: Invitation, dueAt: Instant): Invitation {
  const { sentAt: _, ...rest } = invitation;
  return { ...postponed(rest, dueAt), expiresAt: Math.max(invitation.expiresAt, dueAt) };
}

/** Nobody knows whether it was sent; a callback may still tell. */
export function unknown(invitation: Invitation, reason: string): Invitation {
  return invitation.delivery === 'sending' ? { ...invitation, delivery: 'unknown', reason } : invitation;
}

/** How far each word of Twilio's takes it; what comes late or again takes it nowhere. */
const rank: Readonly<Record<Delivery, number>> = { planned: 0, cancelled: 0, sending: 1, unknown: 2, sent: 3, failed: 4, delivered: 5 };

/** Twilio has taken it, or says how far it got. Callbacks come late, twice and in any order. */
export function reached(invitation: Invitation, delivery: 'sent' | 'failed' | 'delivered', { sid, at, reason }: { readonly sid?: string; readonly at: Instant; readonly reason?: string }): Invitation {
  const named = invitation.sid === undefined && sid !== undefined ? { ...invitation, sid } : invitation;
  if (rank[delivery] <= rank[invitation.delivery] || rank[invitation.delivery] === 0) return named;
  const { reason: _, ...rest } = named;
  const went: Fact[] = rank[invitation.delivery] < rank.sent && delivery !== 'failed' ? [{ is: 'sent', at: invitation.sentAt ?? at }] : [];
  const arrived: Fact[] = delivery === 'delivered' ? [{ is: 'delivered', at: Math.max(at, invitation.sentAt ?? at) }] : [];
  return { ...rest, delivery, ...(reason === undefined ? {} : { reason }), untold: [...invitation.untold, ...went, ...arrived] };
}

/**
 * Someone answered, or was not understood. Who answers has got it, whatever Twilio says of the delivery. `topics`: what they wrote
 * in their own words is about; undefined where they wrote nothing, or nobody counts it.
 */
export function turned(invitation: Invitation, { dialogue, learned }: Turn, now: Instant, topics?: readonly string[]): Invitation {
  const { at, misunderstood, answers } = dialogue;
  const got = reached(invitation, 'delivered', { at: now });
  const told: Fact[] = learned === undefined ? [] : [{ is: 'answered', at: now, ...learned }];
  const next: Invitation = { ...got, at, misunderstood, answers, ...(learned === undefined ? {} : { answeredAt: now }), untold: [...got.untold, ...told, ...written(topics, now)] };
  if (!isComplete(dialogue)) return next;
  return { ...next, outcome: hasAnswers(next) ? 'answered' : 'expired' };
}

/** Also a line about nothing that is known is one more that was heard. */
function written(topics: readonly string[] | undefined, at: Instant): Fact[] {
  return topics?.length === 0 ? [{ is: 'wrote', at }] : topics?.map((topic) => ({ is: 'wrote', at, topic })) ?? [];
}

/** Nothing more is expected. */
export function expired(invitation: Invitation, now: Instant): Invitation {
  if (!isOpen(invitation)) return invitation;
  const outcome: Outcome = hasAnswers(invitation) ? 'partial' : 'expired';
  // What never went out, as far as anyone knows, was not left unanswered by anyone.
  const facts: Fact[] = rank[invitation.delivery] >= rank.sent ? [{ is: 'expired', at: now }] : [];
  return { ...invitation, outcome, untold: [...invitation.untold, ...facts] };
}

/** STOP. What was answered before stays. */
export function stopped(invitation: Invitation, now: Instant): Invitation {
  if (invitation.delivery === 'planned') return cancelled(invitation, 'stopped');
  if (!isOpen(invitation)) return invitation;
  return { ...invitation, outcome: 'stopped', untold: [...invitation.untold, { is: 'stopped', at: now }] };
}

export function told(invitation: Invitation, facts: readonly Fact[]): Invitation {
  const names = new Set(facts.map(nameOf));
  return { ...invitation, untold: invitation.untold.filter((fact) => !names.has(nameOf(fact))) };
}

/** One of its kind within an invitation. */
export function nameOf({ is, question, topic }: Fact): string {
  const about = question ?? topic;
  return about === undefined ? is : `${is}/${about}`;
}

function hasAnswers({ answers }: Invitation): boolean {
  return Object.keys(answers).length > 0;
}
