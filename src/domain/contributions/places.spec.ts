import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyEvents } from '../../../test/support/any-events.js';
import { answersPrompt, caller, contactOf, ends, enters, givesReason, hangsUp, isHeldBy, partsFrom, queues, reaches } from '../../../test/support/story.js';
import type { Story } from '../../../test/support/story.js';
import type { EarshotEvent } from '../event.js';
import type { Flag, FlagPlace } from '../flag.js';
import { unnamedFloor } from '../floor.js';
import type { Floor } from '../floor.js';
import { foldContact } from '../fold/fold.js';
import { compareEvents } from '../order.js';
import { HOUR, MINUTE, seconds } from '../time.js';
import { contributionsOf } from './contact.js';
import { contributionsOfPlaces } from './places.js';

const flag = (rule: string, place: FlagPlace, subject = 'main'): Flag => (
  { rule, version: 1, class: 'alert', contact: 'call', subject, since: 0, raisedAt: 0, severity: 'warning', because: '', place }
);
/** By key what is counted there, but for the minutes lost: minutes.spec.ts. */
function countsOf(story: Story, flags: readonly Flag[] = [], floor: Floor = unnamedFloor): Readonly<Record<string, object>> {
  return Object.fromEntries(contributionsOfPlaces(contactOf(story), flags, floor)
    .map(({ key, tally }) => [key, Object.fromEntries(Object.entries(tally).filter(([measure]) => !/LostMs$|^lostUnknown$/.test(measure)))] as const)
    .filter(([, tally]) => Object.keys(tally).length > 0));
}
const begins = 7 * HOUR + 20 * MINUTE;
const lost = caller({ begins, to: '+4930' }).at(0, enters('main')).at(20, enters('billing')).at(40, enters('main')).at(60, hangsUp());

test('counts a contact once at each place that it passed, with the time it went without help', () => {
  expect(countsOf(lost)).toEqual({
    'voice/place/node:main': { passed: 1, passedMs: seconds(60) }, 'voice/place/node:billing': { passed: 1, passedMs: seconds(60) },
    'voice/place/reason:main': { passed: 1, passedMs: seconds(60) }, 'voice/place/entry:+4930': { passed: 1, passedMs: seconds(60) },
  });
  const helped = caller({ begins }).at(0, queues('support')).at(30, reaches('anna', 'support')).at(60, isHeldBy('anna')).at(100, partsFrom('anna')).at(100, hangsUp());
  expect(countsOf(helped)['voice/place/queue:support']).toEqual({ passed: 1, passedMs: seconds(70) });
});

test('counts by the hour in which the contact began', () => {
  expect([...new Set(contributionsOfPlaces(contactOf(lost), [], unnamedFloor).map(({ at, attribution }) => `${at / HOUR} ${attribution}`))]).toEqual(['7 arrival']);
});

test('a flag counts at one place only, the nearest: node, else queue, else what the contact is about', () => {
  const hurtAt = (place: FlagPlace): string[] => Object.entries(countsOf(lost, [flag('menu-maze', place)])).flatMap(([key, tally]) => ('hurt.flag.menu-maze' in tally ? [key] : []));
  expect(hurtAt({ node: 'billing', queue: 'q', entry: '+4930' })).toEqual(['voice/place/node:billing']);
  expect(hurtAt({ queue: 'q' })).toEqual(['voice/place/queue:q']);
  expect(hurtAt({ entry: '+4930' })).toEqual(['voice/place/reason:main']);
});

test('two flags of one rule are one contact that met it, and a retracted one is none', () => {
  const flags = [flag('menu-maze', { node: 'main' }), flag('menu-maze', { node: 'main' }, 'again'), { ...flag('zero-out', { node: 'main' }), retractedAt: 1 }];
  expect(countsOf(lost, flags)['voice/place/node:main']).toEqual({ passed: 1, passedMs: seconds(60), 'hurt.flag.menu-maze': 1, 'hurtMs.flag.menu-maze': seconds(60) });
});

test('what blocked an agent is a share of those of whom an agent said how it went', () => {
  const said = (answers: Readonly<Record<string, string>>): object | undefined => (
    countsOf(caller({ begins }).at(0, reaches('anna'), givesReason('rebate')).at(50, hangsUp()).at(60, answersPrompt('anna', answers)))['voice/place/reason:rebate']
  );
  expect(said({ resolved: 'no', blocked: 'policy' })).toEqual({ passed: 1, said: 1, 'hurt.blocked.policy': 1, passedMs: 0 });
  expect(said({ resolved: 'yes' })).toEqual({ passed: 1, passedMs: 0, said: 1 });
  expect(said({ reason: 'rebate' })).toEqual({ passed: 1, passedMs: 0 });
});

test('a call while closed is that, at its number, and nothing else', () => {
  const nights: Floor = { ...unnamedFloor, entries: { '+4930': { calendar: 'never' } }, calendars: { never: { hours: {}, holidays: [] } } };
  expect(countsOf(lost, [flag('menu-maze', { node: 'main' })], nights)).toEqual({
    'voice/place/entry:+4930': { passed: 1, passedMs: seconds(60), 'hurt.closed': 1, 'hurtMs.closed': seconds(60) },
  });
});

test('counts nothing of a contact that goes on, was lost sight of, or that we made ourselves', () => {
  expect(countsOf(caller({ begins }).at(0, enters('main')))).toEqual({});
  expect(countsOf(caller({ begins }).at(0, enters('main')).at(900, ends('inferred')))).toEqual({});
  expect(countsOf(caller({ begins, direction: 'outbound' }).at(0, enters('main')).at(9, hangsUp()))).toEqual({});
});

test('feedback counts by its topic, however it is written, and is no contact', () => {
  const posted: EarshotEvent = { id: '1', source: 'forum', type: 'feedback.received', time: begins, subject: 'post-1', data: { channel: 'forum', topic: ' Router: "crashes"!' } };
  const contact = foldContact([posted]);
  expect([contact.channel, contact.direction, contact.endedAt]).toEqual(['feedback', 'internal', begins]);
  expect(contributionsOf(contact, unnamedFloor)).toEqual([]);
  expect(contributionsOfPlaces(contact, [], unnamedFloor)).toEqual([{ at: 7 * HOUR, attribution: 'arrival', key: 'feedback/place/floor:', tally: { passed: 1, 'hurt.topic.router crashes': 1 } }]);
});

test('what was written in answer to a survey counts the same, beside its contact', () => {
  const called = caller({ begins }).at(0, enters('main')).at(9, hangsUp());
  const wrote = caller({ begins }).at(0, enters('main')).at(9, hangsUp()).at(900, { type: 'feedback.received', data: { channel: 'survey', topic: 'router' } });
  expect(countsOf(wrote)).toEqual({ ...countsOf(called), 'feedback/place/floor:': { passed: 1, 'hurt.topic.router': 1 } });
});

test('nowhere do more meet a trouble than passed or were spoken of', () => {
  fc.assert(fc.property(anyEvents, fc.constantFrom('node', 'queue', 'entry'), (events, kind) => {
    const contact = foldContact(events.toSorted(compareEvents));
    const name = { node: contact.menu.find(({ purpose, afterAgent }) => purpose === 'route' && !afterAgent)?.node, queue: contact.visits[0]?.queue, entry: contact.entry }[kind];
    const flags = name === undefined ? [] : [flag('menu-maze', { [kind]: name })];
    for (const { tally } of contributionsOfPlaces(contact, flags, unnamedFloor)) {
      for (const [measure, value] of Object.entries(tally)) if (measure.startsWith('hurt.')) expect(value).toBeLessThanOrEqual(measure.startsWith('hurt.blocked') ? tally.said ?? 0 : tally.passed ?? 0);
      expect(tally.passedMs ?? 0).toBeGreaterThanOrEqual(0);
    }
  }), { numRuns: 300 });
});
