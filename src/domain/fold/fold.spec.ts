import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyArrival, anyEvents } from '../../../test/support/any-events.js';
import { caller, contactOf, enters, kept, queues, reaches } from '../../../test/support/story.js';
import type { EarshotEvent } from '../event.js';
import { keep } from '../kept.js';
import { seconds } from '../time.js';
import { beginContact, evolveContact, foldContact, inferEnd } from './fold.js';

test('any order of arrival, twice or with lesser content, comes to the same contact', () => {
  fc.assert(fc.property(anyArrival, ({ events, arrived }) => {
    expect(contactOf(arrived)).toEqual(contactOf(events));
  }), { numRuns: 500 });
});

test('folding on top as events arrive comes to what folding anew comes to', () => {
  fc.assert(fc.property(anyArrival, ({ arrived }) => {
    const [first, ...rest] = arrived as [EarshotEvent, ...EarshotEvent[]];
    const all = kept([first]);
    let contact = beginContact(first);
    for (const event of rest) {
      const kind = keep(all, event);
      if (kind === 'appended') contact = evolveContact(contact, event);
      if (kind === 'inserted') contact = foldContact(all.events);
    }
    expect(contact).toEqual(foldContact(all.events));
  }), { numRuns: 300 });
});

test('no wait, hold or talk is negative, and nothing ends before it began', () => {
  fc.assert(fc.property(anyEvents, (events) => {
    const { visits, segments, menu, offers } = contactOf(events);
    const spans = [
      ...visits.map((visit) => [visit.enteredAt, visit.leftAt]), ...menu.map((node) => [node.enteredAt, node.leftAt]), ...offers.map((offer) => [offer.at, offer.endedAt]),
      ...segments.flatMap((segment) => [[segment.connectedAt, segment.leftAt], [segment.wrapUpStartedAt, segment.wrapUpEndedAt], ...segment.holds.map((hold) => [hold.from, hold.to])]),
    ];
    for (const [from = 0, to = Infinity] of spans) expect(to).toBeGreaterThanOrEqual(from);
    for (const visit of visits) expect(visit.waitMs ?? 0).toBeGreaterThanOrEqual(0);
  }), { numRuns: 300 });
});

test('nothing stays open in a contact that has really ended, but what began after its end', () => {
  fc.assert(fc.property(anyEvents, (events) => {
    const { endedAt, endedBy, segments, visits, menu } = contactOf(events);
    if (endedAt === undefined || endedBy === 'inferred') return;
    const isLate = (type: string): boolean => events.some((event) => event.type === type && event.time >= endedAt);
    expect(segments.filter((segment) => segment.leftAt === undefined)).toEqual([]);
    if (!isLate('queue.entered')) expect(visits.filter((visit) => visit.leftAt === undefined)).toEqual([]);
    if (!isLate('ivr.node.entered')) expect(menu.filter((node) => node.leftAt === undefined)).toEqual([]);
  }), { numRuns: 300 });
});

test('ties of one instant are read in the order of a call', () => {
  const atOnce = caller().at(5, reaches('anna', 'support'), queues('support'), enters('main'));
  expect(contactOf(atOnce)).toEqual(contactOf(caller().at(5, enters('main'), queues('support'), reaches('anna', 'support'))));
  expect(contactOf(atOnce).visits.map(({ reason, waitMs, direct }) => [reason, waitMs, direct])).toEqual([['answered', 0, false]]);
});

test('closes by inference at what was heard last, and leaves open what was open', () => {
  const story = caller().at(0, enters('main')).at(10, queues('support'));
  const ghost = inferEnd(contactOf(story));
  expect([ghost.endedAt, ghost.endedBy, ghost.visits[0]?.leftAt]).toEqual([seconds(10), 'inferred', undefined]);
  expect(contactOf(story).endedAt).toBeUndefined();
});

test('keeps what it does not read', () => {
  const other = { id: 'x', source: 's', type: 'other', sentType: 'acme.sneeze', time: 7, subject: 'call', data: {} } satisfies EarshotEvent;
  expect(foldContact([other])).toEqual({
    id: 'call', channel: 'voice', direction: 'inbound', startedAt: 7, lastAt: 7, menu: [], visits: [], offers: [], segments: [], outcomes: [], failedTransfers: 0, links: [], prompts: [], promises: [], marks: [], surveys: [], feedback: [],
    lostSight: false, silences: [], moods: [],
  });
});
