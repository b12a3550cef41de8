/** What the made-up floor's customers say, for the page that shows it. */
import type { QuestionResult, ShareOf, SurveyProgramme, SurveyResults, UnheardLine } from '../../../src/contract/surveys.js';
import type { BeliefLine, OwnerBeliefs, PersonLine, Perceived, PerceptionView, WeighedLine } from '../../../src/contract/voice.js';
import type { World } from './world.js';

const day = 24 * 60 * 60_000;
const share = (count: number, of: number, half = 0.08): ShareOf => {
  const value = count / of;
  return { count, of, value, low: Math.max(0, value - half), high: Math.min(1, value + half) };
};
const few = (count: number, of: number): ShareOf => ({ count, of, value: null, low: null, high: null });

function perceived(bothYes: number, agentOnly: number, customerOnly: number, bothNo: number): Perceived {
  const n = bothYes + agentOnly + customerOnly + bothNo;
  if (n < 30) return { n, table: null };
  const value = (agentOnly - customerOnly) / n;
  return { n, table: {
    bothYes, agentOnly, customerOnly, bothNo, said: Math.round(n / 4), agents: share(bothYes + agentOnly, n), customers: share(bothYes + customerOnly, n), gap: { value, low: value - 0.06, high: value + 0.06 },
    asSaid: n < 120 ? null : { agents: share(66, 78), customers: share(47, 78), gap: { value: 0.24, low: 0.13, high: 0.34 } },
  } };
}

const bys: Readonly<Record<PerceptionView['by'], readonly (readonly [string, string])[]>> = {
  queue: [['billing', 'Billing'], ['returns', 'Returns'], ['sales', 'Sales']], team: [['office', 'Billing office'], ['front', 'Front desk']], reason: [['rebate', 'Rebate'], ['bill', 'My bill']],
};

function perception(now: number, by: PerceptionView['by']): PerceptionView {
  return {
    channel: 'voice', window: { from: now - 28 * day, to: now }, returns: { within: '7d', scope: 'any' }, settledBefore: now - 7 * day, resolution: { stated: 412, inferred: 160, unknown: 428 }, by,
    whole: { settled: perceived(190, 61, 14, 47), standing: perceived(260, 70, 19, 60) },
    items: bys[by].map(([id, name], nth) => ({ id, name, settled: nth === 2 ? perceived(9, 2, 1, 1) : perceived(60 + nth, 31 - 20 * nth, 8, 18), standing: nth === 2 ? perceived(18, 3, 2, 1) : perceived(80, 34, 9, 24) })),
  };
}

const programmes: readonly SurveyProgramme[] = [
  {
    programme: 'after-call', name: 'After a call', kind: 'persistent', channel: 'sms', running: true, whom: '20 % of contacts through Billing or Sales, 30 min after they end; 25 % of these 2 days after instead.', answers: 118,
    steps: { invited: 322, delivered: 301, started: 118, completed: 97 }, funnel: { planned: 4, cancelled: 6, failed: 12, unclear: 1, open: 31, answered: 97, partial: 21, expired: 149, stopped: 7 }, responded: share(114, 281, 0.06),
  },
  {
    programme: 'lost', name: 'Why callers get lost', kind: 'pulsed', channel: 'sms', running: true, whom: 'Everyone who called and met Menu maze.', answers: 8, quota: 100, collected: 31, until: 1_900_000_000_000,
    steps: { invited: 24, delivered: 23, started: 8, completed: 8 }, funnel: { planned: 0, cancelled: 0, failed: 1, unclear: 0, open: 3, answered: 8, partial: 0, expired: 12, stopped: 0 }, responded: share(8, 20, 0.2),
  },
];

const question = (id: string, counts: Readonly<Record<string, number>>, good: number, says: string, mean: number | null): QuestionResult => {
  const n = Object.values(counts).reduce((sum, each) => sum + each, 0);
  return { question: id, n, counts, share: { says, ...(n < 10 ? few(good, n) : share(good, n)) }, mean, nps: null };
};

function results(now: number, id: string): SurveyResults | null {
  const programme = programmes.find((each) => each.programme === id);
  if (programme === undefined) return null;
  if (id === 'lost') return { ...programme, questions: [question('ces-7', { 1: 5, 3: 2, 6: 1 }, 1, '5 and more of 7', null)], later: [], flatters: [], comments: [] };
  return {
    ...programme, questions: [question('resolved', { yes: 66, partly: 20, no: 32 }, 66, 'yes', null), question('csat-5', { 1: 14, 2: 9, 3: 17, 4: 30, 5: 40 }, 70, '4 and 5 of 5', 3.66)],
    later: [question('resolved', { yes: 11, partly: 3, no: 12 }, 11, 'yes', null)], flatters: [{ question: 'resolved', value: 0.137, low: -0.06, high: 0.32 }],
    comments: [{ contact: 'c-1', queue: 'billing', at: now - 3_600_000, text: 'The menu sent me in circles, then it was quick.' }],
  };
}

const beliefs: readonly BeliefLine[] = [
  { of: 'The whole center', what: 'csat', title: 'Satisfied, 4 and 5 of 5', metric: 'csat_5', expected: 0.85, is: share(70, 110), verdict: 'below', provisional: false },
  { of: 'The whole center', what: 'containment', title: 'Contained in the menus', metric: 'containment', expected: 0.3, is: share(420, 1_000, 0.03), verdict: 'above', provisional: false },
  { queue: 'sales', of: 'Sales', what: 'resolved', title: 'Resolved, say customers', metric: 'survey_resolved', expected: 0.9, is: few(4, 6), verdict: 'too-few', provisional: false },
];

/** What the owner who looks at it has written down so far. */
const expected: Record<string, number | null> = { csat: 0.85 };
const believable = [['csat', 'Satisfied, 4 and 5 of 5', 'csat_5', share(70, 110)], ['containment', 'Contained in the menus', 'containment', share(420, 1_000, 0.03)]] as const;

export function ownBeliefs(): OwnerBeliefs {
  return {
    owner: 'menus', name: 'Menu design',
    lines: believable.map(([what, title, metric, is]) => {
      const hoped = expected[what] ?? null;
      const verdict = hoped === null || (is.low ?? 0) > hoped ? 'above' : (is.high ?? 1) < hoped ? 'below' : 'as-expected';
      return { what, title, metric, expected: hoped, found: hoped === null ? null : { is, verdict, provisional: false } };
    }),
  };
}

export function believe(changes: Readonly<Record<string, number | null>>): OwnerBeliefs {
  Object.assign(expected, changes);
  return ownBeliefs();
}

const strata: readonly WeighedLine[] = [{
  question: 'csat-5', says: '4 and 5 of 5', contacts: 1_600, asked: 301, answered: share(70, 110), weighted: { value: 0.56, low: 0.44, high: 0.67 }, effective: 71.4, covered: 0.94, bounds: { low: 0.19, high: 0.85 },
  strata: [
    { queue: 'billing', name: 'Billing', letDown: true, contacts: 310, asked: 60, said: 12, good: 4 }, { queue: 'billing', name: 'Billing', letDown: false, contacts: 700, asked: 140, said: 61, good: 44 },
    { queue: 'sales', name: 'Sales', letDown: false, contacts: 490, asked: 101, said: 37, good: 22 }, { name: 'No queue', letDown: false, contacts: 100, asked: 0, said: 0, good: null },
  ],
}];

const people: readonly PersonLine[] = [
  { id: 'ann', name: 'Ann Archer', team: 'office', settled: perceived(30, 14, 2, 9), standing: perceived(36, 15, 2, 10) }, { id: 'bob', name: 'Bob Byrne', team: 'office', settled: perceived(9, 1, 1, 2), standing: perceived(12, 1, 1, 2) },
];

function unheard(world: World, now: number): readonly UnheardLine[] {
  const whys = ['never-asked', 'silent', 'stopped'] as const;
  return [...world.contacts.keys()].slice(0, 14).map((contact, nth) => ({
    contact, customer: `k-${nth}`, startedAt: now - (nth + 1) * 900_000, why: whys[nth % 3] ?? 'silent',
    flags: [{ rule: 'long-wait', title: 'Long wait', severity: 'severe', because: 'has waited 12:40 in Billing' }],
  }));
}

/** The answer to one of the page's questions; undefined where it is not one, null where there is no such thing. */
export function voiceAnswer(world: World, noun: string | undefined, id: string, asked: URLSearchParams): unknown {
  const now = Date.now();
  const page = (items: readonly unknown[]): unknown => ({ items, next: null });
  if (noun === 'perception' && id === 'people') return page(people);
  if (noun === 'perception') return perception(now, (asked.get('by') ?? 'queue') as PerceptionView['by']);
  if (noun === 'beliefs') return page(beliefs);
  if (noun === 'strata') return page(strata);
  if (noun === 'unheard') return page(unheard(world, now));
  if (noun !== 'surveys') return undefined;
  return id === '' ? page(programmes) : results(now, id);
}
