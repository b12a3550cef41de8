import { wilson } from './interval.js';
import type { Interval } from './interval.js';
import { LEAST_ANSWERS } from './metric-of-answers.js';

/** Contacts that are alike in what may decide both whether someone answers and what: one queue, let down or not. */
export interface Stratum {
  readonly contacts: number;
  /** Of them, whose customers were asked this question, answered it, and said something good. */
  readonly asked: number;
  readonly said: number;
  readonly good: number;
}

/** With fewer answers a stratum speaks for nobody: one answer for a third of all contacts would decide the share. */
const LEAST_IN_STRATUM = 5;

/** What the answers of some say of all. */
export interface Weighed {
  readonly contacts: number;
  readonly asked: number;
  readonly said: number;
  readonly good: number;
  /** Each stratum's share counted as often as it has contacts. Undefined where too few answered, or for less than half of all contacts. */
  readonly share?: number;
  readonly interval?: Interval;
  /** So many answers, drawn evenly, would say as much. */
  readonly effective: number;
  /** The share of all contacts whose stratum has five answers at the least: the weighted share is about these. */
  readonly covered: number;
  /** If all who were asked and did not answer had said something bad, or something good; where nobody was asked, anything. */
  readonly bounds?: Interval;
}

/**
 * Post-stratification (D. Holt and T. M. F. Smith, 1979): W_h = N_h / N, share = Σ W_h p_h over the strata with five answers or more, with the
 * effective sample 1 / Σ (W_h² / n_h) (L. Kish, Survey Sampling, 1965) in Wilson's interval. It mends that some strata answer more
 * than others, and not that, within one, the silent differ from those who speak: how far that can matter at the most say the
 * worst-case bounds (C. F. Manski, Anatomy of the Selection Problem, 1989).
 */
export function weigh(all: readonly Stratum[]): Weighed {
  const strata = all.filter(({ contacts }) => contacts > 0);
  const sum = (of: (stratum: Stratum) => number): number => strata.reduce((total, each) => total + of(each), 0);
  const contacts = sum((each) => each.contacts);
  const heard = strata.filter(({ said }) => said >= LEAST_IN_STRATUM);
  const heardContacts = heard.reduce((total, each) => total + each.contacts, 0);
  const weightOf = (stratum: Stratum): number => stratum.contacts / heardContacts;
  const effective = heard.length === 0 ? 0 : 1 / heard.reduce((total, each) => total + weightOf(each) ** 2 / each.said, 0);
  const share = heard.reduce((total, each) => total + weightOf(each) * (each.good / each.said), 0);
  const covered = contacts === 0 ? 0 : heardContacts / contacts;
  const counted = { contacts, asked: sum((each) => each.asked), said: sum((each) => each.said), good: sum((each) => each.good), effective, covered };
  if (counted.said < LEAST_ANSWERS) return counted;
  const interval = effective < LEAST_ANSWERS || covered < 0.5 ? undefined : wilson(share * effective, effective);
  return { ...counted, bounds: boundsOf(strata, contacts), ...(interval === undefined ? {} : { share, interval }) };
}

function boundsOf(strata: readonly Stratum[], contacts: number): Interval {
  return strata.reduce((bounds, { contacts: size, asked, said, good }) => {
    const weight = size / contacts;
    return asked === 0 ? { low: bounds.low, high: bounds.high + weight } : { low: bounds.low + weight * (good / asked), high: bounds.high + weight * ((good + asked - said) / asked) };
  }, { low: 0, high: 0 });
}
