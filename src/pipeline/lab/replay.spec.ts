import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyEvents } from '../../../test/support/any-events.js';
import { caller, hangsUp, kept, queues } from '../../../test/support/story.js';
import { StoryStreet } from '../../../test/support/street.js';
import { detectors } from '../../detectors/index.js';
import type { EarshotEvent } from '../../domain/event.js';
import { unnamedFloor } from '../../domain/floor.js';
import { DAY, seconds } from '../../domain/time.js';
import { replayContact } from './replay-contact.js';
import { replayJourney } from './replay-journey.js';
import { variantOf } from './variant.js';

const UNTIL = 2 * DAY;

/** What arrives at the instant at which it happens, and what the street has raised and taken back by then. */
async function live(events: readonly EarshotEvent[]): Promise<StoryStreet> {
  const street = new StoryStreet();
  for (const time of new Set(events.map((event) => event.time).toSorted((a, b) => a - b))) await street.arrive(time, events.filter((event) => event.time === time));
  await street.passTo(UNTIL + 1);
  return street;
}

test('a stored contact told again raises and takes back the same flags at the same instants as the street did', async () => {
  await fc.assert(fc.asyncProperty(anyEvents, async (events) => {
    const record = (await live(events)).memory.contacts.get('call');
    const again = detectors.filter((rule) => rule.of === 'contact').flatMap((rule) => replayContact(kept(events).events, [variantOf(rule, unnamedFloor)], UNTIL).flags.flat());
    expect(again.toSorted(byKey)).toEqual(record?.flags.toSorted(byKey));
  }), { numRuns: 200 });
});

test('so does a customer with several contacts', async () => {
  const stories = fc.array(anyEvents, { minLength: 1, maxLength: 4 }).map((all) => all.map((events, place): readonly EarshotEvent[] => {
    const own = events.map((event) => ({ ...event, id: `${place}-${event.id}`, subject: `call-${place}`, time: event.time + seconds(place * 200) }));
    return [{ id: `${place}`, source: 'story', subject: `call-${place}`, time: seconds(place * 200), type: 'contact.started', data: { customer: 'anna', direction: 'inbound' } }, ...own.filter(({ type }) => type !== 'contact.started')];
  }));
  await fc.assert(fc.asyncProperty(stories, async (told) => {
    const record = (await live(told.flat())).memory.journeys.get('anna');
    const again = detectors.filter((rule) => rule.of === 'journey').flatMap((rule) => replayJourney('anna', told.map((events) => kept(events).events), [variantOf(rule, unnamedFloor)], UNTIL).flags.flat());
    expect(again.toSorted(byKey)).toEqual(record?.flags.toSorted(byKey));
  }), { numRuns: 150 });
});

test('says what each of two settings of one rule would have raised, and when', () => {
  const rule = detectors.filter(({ id }) => id === 'long-wait');
  const story = caller().at(0, queues('support')).at(100, hangsUp());
  const at = (after: number) => rule.map((each) => variantOf(each, { ...unnamedFloor, flags: { 'long-wait': { options: { after } } } }));
  const { flags } = replayContact(story.events, [...at(120), ...at(60)], UNTIL);
  expect(flags.map((all) => all.map(({ raisedAt, until, because }) => [raisedAt, until, because]))).toEqual([[], [[seconds(60) + 1, seconds(100), 'waited 1:40 in support, then hung up']]]);
});

function byKey(a: { readonly rule: string; readonly contact: string; readonly subject: string }, b: typeof a): number {
  return `${a.rule} ${a.contact} ${a.subject}` < `${b.rule} ${b.contact} ${b.subject}` ? -1 : 1;
}
