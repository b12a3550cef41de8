import { expect, test } from '@jest/globals';
import type { Periodic, Persistent, Programme, Pulsed } from '../domain/survey.js';
import { HOUR } from '../domain/time.js';
import { caller, enters, hangsUp } from '../../test/support/story.js';
import { foldContact } from '../domain/fold/fold.js';
import { occasionOf } from './occasion.js';
import { drawnBy, isFrom, quarterOfYear } from './programmes.js';
import type { Draw, Occasion } from './programmes.js';

const common = { channel: 'sms', questions: ['resolved'], share: 0.5, delayMs: 0, expiresMs: HOUR } as const;
const persistent = (more: Partial<Persistent> = {}): Persistent => ({ kind: 'persistent', ...common, ...more });
const periodic = (more: Partial<Periodic> = {}): Periodic => ({ kind: 'periodic', ...common, ...more });
const pulsed = (more: Partial<Pulsed> = {}): Pulsed => ({ kind: 'pulsed', quota: 100, ...common, ...more });
const noon = Date.parse('2026-11-14T12:00:00Z');
const occasion: Occasion = { contact: 'c-1', phone: 'tel_ann', endedAt: noon, entry: '+4930', queues: ['service', 'billing'], nodes: ['main', 'bills'], reason: 'rebate', flags: ['menu-maze'] };

const always: Draw = () => 0;
const drawn = (rule: Programme, more: Partial<Occasion> = {}, draw: Draw = always): boolean =>
  drawnBy({ ...occasion, ...more }, { programmes: { it: rule } }, 'Europe/Berlin', draw).length > 0;

test('a persistent programme asks about contacts of its queues', () => {
  expect(drawn(persistent())).toBe(true);
  expect(drawn(persistent({ queues: ['billing'] }))).toBe(true);
  expect(drawn(persistent({ queues: ['chat'] }))).toBe(false);
});

test('its share is drawn', () => {
  expect(drawn(persistent(), {}, () => 0.49)).toBe(true);
  expect(drawn(persistent(), {}, () => 0.5)).toBe(false);
  expect(drawn(persistent({ share: 0 }))).toBe(false);
  expect(drawn(persistent({ share: 1 }), {}, () => 0.999_999)).toBe(true);
});

test('a part of those drawn is asked days later', () => {
  const rule = persistent({ later: { share: 0.25, afterMs: 48 * HOUR } });
  const laterOf = (draw: number): boolean | undefined => drawnBy(occasion, { programmes: { it: rule } }, 'UTC', (first) => (first === 'later' ? draw : 0))[0]?.isLater;
  expect([laterOf(0.2), laterOf(0.25)]).toEqual([true, false]);
});

test('a periodic programme draws a person anew each quarter, whatever they call about', () => {
  const about = (endedAt: number, contact: string): unknown => drawnBy({ ...occasion, endedAt, contact }, { programmes: { year: periodic() } }, 'Europe/Berlin', always)[0]?.cause;
  expect(about(noon, 'c-1')).toEqual(['year', '2026-Q4', 'tel_ann']);
  expect(about(noon, 'c-2')).toEqual(about(noon, 'c-1'));
  expect(quarterOfYear('Europe/Berlin', Date.parse('2026-12-31T23:30:00Z'))).toBe('2027-Q1');
});

test('a study asks those whom it is about', () => {
  const study = pulsed({ entries: ['+4930'], reasons: ['rebate'], nodes: ['bills', 'cards'], flags: ['long-wait', 'menu-maze'], queues: ['billing'] });
  expect(drawn(study)).toBe(true);
  expect(drawn(study, { entry: '+4940' })).toBe(false);
  expect(drawn(study, { reason: 'bill' })).toBe(false);
  expect(drawn(study, { nodes: ['main'] })).toBe(false);
  expect(drawn(study, { flags: ['zero-out'] })).toBe(false);
  expect(drawn(study, { queues: ['service'] })).toBe(false);
});

test('who came by a menu node is known by the contact itself', () => {
  const { events } = caller({ id: 'c-1', begins: noon - HOUR, from: 'tel_ann' }).at(2, enters('main')).at(9, enters('bills')).at(20, enters('main')).at(40, hangsUp());
  const ended = occasionOf({ contact: foldContact(events), flags: [], events });
  expect(ended?.nodes).toEqual(['main', 'bills']);
  expect(['bills', 'cards'].map((node) => drawn(pulsed({ nodes: [node] }), { nodes: ended?.nodes ?? [] }))).toEqual([true, false]);
});

test('a study has a beginning and an end', () => {
  const study = pulsed({ from: noon - HOUR, until: noon + HOUR });
  expect([noon - HOUR - 1, noon - HOUR, noon + HOUR - 1, noon + HOUR].map((endedAt) => drawn(study, { endedAt }))).toEqual([false, true, true, false]);
});

test('a study may ask in some regions only', () => {
  const study = pulsed({ regions: ['+1212', '+49'] });
  expect([isFrom(study, '+12125550101'), isFrom(study, '+12135550101'), isFrom(study, '+4930123'), isFrom(persistent(), '+12135550101')]).toEqual([true, false, true, true]);
});

test('several may draw one occasion; who comes first in the settings comes first', () => {
  const programmes = { study: pulsed(), calls: persistent(), off: persistent({ queues: ['chat'] }) };
  expect(drawnBy(occasion, { programmes }, 'UTC', always).map(({ programme }) => programme)).toEqual(['study', 'calls']);
});
