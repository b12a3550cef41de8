import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Contact } from '../../src/domain/contact.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import { perceptionOf } from '../../src/domain/perception.js';
import type { PerceptionTable } from '../../src/domain/perception.js';
import { lengthOf, spans } from '../../src/domain/return-window.js';
import type { ReturnWindow } from '../../src/domain/return-window.js';
import { resolvedSaid } from '../../src/domain/surveyed.js';
import { DAY, HOUR } from '../../src/domain/time.js';
import { foldContact } from '../../src/domain/fold/fold.js';
import { saveRows } from '../../src/pipeline/save.js';
import { anyDelivery, batchEvery } from '../support/any-floor.js';
import { answersPrompt, caller, givesReason, hangsUp, isAsked, partsFrom, reaches } from '../support/story.js';
import type { Story } from '../support/story.js';
import { readingsOf, StoryStreet } from '../support/street.js';
import { answers, hours } from '../support/survey-said.js';

const noon = 1_780_000_000_000;
const week: ReturnWindow = { within: '7d', scope: 'any' };
const call = (id: string, day: number, from?: string): Story =>
  caller({ id, begins: noon + day * DAY, ...(from === undefined ? {} : { from }) }).at(1, reaches('ann')).at(60, partsFrom('ann', 'customer'), hangsUp()).at(61, isAsked('ann')).at(66, answersPrompt('ann', { resolved: 'yes' }));

/** What rows and memory hold together, for all who called. */
async function keptOf(street: StoryStreet, window = week): Promise<PerceptionTable> {
  const sums: Record<string, number> = {};
  for (const { key, measure, value } of await readingsOf(street)) if (key === 'voice/contacts') sums[measure] = (sums[measure] ?? 0) + value;
  return perceptionOf(sums, window);
}
const told = ({ bothYes, agentOnly, customerOnly, bothNo }: PerceptionTable): string => `${bothYes} ${agentOnly} ${customerOnly} ${bothNo}`;

test('a contact moves from cell to cell as late events come in, saved or not, and out of the table with its customer', async () => {
  const street = new StoryStreet();
  const arrive = async (events: readonly EarshotEvent[], at: number): Promise<string> => {
    await street.arrive(at, events);
    await saveRows(street.memory, street.store, at + HOUR);
    return told(await keptOf(street));
  };
  const first = call('a', 0, 'ada');
  const back = call('b', 3, 'ada');
  const answered = first.at(hours(100), answers('resolved', 'yes'));
  expect(await arrive(first.events, noon + HOUR)).toBe('1 0 0 0');
  expect(await arrive(back.events, noon + 3 * DAY + HOUR)).toBe('1 1 0 0');
  expect(await arrive(answered.events.slice(-1), noon + 5 * DAY)).toBe('2 0 0 0');
  expect(await arrive(answered.at(hours(101), answers('resolved', 'no')).events.slice(-1), noon + 5 * DAY + HOUR)).toBe('1 1 0 0');
  expect(await arrive(answered.at(hours(102), answersPrompt('ann', { resolved: 'no' })).events.slice(-1).map((event) => ({ ...event, id: 'late' })), noon + 6 * DAY)).toBe('1 0 0 1');
  // It was someone else who came back; and whoever answered nothing is not known to have stayed away.
  expect(await arrive([{ id: 'who', source: 'story', type: 'customer.identified', subject: 'b', time: noon + 3 * DAY + 90_000, data: { customer: 'eve' } }], noon + 6 * DAY + HOUR)).toBe('1 0 0 1');
  expect(await arrive(call('c', 1).events, noon + 6 * DAY + 2 * HOUR)).toBe('1 0 0 1');
});

/** Calls of two customers and of strangers over a month, some of them at the same time; of many the agent, the customer or both say how they ended. */
const anyMonth: fc.Arbitrary<readonly EarshotEvent[]> = fc.array(fc.record({
  from: fc.constantFrom('ada', 'bob', undefined), hour: fc.nat(30 * 24), direction: fc.constantFrom('inbound', 'inbound', 'inbound', 'outbound'), reason: fc.constantFrom('bill', 'line', undefined),
  verdicts: fc.array(fc.constantFrom('yes', 'no', 'partly', 'not-mine'), { maxLength: 2 }), said: fc.array(fc.constantFrom('yes', 'partly', 'no'), { maxLength: 2 }), ends: fc.boolean(),
}), { minLength: 1, maxLength: 8 }).map((calls) => calls.flatMap(({ from, hour, direction, reason, verdicts, said, ends }, place) => {
  const begun = caller({ id: `c${place}`, begins: noon + hour * HOUR, direction: direction as 'inbound', ...(from === undefined ? {} : { from, to: from }) }).at(1, reaches('ann'), ...(reason === undefined ? [] : [givesReason(reason)]));
  const over = ends || verdicts.length > 0 ? begun.at(60, partsFrom('ann', 'customer'), hangsUp()) : begun;
  const judged = verdicts.reduce((story, verdict, nth) => story.at(90 + nth, answersPrompt('ann', { resolved: verdict })), over);
  return said.reduce((story, word, nth) => story.at(hours(2 + nth), answers('resolved', word)), judged).events;
}));

test('what is kept of the two sides is what counting the contacts one by one gives, in any order and for any window', async () => {
  let counted = 0;
  const floors = fc.tuple(anyMonth.chain(anyDelivery), fc.constantFrom(...spans), fc.constantFrom('any', 'same'), fc.infiniteStream(fc.boolean()));
  await fc.assert(fc.asyncProperty(floors, async ([batches, within, scope, saves]) => {
    const street = new StoryStreet();
    let at = noon + 31 * DAY;
    for (const batch of batches) {
      await street.arrive(at += batchEvery, batch);
      if (saves.next().value) await saveRows(street.memory, street.store, at + HOUR);
    }
    await street.tick(at + HOUR);
    const kept = await keptOf(street, { within, scope });
    expect(kept).toEqual(countedIn(contactsOf(street), { within, scope }));
    counted += kept.bothYes + kept.agentOnly + kept.customerOnly + kept.bothNo;
  }), { numRuns: 120 });
  expect(counted).toBeGreaterThan(100);
});

function contactsOf({ store, memory }: StoryStreet): Contact[] {
  const rows = [...store.rows.values()].filter(({ id }) => !memory.contacts.has(id)).map(({ events }) => foldContact(events));
  return [...memory.contacts.values()].map(({ contact }) => contact).concat(rows);
}

/** As one would count by hand: each contact by what was said, else by looking for a later one of the same customer. */
function countedIn(contacts: readonly Contact[], { within, scope }: ReturnWindow): PerceptionTable {
  const none = { bothYes: 0, agentOnly: 0, customerOnly: 0, bothNo: 0 };
  const table = { ...none, said: 0, asSaid: { ...none } };
  for (const contact of contacts) {
    const { endedAt, endedBy, resolved, surveys, customer } = contact;
    const said = resolvedSaid(surveys);
    if (contact.direction !== 'inbound' || endedAt === undefined || endedBy === 'inferred' || resolved === undefined || (said === undefined && customer === undefined)) continue;
    const isBack = contacts.some((other) => other.customer === customer && other.direction === 'inbound' && isLater(other, contact)
      && other.startedAt >= endedAt && other.startedAt - endedAt <= lengthOf(within) && (scope === 'any' || isSameReason(other, contact)));
    const shown = said === undefined ? !isBack : said === 'yes';
    const cell = resolved === 'yes' ? (shown ? 'bothYes' : 'agentOnly') : shown ? 'customerOnly' : 'bothNo';
    table[cell] += 1;
    if (said === undefined) continue;
    table.said += 1;
    table.asSaid[cell] += 1;
  }
  return table;
}

function isLater(a: Contact, b: Contact): boolean {
  return a.startedAt > b.startedAt || (a.startedAt === b.startedAt && a.id > b.id);
}

function isSameReason(a: Contact, b: Contact): boolean {
  const reason = ({ reason: stated, menu, visits }: Contact): string | undefined => stated ?? menu.findLast((node) => node.purpose === 'route' && !node.afterAgent)?.node ?? visits[0]?.queue;
  return reason(a) === undefined || reason(b) === undefined || reason(a) === reason(b);
}
