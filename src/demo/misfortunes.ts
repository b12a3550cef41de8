import { MINUTE, SECOND, seconds } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import { entriesOf } from './arrivals.js';
import { call } from './call.js';
import type { Center } from './center.js';
import type { Customer } from './customers.js';
import type { Plan, Step, Talk } from './plan.js';
import { reasonOf } from './reasons.js';

/** A caller whose bad luck is written by hand: who opens the demo sees each kind of alert within three minutes. */
interface Misfortune {
  /** When they dial, from the demo's start on; below 0 it is already under way. */
  readonly at: Millis;
  readonly plan: Partial<Plan> & { readonly steps: readonly Step[] };
  /** The same customer has called before. */
  readonly before?: Millis;
  /** And calls again, so long after. */
  readonly again?: Millis;
}

const toBilling = keys(8, '1', '2');
const toService = keys(6, '0');
const toMobile = keys(7, '2', '3');
const toRebate = keys(6, '4', '3');
const patient = { patienceMs: 20 * MINUTE };
const shortTalk: Talk = { talkMs: seconds(45), holds: [], ends: { by: 'customer' } };

// Where an agent is needed, nobody can say to the second when one is free: several dial one after another.
const misfortunes: readonly Misfortune[] = [
  // Goes round in circles: Billing's "Other questions" leads back to the main menu.
  ...[-30, 25].map((at) => ({ at: seconds(at), plan: { steps: keys(11, '1', '4', '1', '4', '1', '4', '0'), ...patient, reason: reasonOf('contract') } })),
  // Wants a person in Billing, where no key is offered for one.
  ...[20, 95].map((at) => ({ at: seconds(at), plan: { steps: [...keys(9, '1'), ...keys(3, '0', '0', '0')], ...patient } })),
  // Gives up in the menu.
  ...[15, 70].map((at) => ({ at: seconds(at), plan: { steps: [...keys(9, '1'), hangsUp(31)] } })),
  { at: seconds(40), plan: { steps: keys(8, '4', '2'), reason: reasonOf('rebate-terms') } },
  // Wait in the short-handed Rebate queue until it turns them away.
  ...[-240, -215, -190, -160, -120, -80, -55, -25].map((at) => ({ at: seconds(at), plan: { steps: toRebate, ...patient, reason: reasonOf('rebate-refused') } })),
  // Hang up while they wait there.
  ...[-35, 5, 40, 75].map((at, index) => ({ at: seconds(at), plan: { steps: toRebate, patienceMs: seconds(32 + 17 * index), reason: reasonOf('rebate-refused') } })),
  // Handed on from Billing twice and more, by two different ways, and back to Billing.
  ...[-130, -60, 10].map((at) => ({ at: seconds(at), plan: { steps: toBilling, ...patient, talks: passedAround('technical', 'service', 'billing'), resolved: 'no' as const } })),
  ...[-95, -20].map((at) => ({ at: seconds(at), plan: { steps: toBilling, ...patient, talks: passedAround('service', 'billing'), resolved: 'no' as const } })),
  // Put on hold for three minutes and more, two by one team and two by another.
  ...[-160, -80].map((at) => ({ at: seconds(at), plan: { steps: toMobile, ...patient, reason: reasonOf('mobile-data'), talks: [longHold()] } })),
  ...[-120, -40].map((at) => ({ at: seconds(at), plan: { steps: toService, ...patient, reason: reasonOf('contract'), talks: [longHold()] } })),
  // Nothing was solved, and the agent says so.
  ...[-75, -20, 25].map((at) => ({ at: seconds(at), plan: { steps: toService, ...patient, reason: reasonOf('contract'), talks: [shortTalk], resolved: 'no' as const } })),
  // Says nothing that the menu understands.
  ...[-10, 50, 110].map((at) => ({ at: seconds(at), plan: { steps: [...silences(8, 8), ...keys(6, '7'), ...keys(6, '0')], ...patient, reason: reasonOf('contract') } })),
  // Cut off by a broken line, and back at once.
  ...[-150, -70, 0].map((at) => ({ at: seconds(at), again: seconds(150), plan: { steps: toService, ...patient, reason: reasonOf('contract'), resolved: 'no' as const, talks: [{ ...shortTalk, talkMs: seconds(40), ends: { by: 'line' as const } }] } })),
  // Hangs up on hold.
  ...[-100, -10].map((at) => ({ at: seconds(at), plan: { steps: toService, ...patient, reason: reasonOf('contract'), resolved: 'no' as const, talks: [givesUpOnHold()] } })),
  // Is hung up on after a few seconds.
  ...[-30, 60].map((at) => ({ at: seconds(at), plan: { steps: toService, ...patient, reason: reasonOf('contract'), talks: [{ ...shortTalk, talkMs: seconds(9), ends: { by: 'agent' as const } }] } })),
  // Passed on to the Rebate queue, where nobody answers at once.
  ...[-120, -50, 20].map((at) => ({ at: seconds(at), plan: { steps: toBilling, ...patient, patienceAfterMs: seconds(5), talks: passedAround('rebate'), resolved: 'no' as const } })),
  // Asked whether there is anything else with nothing solved, and less pleased from one remark to the next.
  ...[-90, 0].map((at) => ({ at: seconds(at), plan: { steps: toService, ...patient, reason: reasonOf('contract'), resolved: 'no' as const, talks: [{ ...shortTalk, talkMs: seconds(180), closesEarly: true as const, sours: true as const }] } })),
  // Gave up in the menu twenty minutes ago and calls again.
  ...[30, 80].map((at) => ({ at: seconds(at), before: 20 * MINUTE, plan: { steps: toService, ...patient, reason: reasonOf('new-card') } })),
];

export function beginMisfortunes(center: Center, startAt: Instant): void {
  for (const { at, before, again, plan } of misfortunes) {
    const customer = withNumber(center);
    if (before !== undefined) center.agenda.begin(call(center, writePlan(center, customer, { steps: [...keys(9, '1'), hangsUp(20)] }), () => {}), startAt + at - before);
    center.agenda.begin(call(center, writePlan(center, customer, plan), () => {}), startAt + at);
    if (again !== undefined) center.agenda.begin(call(center, writePlan(center, customer, { ...plan, talks: [shortTalk] }), () => {}), startAt + at + again);
  }
}

function writePlan(center: Center, customer: Customer, plan: Misfortune['plan']): Plan {
  return {
    customer,
    entry: entriesOf(center).service,
    reason: reasonOf('bill-too-high'),
    selfServed: true,
    mistypes: false,
    patienceMs: 3 * MINUTE,
    talks: [{ talkMs: seconds(120), holds: [], ends: { by: 'customer' } }],
    resolved: 'yes',
    ...plan,
  };
}

function withNumber({ agenda, customers }: Center): Customer {
  for (;;) {
    const customer = customers.someone(agenda.now);
    if (customer.number !== undefined) return customer;
  }
}

function passedAround(...queues: readonly string[]): readonly Talk[] {
  const passedOn = queues.map((toQueue): Talk => ({ talkMs: seconds(30), holds: [], ends: { by: 'transfer', kind: 'blind', toQueue } }));
  return [...passedOn, { talkMs: seconds(70), holds: [], ends: { by: 'customer' } }];
}

function longHold(): Talk {
  return { talkMs: seconds(50), holds: [{ afterMs: 20 * SECOND, forMs: 200 * SECOND }], ends: { by: 'customer' } };
}

function givesUpOnHold(): Talk {
  return { talkMs: seconds(60), holds: [{ afterMs: 20 * SECOND, forMs: 45 * SECOND }], ends: { by: 'giving-up' } };
}

function silences(...lasting: readonly number[]): readonly Step[] {
  return lasting.map((after) => ({ afterMs: seconds(after), does: 'nothing' }));
}

function keys(listens: number, ...pressed: readonly string[]): readonly Step[] {
  return pressed.map((key) => ({ afterMs: seconds(listens), does: 'key', key }));
}

function hangsUp(after: number): Step {
  return { afterMs: seconds(after), does: 'hang-up' };
}
