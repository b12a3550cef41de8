import { describe, expect, test } from '@jest/globals';
import { asking, began, begun, dialling, isOpen, notCalled, notReached, over, placed, reached } from './placed-call.js';
import type { PlacedCall } from './placed-call.js';

const fresh = begun({ id: 'c1', person: 'ann', contact: 'a', by: 'sue', agent: 'anna', phone: '+4930', way: 'twilio' }, 100);
const asked = asking(fresh, 110) ?? fresh;
const facts = ({ untold }: PlacedCall): string[] => untold.map((fact) => ('result' in fact ? `${fact.is} ${fact.result}` : 'why' in fact ? `${fact.is} ${fact.why}` : fact.is));

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
});
