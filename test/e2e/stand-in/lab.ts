import type { LabForetoldView, LabRunLineView, LabRunView, LabRunWanted, LabShadowLine, LabShadowView, LabShareView, LabView } from '../../../src/contract/lab.js';
import type { RuleInForce } from '../../../src/contract/rules.js';
import { detectors } from '../../../src/detectors/index.js';
import { readsOf } from '../../../src/domain/lab/reads.js';
import { wilson } from '../../../src/domain/interval.js';

const DAY = 86_400_000;

/** As they are without settings. */
export const rulesInForce: readonly RuleInForce[] = detectors.map(({ id, title, class: kind, of, version, rule, action, options }) => ({
  id, title, class: kind, of, version, rule, action, enabled: true, queues: [],
  options: Object.entries(options).map(([name, { default: value, ...rest }]) => ({ name, default: value, value, ...rest })),
}));

/** What was replayed since the page was served: each takes two looks. */
const runs = new Map<string, LabRunView>();
let looks = 0;

export function labView(now: number): LabView {
  looks += 1;
  const running = [...runs.values()].find(({ state }) => state.is === 'running') ?? null;
  if (running !== null && looks > 2) runs.set(running.id, { ...running, state: { is: 'done', endedAt: now, result: resultOf(running.request) } });
  return {
    running: running === null ? null : { ...running, state: { is: 'running', done: 300 * looks, of: 1_000 } },
    runs: [...runs.values()].toReversed().flatMap(({ state, ...rest }): LabRunLineView[] => (state.is === 'running' ? [] : [{ ...rest, endedAt: state.endedAt, failed: state.is === 'failed' }])),
    rules: detectors.map((rule) => ({ id: rule.id, title: rule.title, reads: readsOf(rule), shadow: rule.id === 'menu-maze' ? shadow : null })),
  };
}

export function startRun(request: LabRunWanted, by: string, now: number): LabRunView {
  looks = 0;
  const run: LabRunView = { id: `run-${runs.size + 1}`, by, startedAt: now, request, state: { is: 'running', done: 0, of: 1_000 } };
  runs.set(run.id, run);
  return run;
}

/** Of one rule a draft is in shadow. */
const shadow: LabShadowLine = { since: Date.now() - 6 * DAY, options: { entries: 4 } };

export function shadowView(now: number): LabShadowView {
  const { contacts: _, ...rest } = resultOf({ rule: 'menu-maze', draft: {}, from: now - 6 * DAY, to: now });
  return { rule: 'menu-maze', draft: shadow, now, result: { ...rest, contacts: rest.added + rest.gone + rest.same, known: 40, curves: [], days: rest.days.slice(0, 6) }, cut: false };
}

/** One is there from the start. */
export function runOf(id: string, now: number): LabRunView | undefined {
  const request: LabRunWanted = { rule: 'long-wait', draft: { options: { after: 90 }, queues: { billing: { after: 60 } } }, from: now - 35 * DAY, to: now - 7 * DAY };
  return runs.get(id) ?? (id === 'run-0' ? { id, by: 'ann', startedAt: now - 61_000, request, state: { is: 'done', endedAt: now - 20_000, result: resultOf(request) } } : undefined);
}

export function cancelRun(id: string): void {
  runs.delete(id);
}

function share(count: number, of: number): LabShareView {
  const interval = of < 30 ? undefined : wilson(count, of);
  return interval === undefined ? { count, of, value: null, low: null, high: null } : { count, of, value: count / of, ...interval };
}

function resultOf({ rule, from }: LabRunWanted): Extract<LabRunView['state'], { is: 'done' }>['result'] {
  const days = Array.from({ length: 28 }, (_, place) => ({ day: from + place * DAY, contacts: 900 + (place % 7) * 40, inForce: 30 + (place * 7) % 17, draft: 45 + (place * 5) % 23 }));
  const sum = (of: (day: (typeof days)[number]) => number): number => days.reduce((total, day) => total + of(day), 0);
  const [contacts, inForce, draft] = [sum((day) => day.contacts), sum((day) => day.inForce), sum((day) => day.draft)];
  const told = (right: number, flagged: number): LabForetoldView => ({ precision: share(right, flagged), recall: share(right, 2_100), hindsight: 4 });
  return {
    contacts, known: 14_200, crowded: 1_200, inForce: { flags: inForce + 12, contacts: inForce, severe: 90, takenBack: 3 }, draft: { flags: draft + 20, contacts: draft, severe: 110, takenBack: 5 },
    added: draft - inForce + 4, gone: 4, same: inForce - 4, days,
    queues: [{ queue: 'billing', contacts: 9_000, inForce: 400, draft: 620 }, { queue: 'sales', contacts: 7_000, inForce: 300, draft: 410 }, { queue: null, contacts: 2_000, inForce: 0, draft: 0 }],
    overlap: [{ rule: 'slow-to-human', inForce: 210, draft: 240 }, { rule: 'repeat-contact', inForce: 90, draft: 130 }],
    shown: [{ kind: 'any', inForce: told(330, 800), draft: told(390, 1_200) }, { kind: 'came-back', inForce: told(300, 800), draft: told(350, 1_200) }, { kind: 'bad-survey', inForce: told(6, 22), draft: told(12, 60) }, { kind: 'complained', inForce: told(0, 0), draft: told(0, 4) }, { kind: 'not-served', inForce: told(0, 0), draft: told(0, 0) }],
    marks: [{ mark: 'acted', contacts: 10, inForce: 10, draft: 10 }, { mark: 'noise', contacts: 12, inForce: 12, draft: 9 }],
    curves: [{ option: 'after', inForce: 120, draft: 90, oneIn: 3, points: [23, 45, 68, 90, 113, 120, 135, 180, 270, 360].map((value, place) => ({ value, contacts: 4_000 - place * 410, shown: share(300 - place * 28, 900 - place * 80) })) }],
    samples: (['added', 'added', 'gone', 'same'] as const).map((is, place) => ({
      contact: `c-${place + 1}`, is, startedAt: from + place * DAY, queue: 'billing', because: `${rule}: waited 1:4${place} in Billing, then was answered`, severity: 'warning', shown: place === 1 ? ['came-back'] : [], mark: place === 3 ? 'noise' : null,
    })),
  };
}
