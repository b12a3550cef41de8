import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Page as Listed } from '../../src/contract/session.js';
import type { RefusedLine, RetryAnswer, SourceHealth } from '../../src/contract/sources.js';
import type { EarshotEvent, EventData, EventType } from '../../src/domain/event.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/time.js';
import { Earshot } from '../support/earshot.js';
import { json, send, twilioSettings } from '../support/twilio-posts.js';
import { until } from '../support/until.js';
import { openBrowser } from './browser.js';

const folder = await mkdtemp(path.join(tmpdir(), 'earshot-sources-'));
const [settings, queueLog] = [path.join(folder, 'floor.yaml'), path.join(folder, 'queue_log')];
// Nobody listens on port 1: a line that is down.
const earshot = await Earshot.prepare({ EARSHOT_SETTINGS: settings, EARSHOT_QUEUE_LOG: `north=${queueLog}`, EARSHOT_AMI_URL: 'ami://earshot:secret@127.0.0.1:1', ...twilioSettings });
let browser: Browser;
let [key, token] = ['', ''];

beforeAll(async () => {
  // Long enough that nothing is silent before it is meant to be: the story shortens it.
  await writeFile(settings, 'sources: { ivr: { name: The IVR, silentAfter: 10m } }');
  await writeFile(queueLog, '');
  await earshot.start();
  key = await earshot.command('keys', 'create', '--source', 'story');
  token = await earshot.command('tokens', 'create', '--role', 'admin');
  browser = await openBrowser();
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await earshot.remove();
  await rm(folder, { recursive: true });
});

const event = <T extends EventType>(source: string, id: string, type: T, data: EventData[T], time: number): EarshotEvent => ({ id, source, type, subject: id.split(' ')[0] ?? id, time, data }) as EarshotEvent;
const beat = (source: string, time: number): EarshotEvent => event(source, `${source} ${time}`, 'source.heartbeat', {}, time);
const healthOf = async (source: string): Promise<SourceHealth | undefined> => (await earshot.get<Listed<SourceHealth>>('/api/v1/sources', token)).items.find((each) => each.source === source);
async function retryAll(source: string): Promise<RetryAnswer> {
  const answer = await fetch(`${earshot.url}/api/v1/refused/retry?source=${encodeURIComponent(source)}`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  return await answer.json() as RetryAnswer;
}

test('a clock that is ahead, a declared gap, and what is usual are told, and outlive the server', async () => {
  const now = Date.now();
  const gap = { from: now - 20 * MINUTE, to: now - 15 * MINUTE };
  await earshot.post([...Array.from({ length: 12 }, (_, place) => beat('fast', now + 90 * SECOND + place)), event('fast', 'fast gap', 'source.gap', gap, now)], key);
  const past = [1, 2, 3, 4].flatMap((week) => Array.from({ length: week === 4 ? 1 : 90 }, (_, place) => beat('fast', Math.floor(now / HOUR) * HOUR - week * 7 * DAY + 10 * MINUTE + place - (week === 4 ? HOUR : 0))));
  const file = path.join(folder, 'past.ndjson');
  await writeFile(file, past.map((each) => JSON.stringify({ specversion: '1.0', ...each, time: new Date(each.time).toISOString() })).join('\n'));
  await earshot.command('import', 'events', file);
  const told = { state: 'heard', gaps: [gap], rate: { usual: { perMinute: 1.5, by: 'weeks', of: 4 } } };
  const health = await healthOf('fast');
  expect(health).toMatchObject({ ...told, trouble: { is: 'clock', says: expect.stringMatching(/^Its clock is 1:\d\d ahead/) } });
  expect(Math.abs((health?.skewMs ?? 0) + 90 * SECOND)).toBeLessThan(15 * SECOND);
  const figures = await (await fetch(`${earshot.url}/metrics`, { headers: { authorization: `Bearer ${token}` } })).text();
  expect(figures).toMatch(/earshot_source_skew_seconds\{source="fast"\} -\d/);
  await earshot.stop();
  await earshot.start();
  expect(await healthOf('fast')).toMatchObject({ ...told, skewMs: null });
}, 90_000);

test('a line that is down says why, and what to do', async () => {
  await until(async () => (await healthOf('asterisk 127.0.0.1:1'))?.trouble?.is === 'down');
  expect(await healthOf('asterisk 127.0.0.1:1')).toMatchObject({ state: 'gap', line: { platform: 'Asterisk', isUp: false }, trouble: { says: expect.stringContaining('Check the address in EARSHOT_AMI_URL') } });
  const report = await earshot.command('doctor').catch((error: { stdout: string }) => error.stdout);
  expect(report).toMatch(/BAD {2}asterisk 127\.0\.0\.1:1: line down since .*EARSHOT_AMI_URL/);
});

test('what Twilio\'s routes and a queue_log refuse stands in the list, and is taken after a fix', async () => {
  const studio = (type: string, data: object, minutesAgo: number) => json('/ingest/twilio/events', [{
    specversion: '1.0', type: `com.twilio.studio.flow.${type}`, id: `NO${type}`, time: new Date(Date.now() - minutesAgo * MINUTE).toISOString(),
    data: { execution_sid: 'FN01', flow_sid: 'FW01', contact_channel_address: '+12025550123', date_created: new Date(Date.now() - minutesAgo * MINUTE).toISOString(), ...data },
  }]);
  const call = `CA${'1'.repeat(32)}`;
  await send(earshot.url, studio('step.ended', { step_sid: 'FT01', name: 'incomingCall', transitioned_from: 'Trigger', transitioned_to: 'main_menu', date_updated: new Date(Date.now() - 15 * MINUTE).toISOString() }, 15));
  await appendFile(queueLog, `${Math.floor(Date.now() / 1_000)}|north-1700000000.1|support|NONE|NEWVERB|+12025550123\n`);
  await until(async () => (await earshot.get<Listed<RefusedLine>>('/api/v1/refused', token)).items.length === 2);
  const { items } = await earshot.get<Listed<RefusedLine>>('/api/v1/refused', token);
  expect(items.map(({ source, adapter, reason }) => [source, adapter, reason]).toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1))).toEqual([
    ['asterisk/north', 'queue_log', 'Line 1 was left out. Its verb NEWVERB is not one that Asterisk\'s queues write.'],
    ['twilio', 'twilio', expect.stringContaining('Subscribe to com.twilio.studio.flow.execution.started too')],
  ]);
  expect(JSON.stringify(items)).not.toContain('2025550123');
  expect(await healthOf('twilio')).toMatchObject({ refused: 1, refusals: [{ reason: expect.stringContaining('Subscribe to'), times: 1 }] });
  expect(await retryAll('asterisk/north')).toMatchObject({ taken: 0, refused: 1 });
  await send(earshot.url, studio('execution.started', { started_by: call, status: 'active' }, 16));
  expect(await retryAll('twilio')).toEqual({ taken: 1, refused: 0, reason: null });
  await earshot.caughtUp(token);
  expect(JSON.stringify(await earshot.get(`/api/v1/contacts/${call}`, token))).toContain('main_menu');
}, 60_000);

test('what hangs on a silent source turns grey on the board, says since when and why, and comes back by itself', async () => {
  const now = Date.now();
  await earshot.post([event('ivr', 'call-1 started', 'contact.started', { direction: 'inbound' }, now), event('ivr', 'call-1 waits', 'queue.entered', { queue: 'support' }, now)], key);
  const page = await signedIn();
  await page.getByRole('link', { name: 'support', exact: true }).waitFor();
  expect(await page.locator('.stale').count()).toBe(0);
  await writeFile(settings, 'sources: { ivr: { name: The IVR, silentAfter: 1s } }');

  await page.getByText(/^Nothing heard from .*The IVR/).waitFor();
  await page.locator('article.tile.stale', { hasText: 'Waiting' }).getByText('without The IVR since', { exact: false }).waitFor();
  await page.locator('tr.stale', { hasText: 'support' }).getByText('no word since', { exact: false }).waitFor();
  await page.locator('li.lane.stale').getByText('no word since', { exact: false }).waitFor();
  await page.getByRole('link', { name: 'What is wrong' }).click();
  await page.getByRole('article', { name: /^The IVR/ }).getByText('the settings call it silent after 0:01', { exact: false }).waitFor();
  await page.goBack();
  const beating = setInterval(() => void earshot.post([beat('ivr', Date.now())], key), 200);
  try {
    await page.locator('.stale').first().waitFor({ state: 'detached' });
    expect(await page.getByText(/^Nothing heard from .*The IVR/).count()).toBe(0);
  } finally {
    clearInterval(beating);
  }
  await page.close();
}, 60_000);

async function signedIn(): Promise<Page> {
  const { password } = JSON.parse(await earshot.command('users', 'create', 'ann', '--role', 'admin', '--json')) as { password: string };
  const page = await browser.newPage({ viewport: { width: 1_440, height: 900 } });
  await page.goto(earshot.url);
  await page.getByLabel('Name').fill('ann');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  return page;
}
