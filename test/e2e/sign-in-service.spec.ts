import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { Earshot } from '../support/earshot.js';
import { SignInService } from '../support/sign-in-service.js';
import { openBrowser } from './browser.js';

/** The address has to be known before: the service sends people back to it. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => void server.close(resolve));
  return port;
}

const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const service = new SignInService(`${url}/login/oidc/callback`);
let earshot: Earshot;
let browser: Browser;

beforeAll(async () => {
  await service.open();
  earshot = await Earshot.prepare({
    EARSHOT_PUBLIC_URL: url, EARSHOT_OIDC_ISSUER: service.issuer, EARSHOT_OIDC_CLIENT_ID: 'earshot', EARSHOT_OIDC_CLIENT_SECRET: 'a secret of two', EARSHOT_OIDC_NAME: 'Example',
    EARSHOT_OIDC_ROLE_CLAIM: 'groups', EARSHOT_OIDC_ROLES: 'cc-leads=supervisor; cc-agents=agent', EARSHOT_OIDC_FOR_CLAIM: 'agent',
  });
  earshot.url = url;
  await earshot.start();
  browser = await openBrowser();
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await earshot?.remove();
  await service.close();
});

test('a supervisor comes to the board, and an agent to the desk, by the company\'s own service', async () => {
  service.people.set('s-1', { preferred_username: 'sue', groups: ['cc-leads'] }).set('s-2', { preferred_username: 'al', groups: ['cc-agents'], agent: 'agent-7' });
  for (const [who, way, heading] of [['s-1', '/', 'Queues'], ['s-2', '/desk', 'agent-7']] as const) {
    service.whoComes = who;
    const context = await browser.newContext();
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) complaints.push(message.text());
    });
    await page.goto(`${url}${way}`);
    await page.getByRole('link', { name: 'Sign in with Example' }).click();
    await page.getByText(heading).first().waitFor();
    expect([new URL(page.url()).pathname, complaints]).toEqual([way, []]);
    await context.close();
  }
}, 60_000);

test('who has no role there reads why and what to do, and comes back to the page', async () => {
  service.people.set('s-3', { preferred_username: 'eve', groups: ['staff'] });
  service.whoComes = 's-3';
  const page = await browser.newPage();
  await page.goto(url);
  await page.getByRole('link', { name: 'Sign in with Example' }).click();
  await page.getByText('None of what your sign-in service says of you in "groups" is a role here.').waitFor();
  expect(await page.getByText('Ask whoever runs it for one of cc-leads, cc-agents').count()).toBe(1);
  const shown = process.env['EARSHOT_TEST_SCREENSHOTS'];
  if (shown !== undefined) await page.screenshot({ path: `${shown}/not-signed-in.png` });
  await page.getByRole('link', { name: 'Back to sign in' }).click();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  if (shown !== undefined) await page.screenshot({ path: `${shown}/sign-in.png` });
  await page.close();
}, 60_000);
