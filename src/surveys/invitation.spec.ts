import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Invitation } from '../domain/invitation.js';
import { HOUR } from '../domain/time.js';
import { cancelled, expired, idOf, nameOf, notTaken, reached, sending, stopped, told, turned, unknown } from './invitation.js';
import { hear } from './questionnaire.js';

const planned: Invitation = {
  id: 'i', programme: 'calls', kind: 'persistent', isLater: false, contact: 'c-1', customer: 'tel_ann', phone: 'tel_ann', prefix: '+1', language: 'en', channel: 'sms',
  questions: ['resolved', 'csat-5'], plannedAt: 0, dueAt: 10, expiresAt: 1_000, openMs: HOUR, delivery: 'planned', at: 0, misunderstood: 0, answers: {}, untold: [],
};
const factsOf = ({ untold }: Invitation): string[] => untold.map((fact) => `${nameOf(fact)} ${fact.at}`);
const underway = sending(planned, 100);
const sent = reached(underway, 'sent', { sid: 'SM1', at: 120 });

test('is marked before it is sent, and open from then on for its time', () => {
  expect(underway).toMatchObject({ delivery: 'sending', sentAt: 100, expiresAt: 100 + HOUR, untold: [] });
});

test('is told as sent once Twilio has it, and as delivered once it is', () => {
  const delivered = reached(sent, 'delivered', { sid: 'SM1', at: 300 });
  expect([sent.sid, factsOf(sent), delivered.delivery, factsOf(delivered)]).toEqual(['SM1', ['sent 100'], 'delivered', ['sent 100', 'delivered 300']]);
});

test('what comes late, twice or in any order ends the same', () => {
  const words = ['sent', 'sent', 'delivered', 'delivered', 'failed'] as const;
  fc.assert(fc.property(fc.shuffledSubarray([...words], { minLength: words.length }), (order) => {
    const end = order.reduce<Invitation>((at, word) => reached(at, word, { sid: 'SM1', at: 300 }), underway);
    expect(end.delivery).toBe('delivered');
    expect(factsOf(end).filter((fact) => fact.startsWith('delivered'))).toEqual(['delivered 300']);
  }));
});

test('a late "sent" does not undo a failure, and what failed was never sent', () => {
  const failed = reached(underway, 'failed', { at: 130, reason: '30003' });
  expect(reached(failed, 'sent', { at: 140 })).toMatchObject({ delivery: 'failed', reason: '30003', untold: [] });
});

test('of unknown fate: a callback tells, silence expires it without a word', () => {
  const lost = unknown(underway, 'a restart');
  expect(lost.delivery).toBe('unknown');
  expect(reached(lost, 'delivered', { sid: 'SM1', at: 300 })).toMatchObject({ delivery: 'delivered', sid: 'SM1' });
  expect(expired(lost, 9_000)).toMatchObject({ outcome: 'expired', untold: [] });
  expect(unknown(sent, 'late')).toBe(sent);
});

test('answers one by one, then is answered', () => {
  const one = turned(sent, hear(sent, '1'), 400);
  expect(one).toMatchObject({ at: 1, answers: { resolved: 'yes' }, answeredAt: 400, delivery: 'delivered' });
  expect(one.outcome).toBeUndefined();
  const both = turned(one, hear(one, '4'), 500);
  expect(both).toMatchObject({ outcome: 'answered', answers: { resolved: 'yes', 'csat-5': 4 } });
  expect(factsOf(both)).toEqual(['sent 100', 'delivered 400', 'answered/resolved 400', 'answered/csat-5 500']);
});

test('what is written is told by topic, or as one more that was heard, and only where topics are counted', () => {
  const written = (topics?: readonly string[]): string[] => factsOf(turned(sent, hear({ ...sent, questions: ['free'] }, 'The router, again'), 400, topics)).slice(3);
  expect([written(['router', 'bill']), written([]), written()]).toEqual([['wrote/router 400', 'wrote/bill 400'], ['wrote 400'], []]);
});

test('who answers a part is partial in the end, who answers nothing expired', () => {
  const one = turned(sent, hear(sent, '1'), 400);
  expect(expired(one, 5_000)).toMatchObject({ outcome: 'partial' });
  expect(factsOf(expired(sent, 5_000))).toEqual(['sent 100', 'expired 5000']);
  expect(expired(expired(sent, 5_000), 6_000).untold).toHaveLength(2);
});

test('is stopped at once: before it is sent, while it is open, and not after', () => {
  expect(stopped(planned, 50)).toMatchObject({ delivery: 'cancelled', reason: 'stopped', untold: [] });
  expect(stopped(sent, 500)).toMatchObject({ outcome: 'stopped' });
  const over = expired(sent, 5_000);
  expect(stopped(over, 6_000)).toBe(over);
});

test('what Twilio surely did not take is planned again', () => {
  expect(notTaken(underway, 700)).toMatchObject({ delivery: 'planned', dueAt: 700 });
  expect(notTaken(underway, 700).sentAt).toBeUndefined();
});

test('no callback brings back what was cancelled', () => {
  const gone = cancelled(planned, 'stopped');
  expect(reached(gone, 'delivered', { at: 300 }).delivery).toBe('cancelled');
});

test('what is told is not told again', () => {
  const delivered = reached(sent, 'delivered', { at: 300 });
  expect(factsOf(told(delivered, sent.untold))).toEqual(['delivered 300']);
});

test('the same cause has the same id', () => {
  expect(idOf(['calls', 'c-1'])).toBe(idOf(['calls', 'c-1']));
  expect(idOf(['calls', 'c-1'])).not.toBe(idOf(['callsc', '-1']));
});
