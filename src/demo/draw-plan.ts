import { MINUTE, SECOND, seconds } from '../domain/time.js';
import type { Millis } from '../domain/time.js';
import type { Resolved } from '../domain/event.js';
import { between, happens, lognormal, pick, weibull } from './chance.js';
import type { Chance } from './chance.js';
import type { Customer } from './customers.js';
import { drawSteps } from './draw-steps.js';
import type { Hold, Plan, Talk, TalkEnd, WayOut } from './plan.js';
import type { Reason } from './reasons.js';

export interface Entries {
  readonly service: string;
  readonly offers: string;
}

/** An ordinary caller, with the ordinary share of mishaps. */
export function drawPlan(chance: Chance, customer: Customer, reason: Reason, entries: Entries): Plan {
  const direct = reason.keys[0] === '4' && happens(chance, 0.4);
  const wayOut = drawWayOut(chance);
  return {
    customer,
    entry: direct ? entries.offers : entries.service,
    reason,
    steps: drawSteps(chance, direct ? reason.keys.slice(1) : reason.keys, direct ? 'rebate' : 'main'),
    selfServed: happens(chance, 0.88),
    mistypes: happens(chance, 0.07),
    patienceMs: 2 * SECOND + weibull(chance, 3.1 * MINUTE, 1.2),
    ...(wayOut === undefined ? {} : { wayOut }),
    talks: drawTalks(chance, reason),
    resolved: drawResolved(chance, reason),
  };
}

function drawWayOut(chance: Chance): WayOut | undefined {
  if (!happens(chance, 0.18)) return undefined;
  return { afterMs: seconds(between(chance, 62, 80)), kind: happens(chance, 0.7) ? 'callback' : 'voicemail' };
}

function drawResolved(chance: Chance, { resolved, partly }: Reason): Resolved {
  const luck = chance();
  if (luck < resolved) return 'yes';
  return luck < resolved + partly ? 'partly' : 'no';
}

/** About one call in twelve was routed wrongly or needs a colleague; a few of those come back or are passed on again. */
function drawTalks(chance: Chance, reason: Reason): readonly Talk[] {
  const talks: Talk[] = [];
  const home = homeQueue(reason);
  let next = reason.belongsTo;
  for (let passed = 0; passed < 3 && next !== undefined && happens(chance, passed === 0 ? 0.085 : 0.16); passed++) {
    const kind = happens(chance, 0.6) ? 'blind' : 'consult';
    talks.push(drawTalk(chance, lognormal(chance, seconds(48), 0.5), { by: 'transfer', kind, toQueue: next }));
    next = passed === 0 && happens(chance, 0.5) ? home : pick(chance, ['service', 'technical', 'billing'].filter((queue) => queue !== next));
  }
  talks.push(drawTalk(chance, lognormal(chance, reason.talkMs, 0.45), { by: happens(chance, 0.8) ? 'customer' : 'agent' }));
  return talks;
}

function drawTalk(chance: Chance, talkMs: Millis, ends: TalkEnd): Talk {
  const holds: Hold[] = [];
  if (talkMs > 40 * SECOND && happens(chance, 0.16)) holds.push(drawHold(chance, talkMs));
  if (holds.length > 0 && happens(chance, 0.12)) holds.push(drawHold(chance, talkMs));
  const givesUp = ends.by === 'customer' && holds.length > 0 && happens(chance, 0.03);
  return { talkMs, holds, ends: givesUp ? { by: 'giving-up' } : ends };
}

function drawHold(chance: Chance, talkMs: Millis): Hold {
  return { afterMs: Math.round(talkMs * (0.15 + 0.25 * chance())), forMs: lognormal(chance, seconds(24), 0.6) };
}

function homeQueue(reason: Reason): string {
  return { 1: 'billing', 2: 'technical', 4: 'rebate' }[reason.keys[0] ?? ''] ?? 'service';
}
