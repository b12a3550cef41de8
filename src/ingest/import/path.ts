import { refused, ok, type Result } from '../../domain/result.js';
import type { Instant } from '../../domain/time.js';
import type { Outcome } from './mapping.js';
import type { Moments } from './moments.js';

export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** One call's way through menu, queue and agent, its clocks set straight: nothing begins before what came before it ended. */
export interface Path {
  readonly start: Instant;
  readonly end: Instant;
  /** The file does not say when the contact ended: `end` is the last instant that it does say. */
  readonly endInferred: boolean;
  readonly menu?: Span;
  readonly queue?: Span;
  readonly agent?: { readonly from: Instant; readonly to?: Instant };
}

/**
 * Real clocks overlap by seconds, sometimes by a minute. What yields, in this order:
 * the wait stays as recorded (it is what the platform published), the agent's part begins when the wait has ended,
 * the menu ends at the latest where queue or agent begin, and the contact starts at its earliest instant.
 */
export function straighten(outcome: Outcome, moments: Moments): Result<Path> {
  const began = moments['contact.start'];
  if (began === undefined) return refused('there is no contact.start. Fill in when the contact began.');
  const queue = stay(outcome, moments);
  if (!queue.ok) return queue;
  const agent = outcome === 'answered' ? service(moments, queue.value, began) : undefined;
  const menu = menuSpan(moments, queue.value?.from ?? agent?.from);
  const start = Math.min(began, menu?.from ?? began, queue.value?.from ?? began, agent?.from ?? began);
  const last = Math.max(start, agent?.to ?? agent?.from ?? queue.value?.to ?? menu?.to ?? start);
  const saidEnd = moments['contact.end'];
  const left = agent ? agent.to : queue.value?.to ?? (menu && (moments['menu.left'] ?? saidEnd));
  return ok({
    start,
    end: Math.max(saidEnd ?? last, last),
    endInferred: saidEnd === undefined && left === undefined,
    ...(menu && { menu }),
    ...(queue.value && { queue: queue.value }),
    ...(agent && { agent }),
  });
}

function stay(outcome: Outcome, moments: Moments): Result<Span | undefined> {
  const from = moments['queue.entered'];
  if (from === undefined) return ok(undefined);
  const to = moments['queue.left'] ?? (outcome === 'answered' ? moments['agent.connected'] : moments['contact.end']);
  if (to === undefined) return refused('the caller entered the queue but nothing says when they left it. Map queue.left or contact.end.');
  return ok({ from, to: Math.max(from, to) });
}

function service(moments: Moments, queue: Span | undefined, began: Instant): NonNullable<Path['agent']> {
  const picked = moments['agent.connected'] ?? queue?.to ?? moments['menu.left'] ?? began;
  const from = Math.max(picked, queue?.to ?? picked);
  const to = moments['agent.left'] ?? (moments['agent.connected'] === undefined ? undefined : moments['contact.end']);
  return to === undefined ? { from } : { from, to: Math.max(from, to) };
}

function menuSpan(moments: Moments, next: Instant | undefined): Span | undefined {
  const entered = moments['menu.entered'];
  if (entered === undefined) return undefined;
  const left = moments['menu.left'] ?? next ?? moments['contact.end'] ?? entered;
  const to = Math.min(left, next ?? left);
  return { from: Math.min(entered, to), to };
}
