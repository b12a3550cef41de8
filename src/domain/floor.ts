import type { StandardPoint } from './phone-standard.js';
import { noLearned } from './learned.js';
import type { Learned } from './learned.js';
import { noBeliefs } from './belief.js';
import type { StatedBeliefs } from './belief.js';
import { usualReturn } from './return-window.js';
import type { ReturnWindow } from './return-window.js';
import { noCallBacks } from './call-back-settings.js';
import type { CallBackSettings } from './call-back-settings.js';
import { usualRetention } from './retention.js';
import type { Retention } from './retention.js';
import { noSurveys } from './survey.js';
import type { SurveySettings } from './survey.js';
import type { Instant, Millis } from './time.js';

/**
 * The floor: what the center calls its things and what it promises. Read from the settings file,
 * written into the log as an entry, effective from there. What it does not name appears under its raw name.
 */
export interface Floor {
  /** The center's IANA time zone: days begin here. */
  readonly zone: string;
  /** ISO 3166 region in which numbers without a country code are dialled. */
  readonly country: string;
  readonly entries: Readonly<Record<string, Entry>>;
  readonly nodes: Readonly<Record<string, MenuNode>>;
  readonly queues: Readonly<Record<string, Queue>>;
  readonly agents: Readonly<Record<string, Agent>>;
  readonly teams: Readonly<Record<string, Named>>;
  readonly owners: Readonly<Record<string, Owner>>;
  readonly calendars: Readonly<Record<string, Calendar>>;
  readonly flags: Readonly<Record<string, FlagSettings>>;
  /** What holds for queues that say nothing else. */
  readonly targets: Targets;
  /** Whether an agent connection without a queue visit counts as offered and answered with wait 0. */
  readonly directAnswers: 'count' | 'exclude';
  /** Alerts and incidents that one supervisor is shown in an hour; the rest is counted. */
  readonly alertBudget: number;
  /** Caller numbers (as keyed hashes) that are no customers: test lines, trunks, households listed out. */
  readonly listedOut: readonly string[];
  /** How customers are asked. */
  readonly surveys: SurveySettings;
  /** How customers are called back from the list. */
  readonly callbacks: CallBackSettings;
  /** Within how long, and for which reason, coming back means that it was not solved. */
  readonly returns: ReturnWindow;
  /** What is expected, to be held against what is. */
  readonly beliefs: StatedBeliefs;
  /** How posts of platforms that cannot speak our events are read, by source: `ingest/webhook` knows the language. */
  readonly webhooks: Readonly<Record<string, unknown>>;
  /** Where events come from. */
  readonly sources: Readonly<Record<string, SourceSettings>>;
  /** How long what is known of callers is kept. */
  readonly retention: Retention;
  /** What traffic taught. Nobody writes it: it is carried on from version to version. */
  readonly learned: Learned;
}

export interface Named {
  readonly name?: string;
}

/** A number that callers dial. */
export interface Entry extends Named {
  readonly calendar?: string;
  readonly owner?: string;
  /** What its callers were promised, such as "24-hour service", and by whom: calls while closed contradict it. */
  readonly promise?: string;
  readonly promisedBy?: string;
  /** What its menu is said to do, of the points of the standard that no event proves. */
  readonly standard?: Readonly<Partial<Record<StandardPoint, boolean>>>;
  /** Whether anybody is told how to reach a person here (`/reach/NUMBER`); and whose pages may show that in a frame: https origins. */
  readonly public?: 'on' | 'off';
  readonly embedIn?: readonly string[];
}

/** A source is missed when it is silent though it usually is not, unless it says here what is too long. */
export interface SourceSettings extends Named {
  readonly silentAfterMs?: Millis;
  /** When `silentAfterMs` holds; always where it is absent. */
  readonly calendar?: string;
}

/** A place in a menu. */
export interface MenuNode extends Named {
  readonly menu?: string;
  readonly owner?: string;
  /** The key that reaches a person here: pressing it is no zero-out. */
  readonly human?: string;
}

export interface Queue extends Named, Partial<Targets> {
  readonly team?: string;
  readonly owner?: string;
  readonly calendar?: string;
  /** Minutes after midnight at which its day begins, on a quarter-hour; absent: at midnight. */
  readonly dayStartsAt?: number;
}

export interface Targets {
  /** T: an answer within this wait counts as in time. Boundary is wait <= T. */
  readonly answerWithinMs: Millis;
  /** S: who leaves within this wait is a short abandon. */
  readonly shortAbandonMs: Millis;
  /** The share of contacts that should be served in time, 0 to 1. */
  readonly serviceLevel: number;
}

export interface Agent extends Named {
  readonly team?: string;
  readonly queues?: readonly string[];
}

/** A function of the company that owns causes: menu design, billing, product, marketing … */
export interface Owner extends Named {
  /** Where its findings are mailed, beside the person's own address. */
  readonly email?: string;
  /** The one who answers for them, senior enough to have things changed. */
  readonly person?: { readonly name: string; readonly title?: string; readonly email?: string };
  readonly acknowledgeWithinMs?: Millis;
  /** What is its own beside what names it: `menus`, `blocked:product`, `topic:router`, `rule:menu-maze`, `reason:rebate`, `rest` … */
  readonly owns?: readonly string[];
  /** What it calls troubles: by rule, `blocked:…` or `topic:…`. */
  readonly words?: Readonly<Record<string, string>>;
  /** What a customer's minute costs it. */
  readonly minute?: { readonly costs: number; readonly currency: string };
  /** When its weekly letter goes. */
  readonly weekly?: WeeklyHour;
}

export interface WeeklyHour {
  /** 0 (Sunday) to 6. */
  readonly weekday: number;
  /** After midnight, by the center's clock. */
  readonly minute: number;
}

export interface Calendar {
  /** Opening hours by weekday, `mon` to `sun`, each a list of [opens, closes] in minutes after midnight. */
  readonly hours: Readonly<Record<string, readonly (readonly [number, number])[]>>;
  /** Dates on which it stays closed, `2026-12-25`. */
  readonly holidays: readonly string[];
}

export interface FlagSettings {
  readonly enabled?: boolean;
  readonly options?: Readonly<Record<string, number | string | boolean>>;
  /** Options that differ for single queues. */
  readonly queues?: Readonly<Record<string, Readonly<Record<string, number | string | boolean>>>>;
  /** A draft that is asked beside what is in force. Its flags are kept apart: only the rule lab sees them. */
  readonly shadow?: ShadowSettings;
}

/** `since`: when the draft began; what was flagged before is another's. */
export interface ShadowSettings extends Pick<FlagSettings, 'options' | 'queues'> {
  readonly since: Instant;
}

export const unnamedFloor: Floor = {
  zone: 'UTC',
  country: 'US',
  entries: {},
  nodes: {},
  queues: {},
  agents: {},
  teams: {},
  owners: {},
  calendars: {},
  flags: {},
  targets: { answerWithinMs: 20_000, shortAbandonMs: 5_000, serviceLevel: 0.8 },
  directAnswers: 'count',
  alertBudget: 6,
  listedOut: [],
  surveys: noSurveys,
  callbacks: noCallBacks,
  returns: usualReturn,
  beliefs: noBeliefs,
  webhooks: {},
  sources: {},
  retention: usualRetention,
  learned: noLearned,
};

export function targetsOf(floor: Floor, queue: string | undefined): Targets {
  const own = queue === undefined ? undefined : floor.queues[queue];
  return {
    answerWithinMs: own?.answerWithinMs ?? floor.targets.answerWithinMs,
    shortAbandonMs: own?.shortAbandonMs ?? floor.targets.shortAbandonMs,
    serviceLevel: own?.serviceLevel ?? floor.targets.serviceLevel,
  };
}

/** The name people gave it, else its raw name. */
export function nameOf(named: Readonly<Record<string, Named>>, id: string): string {
  // A queue may be called "constructor".
  return (Object.hasOwn(named, id) ? named[id]?.name : undefined) ?? id;
}
