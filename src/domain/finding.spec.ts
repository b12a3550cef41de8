import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findingId, foldFinding, isOverdue, mayTake, troubledSpans } from './finding.js';
import type { Entry, Finding, Said, Sighting, Subject } from './finding.js';
import { DAY, HOUR } from './time.js';

const subject: Subject = { place: { channel: 'voice', kind: 'node', name: 'billing' }, trouble: 'flag.menu-maze' };
const id = findingId(subject);
const rate = { hurt: 40, of: 100, hurtMs: 0, ofMs: 0 };
const sighting = (from: number): Sighting => ({ from, to: from + HOUR, rate, usual: { ...rate, hurt: 2 }, evidence: [{ contact: 'c-1', at: from, because: 'went in circles' }] });
const opened: Said = { is: 'opened', subject, owner: 'menu', sighting: sighting(0) };
const closed: Said = { is: 'closed', before: rate, after: { ...rate, hurt: 1 } };

/** A journal, an hour from one entry to the next. */
function told(...said: readonly Said[]): Finding {
  const finding = foldFinding(id, journal(said));
  if (!finding) throw new Error('It was never opened.');
  return finding;
}
function journal(said: readonly Said[]): Entry[] {
  return said.map((each, place) => ({ number: place + 1, at: (place + 1) * HOUR, by: each.is === 'opened' || each.is === 'closed' || each.is === 'reopened' ? 'earshot' : 'maria', said: each }));
}
const cause: Said = { is: 'cause', text: 'two options sound alike' };
const action: Said = { is: 'action', text: 'renamed one', since: 3 * HOUR };

test('goes from open by acknowledged and in hand to closed', () => {
  expect([told(opened), told(opened, { is: 'acknowledged' }), told(opened, { is: 'acknowledged' }, cause), told(opened, cause, action), told(opened, cause, action, closed)].map(({ state }) => state))
    .toEqual(['open', 'acknowledged', 'acknowledged', 'in-hand', 'closed']);
});

test('who names the cause has seen it', () => {
  expect(told(opened, cause).acknowledged).toEqual({ by: 'maria', at: 2 * HOUR });
});

test('begins anew when the rate returns, and keeps its journal', () => {
  const again = told(opened, cause, action, closed, { is: 'reopened', sighting: sighting(9 * HOUR) });
  expect(again).toMatchObject({ id, state: 'open', round: 2, owner: 'menu', openedAt: 5 * HOUR, sighting: { from: 9 * HOUR } });
  expect([again.acknowledged, again.cause, again.action, again.closed, again.entries.length]).toEqual([undefined, undefined, undefined, undefined, 5]);
});

test('belongs to whom it was given last', () => {
  expect([told(opened, { is: 'assigned', owner: 'billing' }).owner, told(opened, { is: 'assigned' }).owner]).toEqual(['billing', undefined]);
});

test('is overdue when nobody acknowledged it in time', () => {
  expect([isOverdue(told(opened), DAY, HOUR + DAY), isOverdue(told(opened), DAY, HOUR + DAY + 1), isOverdue(told(opened, { is: 'acknowledged' }), DAY, 9 * DAY)]).toEqual([false, true, false]);
});

test('the hours in which it stood open are not usual ones', () => {
  expect(troubledSpans(told(opened, cause, action, closed, { is: 'reopened', sighting: sighting(9 * HOUR) }))).toEqual([{ from: 0, to: 4 * HOUR }, { from: 9 * HOUR, to: Infinity }]);
});

describe('a word is taken', () => {
  const reasonOf = (finding: Finding, word: Parameters<typeof mayTake>[1], now = 9 * HOUR): string => {
    const may = mayTake(finding, word, now);
    return may.ok ? 'taken' : may.reason;
  };

  test('while it stands open; a closed one takes comments', () => {
    expect(reasonOf(told(opened), cause as never)).toBe('taken');
    expect(reasonOf(told(opened, closed), cause as never)).toMatch(/^This finding is closed/);
    expect(reasonOf(told(opened, closed), { is: 'comment', text: 'thank you' })).toBe('taken');
  });

  test('once, where it is the acknowledgement', () => {
    expect(reasonOf(told(opened, { is: 'acknowledged' }), { is: 'acknowledged' })).toBe('It was acknowledged already, by maria.');
  });

  test('where an action is neither older than the trouble nor far ahead', () => {
    const at = (since: number): string => reasonOf(told({ ...opened, sighting: sighting(2 * HOUR) } as Said), { is: 'action', text: 'x', since });
    expect([at(HOUR), at(2 * HOUR), at(200 * DAY)]).toEqual([expect.stringMatching(/^The action would be older/), 'taken', expect.stringMatching(/^The action is more than 90 days/)]);
  });
});

const anySaid = fc.oneof(
  fc.constant<Said>({ is: 'acknowledged' }), fc.constant(cause), fc.constant(action), fc.constant<Said>({ is: 'comment', text: 'hm' }),
  fc.constant(closed), fc.constant<Said>({ is: 'reopened', sighting: sighting(2 * HOUR) }), fc.constant<Said>({ is: 'assigned', owner: 'it' }),
);

test('any journal folds to one finding that keeps every entry, and folding part by part comes to the same', () => {
  fc.assert(fc.property(fc.array(anySaid, { maxLength: 12 }), (rest) => {
    const whole = told(opened, ...rest);
    expect(whole.entries).toEqual(journal([opened, ...rest]));
    expect(whole.round).toBe(1 + rest.filter(({ is }) => is === 'reopened').length);
    if (whole.state === 'in-hand') expect([whole.cause, whole.action, whole.acknowledged]).not.toContain(undefined);
    expect(foldFinding(id, JSON.parse(JSON.stringify(whole.entries)) as Entry[])).toEqual(whole);
  }));
});
