import type { EarshotEvent } from '../domain/event.js';
import type { Floor } from '../domain/floor.js';
import { DAY, MINUTE } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { Script } from './agenda.js';
import { afterwards } from './afterwards.js';
import { callAndReturn, entriesOf } from './arrivals.js';
import type { Unhelped } from './arrivals.js';
import type { Center } from './center.js';
import { chanceFrom, exponential, happens } from './chance.js';
import { drawPlan } from './draw-plan.js';
import { reasonOf } from './reasons.js';
import { beginWork, openCenter, WARM_UP } from './simulate.js';

export interface Past {
  /** Contact by contact, each whole, and the agents' days. */
  readonly events: readonly EarshotEvent[];
  /** Customers whose last contact left their matter open, the newest first. */
  readonly unhelped: readonly Unhelped[];
  /** When the menu that led in circles was mended. */
  readonly mendedAt: Instant;
}

/** Days that the demo's history goes back. */
export const PAST_DAYS = 22;
/** A day of the past has a small part of the calls: it is read in seconds, before anyone has looked around. */
const QUIET = 75;
/** For some days "Other questions" in Billing led back to the main menu; then somebody mended it. */
const SPELL = { from: 8 * DAY, to: 3 * DAY, meanGap: 50 * MINUTE } as const;

/** What happened before the demo's own simulation begins, with what agents and customers said afterwards. The same three give the same. */
export function pastOf({ seed, startAt, floor }: { readonly seed: number; readonly startAt: Instant; readonly floor: Floor }): Past {
  const until = startAt - WARM_UP;
  const center = openCenter(seed + 1_000, until, until - PAST_DAYS * DAY, floor, QUIET);
  beginWork(center);
  center.agenda.begin(spell(center, until));
  const told: EarshotEvent[] = [];
  while (center.agenda.now < until && center.agenda.step()) told.push(...center.voice.take());
  const contacts = wholeContacts(told.filter(({ time }) => time < until));
  const chance = chanceFrom(seed + 2_000);
  const agents = told.filter(({ type, time }) => type.startsWith('agent.s') && time < until);
  return {
    events: [...contacts.flatMap((events) => [...events, ...afterwards(events, chance, floor, startAt)]), ...agents],
    unhelped: unhelpedIn(contacts),
    mendedAt: until - SPELL.to,
  };
}

function* spell(center: Center, until: Instant): Script {
  const { agenda, chance, customers } = center;
  yield until - SPELL.from - agenda.now;
  while (agenda.now < until - SPELL.to) {
    yield exponential(chance, SPELL.meanGap);
    const plan = drawPlan(chance, customers.someone(agenda.now), reasonOf('bill-too-high'), entriesOf(center));
    const round = ['1', '4', '1', '4', '1', '4', ...(happens(chance, 0.5) ? ['0'] : [])].map((key) => ({ afterMs: 9_000, does: 'key' as const, key }));
    agenda.begin(callAndReturn(center, { ...plan, steps: [...round, { afterMs: 8_000, does: 'hang-up' }] }));
  }
}

/** Those that were over when the past ended: of a half-told one the board would wait for the rest. */
function wholeContacts(events: readonly EarshotEvent[]): readonly (readonly EarshotEvent[])[] {
  const contacts = new Map<string, EarshotEvent[]>();
  for (const event of events) {
    if (event.type.startsWith('agent.s')) continue;
    const known = contacts.get(event.subject);
    if (known) known.push(event);
    else contacts.set(event.subject, [event]);
  }
  return [...contacts.values()].filter((own) => own.some(({ type }) => type === 'contact.ended'));
}

function unhelpedIn(contacts: readonly (readonly EarshotEvent[])[]): readonly Unhelped[] {
  const last = new Map<string, Unhelped | undefined>();
  for (const events of contacts) {
    const [started] = events;
    const number = started?.type === 'contact.started' && started.data.direction === 'inbound' ? started.data.from : undefined;
    if (number === undefined) continue;
    const wrapped = events.findLast((event) => event.type === 'wrapup.ended');
    const { resolved, reason } = wrapped?.type === 'wrapup.ended' ? wrapped.data : {};
    last.delete(number);
    last.set(number, resolved !== undefined && resolved !== 'yes' && reason !== undefined ? { customer: { number, id: number }, reason } : undefined);
  }
  return [...last.values()].filter((each) => each !== undefined).toReversed();
}
