import { stepCountsOf, sumsBeginning } from '../api/menus.js';
import type { ReadingParts } from '../api/readings/quarters.js';
import { slowToHuman } from '../detectors/slow-to-human.js';
import type { Floor } from '../domain/floor.js';
import { floorWith } from '../domain/lab/rule-draft.js';
import { isDue } from '../domain/learned.js';
import { mapOf } from '../domain/menu-map.js';
import { count } from '../domain/metric.js';
import { hourOf } from '../domain/place.js';
import { shortestWay } from '../domain/shortest-way.js';
import { entryOfWay, stepPrefix, wayPrefix } from '../domain/step-key.js';
import { DAY, HOUR, MINUTE } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import { isEnabled, optionsIn } from '../pipeline/catalogue.js';
import type { FloorInForce } from './settings/floor-desk.js';

/** What the ways are told by: long enough that a quiet number has traffic, short enough that a menu of last season is forgotten. */
const OVER = 28 * DAY;
/** The busiest numbers; of others nothing is learned. */
const MOST = 200;
const FIRST = MINUTE;
const EVERY = 6 * HOUR;

export interface LearningParts extends ReadingParts {
  readonly isLive: () => boolean;
  readonly floor: () => Floor;
  readonly desk: Pick<FloorInForce, 'learn'>;
  readonly note: (sentence: string) => void;
}

/** Looks now and then how long the shortest way to a person takes, and has it written into the settings where it differs. */
export class Learning {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> = Promise.resolve();

  constructor(private readonly parts: LearningParts) {}

  start(): void {
    this.lookIn(FIRST);
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.working;
  }

  /** Writes at most one version a day, and none where no rule leans on it. */
  async look(): Promise<void> {
    const { clock, desk, floor, isLive } = this.parts;
    const now = clock.now();
    if (!isLive() || !isDue(floor().learned, now) || !isLeantOn(floor())) return;
    await desk.learn(await shortestWaysIn(this.parts, now), now);
  }

  private lookIn(millis: Millis): void {
    this.timer = setTimeout(() => {
      this.working = this.look().catch((error: Error) => this.parts.note(`The shortest ways to a person could not be learned, and are looked at again in six hours: ${error.message}`)).then(() => {
        if (this.timer !== undefined) this.lookIn(EVERY);
      });
    }, millis);
    this.timer.unref();
  }
}

/** By number, the busiest first; those whose traffic is too thin to say are left out. */
export async function shortestWaysIn(parts: ReadingParts, now: Instant): Promise<ReadonlyMap<string, Millis>> {
  const window = { from: hourOf(now) - OVER, to: hourOf(now) + HOUR };
  const ways = await sumsBeginning(parts, wayPrefix('voice'), window);
  const busiest = [...ways].toSorted(([, a], [, b]) => count(b, 'ways') - count(a, 'ways')).map(([key]) => entryOfWay(key)).filter((entry) => entry !== '').slice(0, MOST);
  const found = new Map<string, Millis>();
  for (const entry of busiest) {
    const way = shortestWay(mapOf(await stepCountsOf(parts, stepPrefix('voice', entry), window)));
    if (way !== undefined && way.ms > 0) found.set(entry, way.ms);
  }
  return found;
}

/** The rule in force, its options for single queues, or a draft in shadow. */
export function isLeantOn(floor: Floor): boolean {
  const { shadow } = floor.flags[slowToHuman.id] ?? {};
  const leans = (each: Floor): boolean => isEnabled(slowToHuman, each)
    && [undefined, ...Object.keys(each.flags[slowToHuman.id]?.queues ?? {})].some((queue) => Number(optionsIn(slowToHuman, each)(queue)['timesShortest']) > 0);
  return leans(floor) || (shadow !== undefined && leans(floorWith(floor, slowToHuman.id, shadow)));
}
