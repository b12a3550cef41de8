import type { WorseMenu } from '../contract/menus.js';
import type { Reader } from '../domain/reader.js';
import { ok } from '../domain/result.js';
import { entryOfWay, stepPrefix, wayPrefix } from '../domain/step-key.js';
import { DAY, MINUTE, QUARTER, quarterOf } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { versionsOf, worseNow } from '../views/menu-versions.js';
import { named } from '../views/names.js';
import type { Answer } from './answer.js';
import { mayAsk, stepCountsOf } from './menus.js';
import type { ApiParts } from './parts.js';
import { keysBeginning } from './readings/quarters.js';

/** A week's calls tell a new version from the one before it soon enough; all numbers' steps are read for it, so not for each reader. */
const LOOKS_BACK = 7 * DAY;
const LASTS = 5 * MINUTE;
/** More numbers with menus than this are looked at by nobody at once. */
const MOST_ENTRIES = 200;

/** Numbers whose newest version of the menu is worse than the one before it. Kept for a while, for all readers. */
export class WorseMenus {
  private kept: { readonly at: Instant; readonly found: Promise<readonly WorseMenu[]> } | undefined;

  constructor(private readonly parts: ApiParts) {}

  async read(reader: Reader): Promise<Answer<readonly WorseMenu[]>> {
    const may = mayAsk(this.parts, {}, reader);
    if (!may.ok) return may;
    const now = this.parts.clock.now();
    if (this.kept === undefined || now - this.kept.at > LASTS) {
      const found = this.look(now);
      this.kept = { at: now, found };
      found.catch(() => { this.kept = undefined; });
    }
    return ok(await this.kept.found);
  }

  private async look(now: Instant): Promise<readonly WorseMenu[]> {
    const to = quarterOf(now) + QUARTER;
    const window = { from: to - LOOKS_BACK, to };
    const keys = await keysBeginning(this.parts, wayPrefix('voice'), window);
    const found: WorseMenu[] = [];
    // One after the other: each reads a week of one menu's steps.
    for (const entry of keys.slice(0, MOST_ENTRIES).map(entryOfWay)) {
      const worse = worseNow(versionsOf(await stepCountsOf(this.parts, stepPrefix('voice', entry), window)));
      const at = entry === '' ? { id: '', name: 'no number' } : named(this.parts.state.floor.entries, entry);
      found.push(...worse.map(({ flow, version, before }) => ({ entry: at, flow, version, before: before?.version ?? null, changes: before?.changes ?? [] })));
    }
    return found;
  }
}
