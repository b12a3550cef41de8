import { afterEach, expect, test } from '@jest/globals';
import type { Flag } from '../../src/domain/flag.js';
import type { Programme } from '../../src/domain/survey.js';
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js';
import type { LiveStep } from '../../src/ports/live-state.js';
import type { Ended } from '../../src/surveys/occasion.js';
import type { Surveys } from '../../src/surveys/surveys.js';
import { everyCall, SurveyStory } from '../support/survey-story.js';
import { until } from '../support/until.js';

const ANN = '+12125550101';
const study: Programme = { kind: 'pulsed', channel: 'sms', questions: ['ces-7'], share: 1, delayMs: 0, expiresMs: DAY, quota: 10, flags: ['menu-maze'], regions: ['+1212'] };
const flag: Flag = { rule: 'menu-maze', version: 1, class: 'alert', contact: 'c-1', subject: 'main', since: 0, raisedAt: 0, severity: 'warning', because: '', place: {} };

let story: SurveyStory;
let surveys: Surveys | undefined;
afterEach(async () => {
  await surveys?.stop();
  await story.close();
});

async function begin(programmes: Readonly<Record<string, Programme>>): Promise<void> {
  story = new SurveyStory(programmes);
  await story.open();
}
/** What a step of the pipeline says of a contact. */
const step = (ended: Ended, live = true): Pick<LiveStep, 'live' | 'now' | 'contacts'> =>
  ({ live, now: story.now, contacts: [{ id: ended.contact.id, contact: ended.contact, flags: ended.flags, kept: { events: ended.events, truncated: false }, floorAt: 0, summary: {} as never }] });
const planned = async (): Promise<string[]> => (await story.store.due(story.now + DAY, 100)).map(({ invitation }) => invitation.contact);
const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 150));

test('asks about what ends now, and not about what a replay tells', async () => {
  await begin({ calls: everyCall });
  surveys = story.whole();
  surveys.heed(step(story.ended('replayed', '+12125550102'), false));
  await rest();
  expect(await planned()).toEqual([]);
  surveys.heed(step(story.ended('now', ANN)));
  await until(async () => (await planned()).length > 0);
  expect(await planned()).toEqual(['now']);
});

test('asks about nothing that is told a quarter of an hour late', async () => {
  await begin({ calls: everyCall });
  surveys = story.whole();
  const late = story.ended('late', ANN);
  story.pass(16 * MINUTE);
  surveys.heed(step(late));
  await rest();
  expect(await planned()).toEqual([]);
});

test('at the start asks whoever hung up while no server was there, and sends by itself', async () => {
  await begin({ calls: everyCall });
  const old = story.ended('old', '+12125550103');
  story.pass(HOUR);
  surveys = story.whole([story.ended('fresh', ANN), old]);
  surveys.start();
  await until(() => story.textsTo(ANN).length === 1);
  await until(() => story.events.some(({ type }) => type === 'survey.delivered'));
  expect(story.events.map(({ type, subject }) => `${type} ${subject}`).toSorted()).toEqual(['survey.delivered fresh', 'survey.sent fresh']);
});

test('a study that begins late still asks those whom it is about, as far as their number is known', async () => {
  await begin({ study });
  const lost = story.ended('lost', ANN, { flags: [flag] });
  const others = [
    story.ended('found its way', '+12125550104'), story.ended('from elsewhere', '+13105550105', { flags: [flag] }),
    story.ended('not any more', '+12125550106', { flags: [{ ...flag, retractedAt: 1 }] }),
  ];
  story.pass(3 * HOUR);
  surveys = story.whole([lost, ...others]);
  surveys.start();
  await until(() => story.textsTo(ANN).length === 1);
  await rest();
  expect(story.standIn.messages.filter(({ direction }) => direction === 'outbound-api')).toHaveLength(1);
});
