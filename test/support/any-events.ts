import fc from 'fast-check';
import type { EarshotEvent, KnownEvent } from '../../src/domain/event.js';
import { seconds } from '../../src/domain/time.js';
import {
  answersPrompt, asksForCallback, comesOut, ends, enters, getsPromised, givesReason, hearsNothingFor, isAsked, isAskedForMore, isBackWith, isCalledBack, isHeldBy, isNotUnderstood, isPromised, isTransferred, isTried, isWrappedUp,
  leavesQueue, partsFrom, presses, queues, reaches, rings, says, sounds, staysSilent, stopsRinging, types, wantsNoCallback, wrapsUp,
} from './story.js';
import type { Happening } from './story.js';
import { answers, isSurveyed, letsItExpire, saysStop } from './survey-said.js';

const nodes = ['main', 'billing', 'tariffs'];
const lines = ['sales', 'support'];
const people = ['anna', 'bert'];

const somewhere = fc.constantFrom<Happening>(
  ...nodes.map((node) => enters(node)), enters('q1', { purpose: 'survey' }), presses('0'), presses('1'), says('agent'), types('account', 8),
  staysSilent(), isNotUnderstood(), comesOut('done'), comesOut('not done', 'failure'),
  ...lines.flatMap((line) => [queues(line), queues(line, { visit: `${line}-1` }), queues(line, { resumed: true })]),
  ...(['answered', 'abandoned', 'timeout', 'exit-key', 'overflow'] as const).flatMap((way) => lines.map((line) => leavesQueue(line, way))),
  ...people.flatMap((who) => [rings(who), reaches(who), reaches(who, 'sales'), isHeldBy(who), isBackWith(who), partsFrom(who, 'agent'), partsFrom(who, 'transfer'), wrapsUp(who), isWrappedUp(who, { resolved: 'no' })]),
  isTransferred(), asksForCallback(), givesReason('rebate'), { type: 'contact.reason', data: { reason: 'offer-refused', offer: 'SPRING24' } },
  ...people.flatMap((who) => [isAsked(who), answersPrompt(who, { resolved: 'no', blocked: 'policy' }), answersPrompt(who, { resolved: 'not-mine', reason: 'bill' }), answersPrompt(who, { resolved: 'yes' })]),
  isPromised('p', seconds(300)), isPromised('q'), getsPromised('p'),
  ...people.flatMap((who) => [stopsRinging(who), stopsRinging(who, 'unreachable'), isAskedForMore(who), expires(who), isWrappedUp(who)]),
  asksForCallback(seconds(240)), isTried(), isCalledBack(), wantsNoCallback(), hearsNothingFor(45), hearsNothingFor(3), sounds(-0.8), sounds(0.4),
  isTransferred('consult', 'support'), isTransferred('blind', 'sales'), { type: 'transfer.completed', data: { toNumber: '+4940' } },
  isSurveyed(), answers('resolved', 'no'), answers('resolved', 'yes'), answers('csat-5', 2), answers('nps', 3, 's-2'), letsItExpire(), saysStop(),
  ends('customer'), ends('system'), ends('system', '41'), ends('customer', '16'), ends('agent'), ends('inferred'), ends(),
  { type: 'contact.started', data: { direction: 'inbound', from: 'a7f3', to: '+4930' } },
);

function expires(agent: string): Happening {
  return { type: 'prompt.expired', data: { agent } };
}

/** Anything that may happen in one contact, many things at the same instant, some with a sequence. */
export const anyEvents: fc.Arbitrary<readonly EarshotEvent[]> = fc.array(
  fc.record({ happening: somewhere, second: fc.integer({ min: 0, max: 40 }).map((step) => step * 15), sequence: fc.constantFrom(undefined, 1, 2) }),
  { minLength: 1, maxLength: 30 },
).map((all) => all.map(({ happening, second, sequence }, place) => ({
  ...happening, id: `e${place}`, source: 'story', subject: 'call', time: seconds(second), ...(sequence === undefined ? {} : { sequence }),
}) as KnownEvent));

/** The same events as they may arrive: in any order, some twice, some first with other content that loses against the greater. */
export const anyArrival: fc.Arbitrary<{ readonly events: readonly EarshotEvent[]; readonly arrived: readonly EarshotEvent[] }> = anyEvents.chain((events) => fc.record({
  events: fc.constant(events),
  arrived: fc.tuple(fc.subarray([...events]), fc.subarray([...events])).chain(([twice, lesser]) =>
    shuffled([...events, ...twice, ...lesser.map((event) => ({ ...event, time: event.time - 1 }))])),
}));

function shuffled(events: readonly EarshotEvent[]): fc.Arbitrary<readonly EarshotEvent[]> {
  return fc.shuffledSubarray([...events], { minLength: events.length });
}
