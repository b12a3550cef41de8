import { expect, test } from '@jest/globals';
import { answersPrompt, caller, contactOf, enters, givesReason, hangsUp, reaches } from '../../test/support/story.js';
import type { Story } from '../../test/support/story.js';
import type { EarshotEvent } from '../domain/event.js';
import type { Subject } from '../domain/finding.js';
import type { Flag, FlagPlace, Severity } from '../domain/flag.js';
import { unnamedFloor } from '../domain/floor.js';
import { summarise } from '../domain/journey.js';
import type { PlaceKind } from '../domain/place.js';
import { HOUR, MINUTE } from '../domain/time.js';
import type { Trouble } from '../domain/trouble.js';
import type { FlagFilter } from '../ports/history.js';
import type { LiveContact } from '../ports/live-state.js';
import { evidenceOf } from './evidence.js';
import type { EvidenceParts } from './evidence.js';

const floor = { ...unnamedFloor, entries: { '+4930': { calendar: 'never' } }, calendars: { never: { hours: {}, holidays: [] } } };
const about = (kind: PlaceKind, name: string, trouble: Trouble): Subject => ({ place: { channel: kind === 'floor' ? 'feedback' : 'voice', kind, name }, trouble });
const flag = (contact: string, since: number, place: FlagPlace, severity: Severity = 'warning'): Flag => (
  { rule: 'menu-maze', version: 1, class: 'alert', contact, subject: 'main', since, raisedAt: since, severity, because: `${contact} went in circles`, place }
);

interface Kept {
  /** What rows hold, and what memory holds. */
  readonly flags?: readonly Flag[];
  readonly rows?: readonly (Story | readonly EarshotEvent[])[];
  readonly held?: readonly { readonly story: Story; readonly flags: readonly Flag[] }[];
}

async function evidence(subject: Subject, { flags = [], rows = [], held = [] }: Kept): Promise<string[]> {
  const asked = rows.map((row) => ('events' in row ? row.events : row));
  const live = held.map(({ story, flags: own }): LiveContact => {
    const contact = contactOf(story);
    return { id: contact.id, contact, summary: summarise(contact, floor), flags: own, kept: { events: story.events, truncated: false }, floorAt: 0 };
  });
  const history: EvidenceParts['history'] = {
    contacts: async () => asked.map((events) => ({ events })) as never,
    contact: async (id) => asked.filter((events) => events[0]?.subject === id).map((events) => ({ summary: summarise(contactOf(events), floor) }))[0] as never,
    flags: async ({ from = 0, to = Infinity }: FlagFilter) => flags.filter(({ since }) => since >= from && since < to),
  };
  const found = await evidenceOf({ state: { contacts: new Map(live.map((each) => [each.id, each])), floor }, history }, subject, 0, HOUR);
  return found.map(({ contact, because }) => `${contact}: ${because}`);
}

test('shows flagged calls of that very place, the worst first, then the newest, each once', async () => {
  const node = { node: 'billing' };
  const story = caller({ id: 'live' }).at(1, enters('billing'));
  expect(await evidence(about('node', 'billing', 'flag.menu-maze'), {
    flags: [flag('old', 1, node), flag('new', 9, node), flag('new', 8, node), flag('worst', 2, node, 'severe'), flag('elsewhere', 9, { node: 'main' }), flag('late', 2 * HOUR, node)],
    held: [{ story, flags: [flag('live', 12, node), { ...flag('live', 13, node), retractedAt: 14 }] }],
  })).toEqual(['worst: worst went in circles', 'live: live went in circles', 'new: new went in circles', 'old: old went in circles']);
});

test('ten are enough', async () => {
  const flags = Array.from({ length: 30 }, (_, nth) => flag(`c-${nth}`, nth, { queue: 'support' }));
  expect(await evidence(about('queue', 'support', 'flag.menu-maze'), { flags })).toHaveLength(10);
});

test('a flag that points nowhere is of what its contact was about', async () => {
  const rows = [caller({ id: 'a' }).at(1, givesReason('rebate')).at(9, hangsUp()), caller({ id: 'b' }).at(1, givesReason('bill')).at(9, hangsUp())];
  expect(await evidence(about('reason', 'rebate', 'flag.menu-maze'), { flags: [flag('a', 1, {}), flag('b', 2, {})], rows })).toEqual(['a: a went in circles']);
});

test('shows calls whose agents were blocked by just that', async () => {
  const said = (id: string, blocked: string): Story => caller({ id }).at(1, reaches('anna'), givesReason('rebate')).at(60, hangsUp()).at(70, answersPrompt('anna', { resolved: 'no', blocked }));
  expect(await evidence(about('reason', 'rebate', 'blocked.policy'), { rows: [said('a', 'policy'), said('b', 'system')] })).toEqual(['a: the agent was blocked by policy']);
});

test('shows calls while closed, and what was written elsewhere', async () => {
  const post = (id: string, topic: string): EarshotEvent[] => [{ id, source: 'forum', type: 'feedback.received', time: MINUTE, subject: id, data: { channel: 'forum', topic } }];
  expect(await evidence(about('entry', '+4930', 'closed'), { rows: [caller({ id: 'night', to: '+4930' }).at(9, hangsUp()), caller({ id: 'other', to: '+4940' }).at(9, hangsUp())] })).toEqual(['night: called while closed']);
  expect(await evidence(about('floor', '', 'topic.router'), { rows: [post('p-1', 'Router!'), post('p-2', 'bill')] })).toEqual(['p-1: wrote about “router” (forum)']);
  const answered = (id: string, topic: string): Story => caller({ id }).at(9, hangsUp()).at(60, { type: 'feedback.received', data: { channel: 'survey', topic } });
  expect(await evidence(about('floor', '', 'topic.router'), { rows: [answered('c-1', 'router'), answered('c-2', 'bill'), answered('c-3', 'router').at(3_700, hangsUp())], held: [{ story: answered('c-4', 'router'), flags: [] }] }))
    .toEqual(['c-4', 'c-1', 'c-3'].map((id) => `${id}: wrote about “router” (survey)`));
});
