import { gzipSync } from 'node:zlib';
import type { CDPSession, Page } from 'playwright-core';
import { TICK } from '../../../src/live/board.js';
import { openBrowser } from '../../e2e/browser.js';
import { Earshot } from '../../support/earshot.js';
import { median, number, times } from '../measure/figures.js';
import type { Results } from '../measure/report.js';
import { MovingFloor } from './floor.js';

/** `EARSHOT_BENCH_BROWSER_SECONDS=1800`: half an hour. */
const SECONDS = Number(process.env['EARSHOT_BENCH_BROWSER_SECONDS'] ?? 60);
const OPEN = 2_000;
const CHANGES_A_SECOND = 200;
const POSTS_A_SECOND = 10;
/** The page has drawn everything and settled before anything is measured. */
const SETTLE = 8;
/** Of a long run: lists and the feed have filled up to their bounds before its memory is measured. */
const FILL = SECONDS >= 300 ? 120 : 0;
const MOST_TASK = 50;
const MOST_KILOBYTES = 200;
/** Flat: no more than this over the whole time; feeds and trends fill up to their bounds meanwhile. */
const MOST_GROWTH = 1.15;

interface Seen {
  readonly longTasks: readonly number[];
  readonly heap: readonly [begin: number, end: number];
  readonly firstBytes: number;
}

/** The page itself in a browser, on a floor of the size of a large center that moves all the time. */
export async function bench(): Promise<Results> {
  const earshot = await Earshot.prepare();
  await earshot.start();
  const browser = await openBrowser();
  try {
    const key = await earshot.command('keys', 'create', '--source', 'bench');
    const { password } = JSON.parse(await earshot.command('users', 'create', 'ann', '--role', 'supervisor', '--json')) as { password: string };
    const floor = new MovingFloor(OPEN);
    await earshot.post(floor.beginning(Date.now()), key);
    const moving = setInterval(() => void earshot.post(floor.changes(CHANGES_A_SECOND / POSTS_A_SECOND, Date.now()), key), 1_000 / POSTS_A_SECOND);
    const seen = await watched(await browser.newPage({ viewport: { width: 1_440, height: 900 } }), earshot.url, password);
    clearInterval(moving);
    return resultsOf(seen);
  } finally {
    await browser.close();
    await earshot.remove();
  }
}

async function watched(page: Page, url: string, password: string): Promise<Seen> {
  const session = await page.context().newCDPSession(page);
  let firstBytes = 0;
  let isPainted = false;
  page.on('response', (response) => void response.body().then((body) => { if (!isPainted) firstBytes += gzipSync(body).length; }, () => undefined));
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => {
    if (isPainted) return;
    firstBytes += gzipSync(payload).length;
    // The floor as it stands is what the page needs to begin; what follows are changes.
    isPainted = payload.toString().includes('"snapshot"');
  }));
  await page.goto(url);
  await page.getByLabel('Name').fill('ann');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('[data-list=lanes] a').first().waitFor();
  await page.waitForTimeout(SETTLE * 1_000);
  await page.evaluate('window.longTasks = []; new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" })');
  await page.waitForTimeout(FILL * 1_000);
  const begin = await heapOf(session);
  await page.waitForTimeout((SECONDS - FILL) * 1_000);
  const longTasks = await page.evaluate('window.longTasks') as number[];
  return { longTasks, heap: [begin, await heapOf(session)], firstBytes };
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN;
}

function resultsOf({ longTasks, heap: [begin, end], firstBytes }: Seen): Results {
  const middle = median(longTasks);
  // Tasks up to 50 ms are not told of: with fewer long ones than frames the median of all is below it.
  const frames = (SECONDS * 1_000) / TICK;
  const isMet = longTasks.length < frames / 2;
  const megabytes = (bytes: number): string => `${number(bytes / 1e6)} MB`;
  return {
    rows: [
      {
        what: 'long tasks of the page', ours: `${longTasks.length} in ${number(SECONDS)} s with ${number(frames)} frames; of those the median ${number(middle)} ms, the longest ${number(Math.max(0, ...longTasks))} ms`,
        beside: '', ratio: '', goal: `median of a frame's task ≤ ${MOST_TASK} ms`, met: isMet,
      },
      { what: `memory of the page over ${number(SECONDS - FILL)} s`, ours: `${megabytes(begin)} → ${megabytes(end)}`, beside: '', ratio: times(end / begin), goal: `≤ ${MOST_GROWTH} ×`, met: end / begin <= MOST_GROWTH },
      { what: 'first paint', ours: `${number(firstBytes / 1_000)} kB gzipped`, beside: '', ratio: '', goal: `≤ ${MOST_KILOBYTES} kB`, met: firstBytes / 1_000 <= MOST_KILOBYTES },
    ],
    notes: [
      `50 queues, ${number(OPEN)} open contacts, ${number(CHANGES_A_SECOND)} events a second, from the server as a user runs it. A long task is one over 50 ms (PerformanceObserver); memory is the page's JavaScript heap after a forced collection${FILL === 0 ? '' : `, from ${FILL} s on, when its lists are full`}.`,
      'First paint is everything up to the snapshot: page, script, style, fonts, answers, and the snapshot itself, each gzipped by the benchmark.',
    ],
  };
}
