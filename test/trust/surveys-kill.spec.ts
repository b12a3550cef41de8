import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ContactPage } from '../../src/contract/contact.js';
import type { SurveyProgramme, SurveyResults } from '../../src/contract/surveys.js';
import type { Page } from '../../src/contract/session.js';
import { delivered, disordered, silent } from '../../src/demo/twilio/fate.js';
import type { Mood } from '../../src/demo/twilio/fate.js';
import { TwilioStandIn } from '../../src/demo/twilio/stand-in.js';
import { Earshot } from '../support/earshot.js';
import { caller, hangsUp, leavesQueue, partsFrom, queues, reaches } from '../support/story.js';
import { kept } from './summary/kept.js';

/** TRUST.md: 200 kills while surveys go out, 0 sent twice; a short form in `npm test`. */
const KILLS = Number(process.env['EARSHOT_TEST_SURVEY_KILLS'] ?? 3);
const PER_LIFE = 24;

const settings = `
surveys:
  company: Example
  sender: '+15005550006'
  allow: ['+1']
  perDay: 1000000
  perPrefix: 1000000
  hours: 00:00-24:00
  programmes:
    calls: { kind: persistent, share: 1, delay: 0s, expires: 1d, questions: [resolved, csat-5] }
`;
const account = { accountSid: `AC${'e'.repeat(32)}`, authToken: 'the token of this test' };
const areas = [
  '201', '203', '205', '206', '207', '208', '209', '210', '212', '213', '214', '215', '216', '217', '218', '219', '224', '225', '228', '229', '231', '234', '239', '240', '248', '251', '252', '253', '254', '256',
  '260', '262', '267', '269', '270', '276', '281', '301', '302', '303', '304', '305', '307', '308', '309', '310', '312', '313', '314', '315', '316', '317', '318', '319'];
/** Different people: 555-0100 to 555-0199 of an area code each. */
const numberOf = (nth: number): string => `+1${areas[Math.floor(nth / 100) % areas.length] ?? ''}5550${100 + (nth % 100)}`;

let earshot: Earshot;
let key = '';
let token = '';
/** Fires amid a request to Twilio: that is where a message could go out twice. */
let onCreate: (() => void) | undefined;
const moods: readonly Mood[] = ['well', 'well', 'well', 'cut', 'well', 'busy', 'well', 'lost', 'well', 'error'];
let asked = 0;
const standIn = new TwilioStandIn({
  ...account,
  smsUrl: () => 'http://earshot.test/surveys/twilio/message',
  reach: (url) => url.replace('http://earshot.test', earshot.url),
  mood: () => {
    onCreate?.();
    asked += 1;
    return moods[asked % moods.length] ?? 'well';
  },
  fate: ({ to }) => [delivered, disordered, delivered, silent][Number(to.at(-1)) % 4] ?? delivered,
  person: (number) => ({ writes: (_, nth) => (Number(number.at(-1)) < 6 && nth < 2 ? { text: nth === 0 ? '1' : '4', afterMs: 150 } : undefined) }),
});

beforeAll(async () => {
  await standIn.start();
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'earshot-surveys-')), 'floor.yaml');
  await writeFile(file, settings);
  earshot = await Earshot.prepare({
    EARSHOT_SETTINGS: file, EARSHOT_TWILIO_ACCOUNT_SID: account.accountSid, EARSHOT_TWILIO_AUTH_TOKEN: account.authToken,
    EARSHOT_TWILIO_API_URL: standIn.url, EARSHOT_PUBLIC_URL: 'http://earshot.test',
  });
  await earshot.start();
  key = await earshot.command('keys', 'create', '--source', 'kill-test');
  token = await earshot.command('tokens', 'create', '--role', 'supervisor');
  await earshot.caughtUp(token);
}, 60_000);
afterAll(async () => {
  await earshot?.remove();
  await standIn.stop();
});

const pause = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));
const outgoing = (): string[] => standIn.messages.filter(({ direction }) => direction === 'outbound-api').map(({ to }) => to);
async function programme(): Promise<SurveyProgramme> {
  const [calls] = (await earshot.get<Page<SurveyProgramme>>('/api/v1/surveys', token)).items;
  if (!calls) throw new Error('There is no programme.');
  return calls;
}

test(`kill -9 while surveys go out sends none twice, over ${KILLS} kills`, async () => {
  let nth = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    await call(nth, PER_LIFE);
    nth += PER_LIFE;
    await dieAmid(kill);
    await earshot.start();
    await earshot.caughtUp(token);
  }
  await call(nth, PER_LIFE);
  await settled();

  const sent = outgoing();
  expect(sent.filter((to, place) => sent.indexOf(to) !== place)).toEqual([]);
  const { funnel } = await programme();
  const { questions } = await earshot.get<SurveyResults>('/api/v1/surveys/calls', token);
  process.stdout.write(`${KILLS} kills: ${sent.length} went out, 0 twice; ${JSON.stringify(funnel)}; ${questions[0]?.n ?? 0} answers\n`);
  // Everything that went out is known of, or said to be unknown; nothing is said to be out that is not.
  const out = funnel.open + funnel.answered + funnel.partial + funnel.expired + funnel.stopped;
  expect(out).toBeLessThanOrEqual(sent.length);
  expect(sent.length).toBeLessThanOrEqual(out + funnel.unclear);
  expect(out).toBeGreaterThan(KILLS * 4);
  expect(funnel.answered).toBeGreaterThan(0);
  await toldOnce(sent[0] ?? '');
  kept('kill -9 while surveys go out', `${KILLS} kills`, `${sent.length} went out: 0 twice; ${funnel.unclear} marked as unknown`);
}, 60_000 + KILLS * 30_000);

/** So many people call, are served and hang up. */
async function call(from: number, count: number): Promise<void> {
  const now = Date.now();
  const events = Array.from({ length: count }, (_, each) => from + each).flatMap((each) => (
    caller({ id: `c-${each}`, begins: now - 61_000, from: numberOf(each), to: '+12025550142' })
      .at(5, queues('service')).at(15, leavesQueue('service', 'answered'), reaches('ann', 'service')).at(55, partsFrom('ann', 'customer')).at(60, hangsUp()).events
  ));
  while (await earshot.post(events, key) !== 200) await pause(100);
}

/** Every second time amid a request to Twilio, else some time while they go out. */
async function dieAmid(kill: number): Promise<void> {
  if (kill % 2 === 0) {
    let left = 3 + kill % 5;
    await Promise.race([pause(8_000), new Promise<void>((resolve) => {
      onCreate = () => {
        left -= 1;
        if (left <= 0) resolve();
      };
    })]);
    onCreate = undefined;
  } else {
    await pause(200 + (kill * 373) % 1_500);
  }
  await earshot.kill();
}

/** Until nothing is planned or being sent any more: what stays unclear has been looked up for its minute. */
async function settled(): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { funnel } = await programme();
    if (funnel.planned === 0 && funnel.open + funnel.answered > 0 && tries > 30) return;
    await pause(250);
  }
  throw new Error(`Invitations are planned still: ${JSON.stringify(await programme())}`);
}

/** One person's contact tells it once. */
async function toldOnce(number: string): Promise<void> {
  const nth = Array.from({ length: (KILLS + 1) * PER_LIFE }, (_, each) => each).find((each) => numberOf(each) === number);
  const page = await earshot.get<ContactPage>(`/api/v1/contacts/c-${nth ?? 0}`, token);
  expect(page.timeline.filter(({ type }) => type === 'survey.sent')).toHaveLength(1);
}
