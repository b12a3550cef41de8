import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Puts axe on the page. The policy of the page would keep it out: its context is opened with `bypassCSP`. */
export async function withAxe(page: Page): Promise<Page> {
  await page.addScriptTag({ content: axe });
  return page;
}

/** What comes in with a fade has no contrast until it is there. */
export async function still(page: Page): Promise<void> {
  await page.evaluate('Promise.all(document.getAnimations().map((each) => each.finished))');
}

const all = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** Those of them that look at colours. */
const ofColours = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/** What of WCAG 2.2 A and AA a machine can see is broken: rule, and where. A panel is looked at alone: what is beneath it has its own line. */
export async function broken(page: Page, within: string, runOnly: object = all): Promise<readonly string[]> {
  const { violations } = await page.evaluate(`axe.run(${JSON.stringify(within)}, ${JSON.stringify({ runOnly, resultTypes: ['violations'] })})`) as AxeResults;
  return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary?.split('\n').at(1)?.trim() ?? ''}`));
}

/** The same in the light and in the dark, which differs from it in nothing but colours. */
export async function brokenInBoth(page: Page, within: string, name: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [colorScheme, rules] of [['light', all], ['dark', ofColours]] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await broken(page, within, rules)).map((what) => `${name} ${colorScheme}: ${what}`));
  }
  return found;
}

/** By how many pixels the whole page scrolls sideways. */
export async function tooWide(page: Page): Promise<number> {
  return await page.evaluate('document.documentElement.scrollWidth - innerWidth') as number;
}
