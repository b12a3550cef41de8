import { afterAll, afterEach, beforeAll, expect, jest } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { FeedLine } from '../../src/contract/board.js';
import { openBrowser } from './browser.js';
import { type StandIn, startStandIn } from './stand-in/server.js';

const root = fileURLToPath(new URL('../../dist/board', import.meta.url));

export interface Visit extends BrowserContextOptions {
  readonly width?: number;
  /** null: nobody is signed in. */
  readonly role?: 'supervisor' | 'admin' | 'owner' | 'wall' | null;
  /** Run in each page before its own scripts. */
  readonly before?: string;
}

/** The built page on a made-up floor, in a browser. */
export interface MadeUpBoard {
  readonly url: string;
  open(hash: string, visit?: Visit): Promise<Page>;
  /** A line of the feed comes up. */
  tell(line: FeedLine): void;
  /** The server goes away, and comes back at the same address. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/**
 * For the whole of a spec file, with about so many contacts. After each of its tests no page may have thrown anything, or have
 * wanted what the policy forbids.
 */
export function madeUpBoard(contacts: number): MadeUpBoard {
  let server: StandIn;
  let browser: Browser;
  const complaints: string[] = [];
  jest.setTimeout(60_000);
  beforeAll(async () => {
    server = await startStandIn({ port: 0, root, open: contacts });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });
  afterEach(() => expect(complaints.splice(0)).toEqual([]));
  return {
    get url() { return server.url; },
    open: async (hash, { width = 1440, role = 'supervisor', before, ...context } = {}) => {
      const visit = await browser.newContext({ viewport: { width, height: 900 }, ...context });
      if (role !== null) await visit.addCookies([{ name: 'in', value: '1', url: server.url }, { name: 'role', value: role, url: server.url }]);
      if (before !== undefined) await visit.addInitScript(before);
      const page = await visit.newPage();
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => { if (message.text().includes('Content Security Policy')) complaints.push(message.text()); });
      await page.goto(`${server.url}${hash}`);
      return page;
    },
    tell: (line) => server.tell(line),
    stop: () => server.close(),
    start: async () => { server = await startStandIn({ port: server.port, root, open: contacts }); },
  };
}
