import { expect, test } from '@jest/globals';
import { findingId, foldFinding } from '../domain/finding.js';
import type { Entry, Finding, Said, Subject } from '../domain/finding.js';
import { unnamedFloor } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import { HOUR, MINUTE } from '../domain/time.js';
import { findingLine } from '../views/findings.js';
import { findingTold, weekTold } from './telling.js';

const at = (text: string): number => Date.parse(text);
const floor: Floor = {
  ...unnamedFloor, zone: 'Europe/Berlin', nodes: { main: { name: 'Main menu' } },
  owners: { menus: { name: 'Menu design', person: { name: 'Maria Weiss', title: 'Head of self-service' }, words: { 'menu-maze': 'Callers go in circles' }, minute: { costs: 0.5, currency: 'EUR' } } },
};
const subject: Subject = { place: { channel: 'voice', kind: 'node', name: 'main' }, trouble: 'flag.menu-maze' };
const rate = { hurt: 24, of: 60, hurtMs: 72 * MINUTE, ofMs: 108 * MINUTE };
const usual = { hurt: 16, of: 400, hurtMs: 0, ofMs: 0 };
const opened: Said = { is: 'opened', subject, owner: 'menus', sighting: { from: at('2026-11-25T11:00Z'), to: at('2026-11-25T12:30Z'), rate, usual, evidence: [{ contact: 'c-7', at: at('2026-11-25T11:10Z'), because: 'entered Main menu 3 times in 1:19' }] } };
const now = at('2026-11-25T12:31Z');

function told(...more: readonly Said[]): Finding {
  const entries = [opened, ...more].map((said, place): Entry => ({ number: place + 1, at: now + place * HOUR, by: 'maria', said }));
  return foldFinding(findingId(subject), entries) as Finding;
}
const letter = (finding: Finding, cause: 'opened' | 'closed' | 'overdue') => findingTold({ finding, line: findingLine(finding, rate, floor, new Map(), now), cause, letter: 'l', floor, now, publicUrl: 'https://earshot.example.com/' });

test('tells an owner in their words: how many, against what is usual, what it cost, until when, and which calls', () => {
  expect(letter(told(), 'opened')).toMatchObject({
    type: 'finding.opened', urgent: false, title: 'New finding: Callers go in circles: Main menu – 24 of 60 (40 %)',
    lines: [
      'For Maria Weiss, Head of self-service (Menu design)', '',
      '24 of 60 callers since Wed, 25 Nov 2026, 12:00: 40 % (95 %: 29 % to 53 %); in the same hours of the weeks before 4.0 %.',
      'They went 72 minutes without help, 48 of them more than others needed, about 24 EUR.',
      'Please acknowledge it by Fri, 27 Nov 2026, 13:31, then say what causes it and what is done. It closes by itself when the rate has fallen.',
      '', 'Calls that show it:', '  Wed, 25 Nov 2026, 12:10  entered Main menu 3 times in 1:19  (c-7)',
    ],
    link: 'https://earshot.example.com/#/findings/voice~node~main~flag.menu-maze',
  });
});

test('tells that what was done has helped', () => {
  const closed = told({ is: 'cause', text: 'x' }, { is: 'action', text: 'y', since: at('2026-11-25T13:00Z') }, { is: 'closed', before: rate, after: { ...rate, hurt: 6, of: 200 } });
  const { title, lines } = letter(closed, 'closed');
  expect([title, lines.at(-1)]).toEqual(['It has fallen: Callers go in circles: Main menu – from 40 % to 3.0 %', 'Before: 24 of 60 (40 %). Since Wed, 25 Nov 2026, 14:00: 6 of 200 (3.0 %). It reopens by itself when the rate returns.']);
});

test('reminds of what was not acknowledged, as urgent', () => {
  const { urgent, lines } = letter(told(), 'overdue');
  expect([urgent, lines[4]]).toEqual([true, 'It was to be acknowledged by Fri, 27 Nov 2026, 13:31.']);
});

test('tells of a week: what is open, and what cost most, with calls', () => {
  const line = findingLine(told(), rate, floor, new Map(), now);
  const week = weekTold('l', [line], [{ ...line, before: line.usual, finding: line.id, calls: [{ contact: 'c-7', at: at('2026-11-25T11:10Z'), because: 'went in circles' }] }], floor, now, undefined);
  expect(week).toMatchObject({ type: 'findings.week', title: 'Your week: 48 extra customer-minutes, 1 finding open', lines: [
    'Open (open): Callers go in circles: Main menu – 24 of 60 (40 %)', '', 'What cost your customers most in the last seven days:',
    '', 'Callers go in circles: Main menu: 24 of 60 (40 %), 48 minutes more than others needed; the week before 16 of 400 (4.0 %).', '  Wed, 25 Nov 2026, 12:10  went in circles',
  ] });
  expect(week.link).toBeUndefined();
});
