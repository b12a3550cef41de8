import type { Contact } from './contact.js';
import type { StepCount } from './menu-map.js';
import { bucketOf, percentile } from './histogram.js';
import { stepsOf } from './menu-step.js';
import { count } from './metric.js';
import type { Sums } from './metric.js';
import { countsIn } from './percentiles.js';
import { INTO_PROMPT, standardOf, standardPoints } from './phone-standard.js';
import type { StandardMeasure, StandardPoint } from './phone-standard.js';
import { SECOND } from './time.js';
import type { Millis } from './time.js';

/** `ask`: neither events nor settings tell; somebody has to call and listen. */
export type Verdict = 'pass' | 'fail' | 'ask';

/** One point of the standard, how it stands, and by what. */
export interface ScoreLine {
  readonly point: StandardPoint;
  readonly verdict: Verdict;
  readonly by: 'events' | 'settings' | 'nothing';
  /** "0 led to a person 38 times of 40" */
  readonly because: string;
}

/** What is known of one number over a window, and what its owner declares. */
export interface Scored {
  readonly ways: Sums;
  readonly steps: readonly StepCount[];
  readonly declared: Readonly<Partial<Record<StandardPoint, boolean>>>;
}

/** Fewer prove nothing, as for the shortest way (FLAGS.md). */
const LEAST = 20;
/** A promise that is kept nearly always is kept: callers press 0 after they have hung up in their mind. */
const NEARLY_ALL = 0.9;
/** Once in a hundred may be the line. */
const HARDLY_ANY = 0.01;
const SHORT_PROMPT: Millis = 10 * SECOND;
const LONG_PROMPT: Millis = 20 * SECOND;
/** Of the keys, the share pressed into the prompt that shows that it can be interrupted. */
const INTERRUPTED = 0.05;

type Told = Omit<ScoreLine, 'point' | 'by'> | undefined;

export function scorecardOf(scored: Scored): readonly ScoreLine[] {
  return standardPoints.map((point): ScoreLine => {
    const told = proofs[point](scored);
    if (told !== undefined) return { point, by: 'events', ...told };
    const declared = scored.declared[point];
    if (declared !== undefined) return { point, by: 'settings', verdict: declared ? 'pass' : 'fail', because: 'as its owner declares' };
    return { point, by: 'nothing', verdict: 'ask', because: unproven[point] };
  });
}

/** Which points one contact shows kept (true) or broken (false): what is shown as evidence. */
export function shownBy(contact: Contact): Readonly<Partial<Record<StandardPoint, boolean>>> {
  const shown = standardOf(contact);
  const steps = stepsOf(contact);
  const zero = steps.filter(({ key }) => key === '0');
  const isQuick = steps.some(({ key, lasted }) => key !== undefined && lasted <= INTO_PROMPT);
  return {
    ...(zero.length > 0 && { zero: zero.some(({ to }) => to === 'agent' || to.startsWith('queue:')) }),
    ...(shown['std.waited'] && { estimate: shown['std.told'] === 1 }), ...(shown['std.slots'] && { 'asked-once': shown['std.askedAgain'] !== 1 }),
    ...(shown['std.calledBack'] && { 'call-back': true }), ...(isQuick && { interruptible: true }), ...(shown['std.erred'] && { forgiving: shown['std.errorEnded'] !== 1 }),
  };
}

const of = ({ ways }: Scored, measure: StandardMeasure): number => count(ways, measure);

const proofs: Readonly<Record<StandardPoint, (scored: Scored) => Told>> = {
  zero: ({ steps }) => {
    const pressed = sum(steps, ({ sums }) => count(sums, 'key.0'));
    const reached = sum(steps.filter(({ step: { to } }) => to === 'agent' || to.startsWith('queue:')), ({ sums }) => count(sums, 'key.0'));
    return pressed < LEAST ? undefined : { verdict: reached / pressed >= NEARLY_ALL ? 'pass' : 'fail', because: `0 led to a queue or a person ${reached} times of ${pressed}` };
  },
  estimate: (scored) => atLeast(of(scored, 'std.waited'), of(scored, 'std.told'), NEARLY_ALL, (told, waited) => `${told} of ${waited} who waited a minute were told how long it may take`),
  'asked-once': (scored) => atMost(of(scored, 'std.slots'), of(scored, 'std.askedAgain'), HARDLY_ANY, (again, asked) => `${again} of ${asked} were asked for the same thing again`),
  'call-back': (scored) => {
    const [long, taken] = [of(scored, 'std.longWait'), of(scored, 'std.calledBack')];
    // That nobody took one does not tell whether any was offered.
    return taken > 0 ? { verdict: 'pass', because: `${taken} took a call-back; ${long} waited two minutes or longer` } : undefined;
  },
  'touch-tone': (scored) => {
    const ways = count(scored.ways, 'ways');
    return ways >= LEAST && of(scored, 'std.spoke') === 0 && sum(scored.steps, keysIn) >= LEAST ? { verdict: 'pass', because: `all ${ways} callers chose by key: nobody had to speak` } : undefined;
  },
  'short-prompts': ({ steps }) => {
    const keyed = steps.filter((step) => keysIn(step) > 0);
    const median = percentile(countsIn(keyed.map(({ sums }) => sums), 'stepped'), 0.5);
    if (median === undefined || sum(keyed, keysIn) < LEAST || (median > SHORT_PROMPT && median <= LONG_PROMPT)) return undefined;
    return { verdict: median <= SHORT_PROMPT ? 'pass' : 'fail', because: `half of the keys come within ${Math.round(median / SECOND)} s of the prompt's begin` };
  },
  interruptible: ({ steps }) => {
    const keyed = steps.filter((step) => keysIn(step) > 0);
    const buckets = countsIn(keyed.map(({ sums }) => sums), 'stepped');
    const all = [...buckets.values()].reduce((total, each) => total + each, 0);
    const soon = [...buckets].filter(([bucket]) => bucket <= bucketOf(INTO_PROMPT)).reduce((total, [, each]) => total + each, 0);
    return all >= LEAST && soon / all >= INTERRUPTED ? { verdict: 'pass', because: `${soon} of ${all} keys were taken within 2 s of the prompt's begin` } : undefined;
  },
  forgiving: (scored) => atMost(of(scored, 'std.erred'), of(scored, 'std.errorEnded'), HARDLY_ANY, (ended, erred) => `${ended} of ${erred} who were not heard or understood were sent away`),
  language: () => undefined,
};

const unproven: Readonly<Record<StandardPoint, string>> = {
  zero: 'hardly anybody has pressed 0',
  estimate: 'hardly anybody has waited a minute',
  'asked-once': 'no source tells what callers are asked for',
  'call-back': 'nobody took one, which does not tell whether one is offered',
  'touch-tone': 'callers speak here; whether keys work beside it no event tells',
  'short-prompts': 'how long the prompts are no event tells',
  interruptible: 'nobody has tried, as far as keys tell',
  forgiving: 'hardly anybody has made a mistake',
  language: 'no event tells which language was chosen before',
};

function atLeast(all: number, good: number, share: number, says: (good: number, all: number) => string): Told {
  return all < LEAST ? undefined : { verdict: good / all >= share ? 'pass' : 'fail', because: says(good, all) };
}

function atMost(all: number, bad: number, share: number, says: (bad: number, all: number) => string): Told {
  return all < LEAST ? undefined : { verdict: bad / all <= share ? 'pass' : 'fail', because: says(bad, all) };
}

function keysIn({ sums }: StepCount): number {
  return Object.entries(sums).reduce((total, [measure, times]) => total + (measure.startsWith('key.') ? times ?? 0 : 0), 0);
}

function sum(steps: readonly StepCount[], each: (step: StepCount) => number): number {
  return steps.reduce((total, step) => total + each(step), 0);
}
