import type { FindingChartPoint, FindingPage, FindingWord } from '../contract/findings.js';
import type { Entry, Finding } from '../domain/finding.js';
import type { Floor } from '../domain/floor.js';
import { nameOf } from '../domain/floor.js';
import { hourOf } from '../domain/place.js';
import { DAY, HOUR } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { hoursOf } from '../domain/weeks.js';
import { dayStart } from '../domain/zone.js';
import { shareView } from '../views/findings.js';
import type { Findings } from './findings.js';
import { fallSince } from './progress.js';
import type { Progress } from './progress.js';
import { totalOf } from './rates.js';
import type { HourRate } from './rates.js';
import { percent } from './telling.js';

/** One finding with all that its owner needs: the chart, the calls, what was done, and whether it has helped. */
export async function findingPage(findings: Findings, finding: Finding, mayAct: boolean): Promise<FindingPage> {
  const { clock, store } = findings.parts;
  const now = clock.now();
  const { acknowledged, cause, action, sighting, entries } = finding;
  const progress = finding.state === 'closed' || action === undefined ? undefined : await fallSince(finding, findings.rates, now);
  return {
    ...await findings.lineOf(finding),
    ...(acknowledged === undefined ? {} : { acknowledged }), ...(cause === undefined ? {} : { cause }), ...(action === undefined ? {} : { action }),
    progress: progressView(finding, progress),
    chart: await chartOf(findings, finding, now),
    calls: sighting.evidence,
    journal: entries.map((entry) => wordOf(entry, findings.floor)).toReversed(),
    letters: (await store.letters(finding.id)).map(({ madeAt, sentAt, cause: why, via, state, why: reason }) => ({ at: sentAt ?? madeAt, cause: why, via, state, ...(reason === undefined ? {} : { why: reason }) })),
    mayAct,
  };
}

/** By the hour while it is young, else by the center's day: from two spans before it rose to now, or to a while after it closed. */
async function chartOf({ rates, floor }: Findings, { subject, sighting, closed }: Finding, now: Instant): Promise<readonly FindingChartPoint[]> {
  const until = Math.min(now, (closed?.at ?? now) + 14 * DAY);
  const isYoung = until - sighting.from < 2 * DAY;
  const from = isYoung ? hourOf(sighting.from) - 2 * DAY : Math.max(dayStart(floor.zone, sighting.from) - 28 * DAY, until - 90 * DAY);
  const series = await rates.series(subject, hoursOf(from, until + 1));
  const begins = new Map<Instant, HourRate[]>();
  for (const each of series) {
    const begin = isYoung ? each.hour : dayStart(floor.zone, each.hour);
    begins.set(begin, [...begins.get(begin) ?? [], each]);
  }
  return [...begins].map(([begin, hours]) => ({ from: begin, to: begin + (isYoung ? HOUR : DAY), share: shareView(totalOf(hours)) }));
}

function progressView({ state, closed, action }: Finding, progress: Progress | undefined): FindingPage['progress'] {
  if (state === 'closed') {
    const counted = closed?.before === undefined || closed.after === undefined ? {} : { before: shareView(closed.before), after: shareView(closed.after) };
    return { is: 'fallen', says: closed?.before === undefined ? 'The promise is made no more.' : 'The rate has fallen. It reopens by itself when it returns.', ...counted };
  }
  if (progress === undefined || action === undefined) return { is: 'waiting', says: 'It closes when its rate has fallen after something was done: name the cause and the action.' };
  const { fall, before, after } = progress;
  const shown = { before: shareView(before), after: shareView(after) };
  switch (fall.is) {
    case 'too-few':
      return { is: fall.is, says: `${after.of} contacts since the action; ${fall.needed} are needed before anything can be said.`, ...shown };
    case 'not-lower':
      return { is: fall.is, says: `Not surely lower yet: before at least ${percent(fall.before.low)}, since then up to ${percent(fall.after.high)}, however often one looks.`, ...shown };
    case 'still-high':
      return { is: fall.is, says: `Lower, but not usual yet: it closes at ${percent(fall.most)} or less.`, ...shown };
    case 'fallen':
      return { is: fall.is, says: state === 'in-hand' ? 'It has fallen, and closes within a minute.' : 'It has fallen. Name the cause, and it closes.', ...shown };
  }
}

function wordOf({ at, by, said }: Entry, floor: Floor): FindingWord {
  return { at, by, is: said.is, says: saysOf(said, floor) };
}

function saysOf(said: Entry['said'], floor: Floor): string {
  switch (said.is) {
    case 'opened': return `Opened: ${said.sighting.rate.hurt} of ${said.sighting.rate.of}`;
    case 'reopened': return `Reopened: ${said.sighting.rate.hurt} of ${said.sighting.rate.of}`;
    case 'assigned': return said.owner === undefined ? 'Owned by nobody' : `Given to ${nameOf(floor.owners, said.owner)}`;
    case 'acknowledged': return 'Acknowledged';
    case 'cause': return `Cause: ${said.text}`;
    case 'action': return `Action: ${said.text}`;
    case 'comment': return said.text;
    case 'closed': return `Closed: from ${said.before.hurt} of ${said.before.of} to ${said.after.hurt} of ${said.after.of}`;
    case 'withdrawn': return 'Closed: the promise is made no more';
  }
}
