import { LEAST_ANSWERS } from './metric-of-answers.js';
import { count } from './metric.js';
import type { Measure, Sums } from './metric.js';
import { firstsByRepeat, LEAST_IN_TABLE, trulyContained } from './perception.js';
import type { Part } from './perception.js';
import type { ReturnWindow } from './return-window.js';

/** What a company may believe of itself, each a share that is also counted. */
export const believables = ['csat', 'ease', 'resolved', 'containment', 'true-containment', 'first-contact'] as const;
export type Believable = (typeof believables)[number];
export type Beliefs = Readonly<Partial<Record<Believable, number>>>;

/** What owners and administrators expect, of the center and of single queues, written down before it is looked at. */
export interface StatedBeliefs {
  readonly center: Beliefs;
  readonly queues: Readonly<Record<string, Beliefs>>;
  /** What each owning function expects of the whole center. */
  readonly owners?: Readonly<Record<string, Beliefs>>;
}

export const noBeliefs: StatedBeliefs = { center: {}, queues: {} };

/** A belief held against what was counted. */
export interface Fact {
  readonly title: string;
  /** The metric that explains it. */
  readonly metric: string;
  /** Fewer say nothing. */
  readonly least: number;
  /** Counted of menus, before any queue: of the whole center only. */
  readonly isOfMenus: boolean;
  /** May change until customers can come back no more. */
  readonly matures: boolean;
  part(sums: Sums, window: ReturnWindow): Part;
}

const of = (good: Measure, all: Measure): Fact['part'] => (sums) => ({ count: count(sums, good), of: count(sums, all) });
const answers = { least: LEAST_ANSWERS, isOfMenus: false, matures: false };

export const facts: Readonly<Record<Believable, Fact>> = {
  csat: { title: 'Satisfied, 4 and 5 of 5', metric: 'csat_5', ...answers, part: of('survey.csat-5.top', 'survey.csat-5') },
  ease: { title: 'Easy, 5 and more of 7', metric: 'ces_7', ...answers, part: of('survey.ces-7.easy', 'survey.ces-7') },
  resolved: { title: 'Resolved, say customers', metric: 'survey_resolved', ...answers, part: of('survey.resolved.yes', 'survey.resolved') },
  containment: { title: 'Contained in the menus', metric: 'containment', least: LEAST_IN_TABLE, isOfMenus: true, matures: false, part: of('contained', 'inMenu') },
  'true-containment': { title: 'Truly contained, of the contained', metric: 'true_containment', least: LEAST_IN_TABLE, isOfMenus: true, matures: true, part: trulyContained },
  'first-contact': { title: 'Resolved at the first contact, by repeat', metric: 'fcr_by_repeat', least: LEAST_IN_TABLE, isOfMenus: false, matures: true, part: firstsByRepeat },
};
