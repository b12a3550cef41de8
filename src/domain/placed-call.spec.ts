import { describe, expect, test } from '@jest/globals';
import { asking, began, begun, dialling, isOpen, notCalled, notReached, over, placed, reached, toldOf } from './placed-call.js';
import type { PlacedCall } from './placed-call.js';

const fresh = begun({ id: 'c1', person: 'ann', contact: 'a', by: 'sue', agent: 'anna', phone: '+4930', way: 'twilio' }, 100);
const asked = asking(fresh, 110) ?? fresh;
const facts = ({ untold }: PlacedCall): string[] => untold.map((fact) => ('result' in fact ? `${fact.is} ${fact.result}` : 'why' in fact ? `${fact.is} ${fact.why}` : fact.is));

type Step = (call: PlacedCall, at: number) => PlacedCall;
const [isThere, dials, answers, isBusy, isOver]: readonly [Step, Step, Step, Step, Step] = [
  (call, at) => began(placed(call, at), at, 'CA1'), dialling, reached, (call, at) => notReached(call, at, 'busy'), over,
];

describe('a call of ours', () => {
  test('goes from a click to the customer, and tells each step once', () => {
    const there = began(placed(asked, 120), 121, 'CA1');
    const whole = over(reached(dialling(there, 130), 140), 200);
    expect(facts(whole)).toEqual(['claimed', 'number-used', 'placed', 'began', 'dialled', 'reached', 'over']);
    expect([whole.stage, whole.settledAt, whole.isOver, isOpen(whole)]).toEqual(['reached', 140, true, false]);
  });

  test('takes what comes twice or late for what it is', () => {
    const done = reached(asked, 140);
    expect(facts(done)).toEqual(['claimed', 'number-used', 'placed', 'dialled', 'reached']);
    for (const again of [reached(done, 150), dialling(done, 150), placed(done, 150), notReached(done, 150, 'busy'), notCalled(done, 150, 'refused')]) expect(again).toBe(done);
    expect(over(over(done, 160), 170)).toEqual(over(done, 160));
  });

  test('that nobody picked up leaves a try, and one at which the agent was missing leaves none', () => {
    expect(facts(over(notReached(dialling(asked, 130), 150, 'busy'), 151)).slice(2)).toEqual(['placed', 'dialled', 'tried busy', 'over']);
    expect(facts(over(placed(asked, 120), 150)).slice(2)).toEqual(['placed', 'released agent-not-reached', 'over']);
    expect(facts(over(dialling(asked, 130), 150)).slice(2)).toEqual(['placed', 'dialled', 'tried no-answer', 'over']);
  });

  test('is asked for once', () => {
    expect(asking(asked, 120)).toBeUndefined();
    expect(asking(notCalled(fresh, 105, 'stopped'), 120)).toBeUndefined();
  });

  test('that was given up is believed when something is heard of it after all', () => {
    const given = notCalled(asked, 140, 'unknown');
    expect(isOpen(given)).toBe(false);
    expect(reached(given, 150)).toMatchObject({ stage: 'reached', settledAt: 150 });
    expect(reached(given, 150).notCalled).toBeUndefined();
    expect(reached(notCalled(asked, 140, 'refused'), 150).stage).toBe('not-called');
  });

  test('keeps what is to be told again though it was told before it was known of which contact', () => {
    const ended = over(placed(asked, 120), 130);
    expect(facts(toldOf(began(ended, 131, 'CA1'), ended.untold))).toEqual(['began', 'over']);
  });

  test.each<[string, readonly Step[], string, readonly string[]]>([
    ['who was reached is', [dials, answers], 'reached', ['reached']],
    ['who was busy is a try', [dials, isBusy], 'not-reached', ['tried busy', 'tried no-answer']],
    ['who was only rung is a try', [dials], 'not-reached', ['tried no-answer']],
    ['nobody was called', [], 'not-called', ['released agent-not-reached']],
  ])('of which it is told in any order, twice, is the same: %s', (_, heard, stage, tried) => {
    for (const steps of orders([isThere, ...heard, isOver])) {
      const call = [...steps, ...steps].reduce((each, step, place) => step(each, 130 + place), placed(asked, 120));
      expect([call.stage, call.isOver, call.call, isOpen(call)]).toEqual([stage, true, 'CA1', false]);
      const told = facts(call);
      // An end that was inferred may have been told before: what comes after says more, and never less.
      expect(told.findLast((fact) => /^(?:tried|released|reached)/.test(fact))).toBe(tried[0] === 'tried busy' && told.includes('tried no-answer') ? tried[1] : tried[0]);
      // The contact that it became begins once, and ends after that.
      expect([told.filter((fact) => fact === 'began').length, told.lastIndexOf('over') > told.indexOf('began')]).toEqual([1, true]);
      expect(told.slice(told.indexOf('began')).includes('reached')).toBe(stage === 'reached');
    }
  });
});

function orders<Item>(items: readonly Item[]): Item[][] {
  return items.length === 0 ? [[]] : items.flatMap((item, place) => orders(items.toSpliced(place, 1)).map((rest) => [item, ...rest]));
}
