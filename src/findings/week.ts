import type { TroubleLine } from '../contract/findings.js';
import { findingId } from '../domain/finding.js';
import type { Finding, Subject } from '../domain/finding.js';
import type { Floor } from '../domain/floor.js';
import { ownerOf, promiseOf } from '../domain/owner.js';
import { hourOf } from '../domain/place.js';
import { lostMs } from '../domain/rate.js';
import { DAY, HOUR } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { hoursOf } from '../domain/weeks.js';
import { numbersOf, ownerView, placeView, shareView } from '../views/findings.js';
import { titleOf } from '../views/trouble-words.js';
import type { Titles } from '../views/trouble-words.js';
import { rateAt, troublesIn } from './rates.js';
import type { Rates } from './rates.js';

/** Met by fewer, it is no cause but somebody's bad day. */
const LEAST = 3;

export interface WeekOf {
  readonly subject: Subject;
  readonly owner: string | undefined;
  readonly line: TroubleLine;
}

/** Everything that went wrong in the last seven days, by what it cost, against the seven days before. */
export async function weekOf(rates: Rates, findings: readonly Finding[], floor: Floor, titles: Titles, now: Instant): Promise<readonly WeekOf[]> {
  const begin = hourOf(now) - 7 * DAY + HOUR;
  const [these, before] = [await rates.sums(hoursOf(begin, now + 1)), await rates.sums(hoursOf(begin - 7 * DAY, begin))];
  const known = new Set(findings.filter(({ state }) => state !== 'closed').map(({ id }) => id));
  return troublesIn(these)
    .filter(({ subject, rate }) => rate.hurt >= LEAST && (subject.trouble !== 'closed' || promiseOf(floor, subject.place.name) !== undefined))
    .toSorted((a, b) => lostMs(b.rate) - lostMs(a.rate) || b.rate.hurt - a.rate.hurt)
    .map(({ subject, rate }) => {
      const owner = ownerOf(subject, floor);
      const id = findingId(subject);
      return { subject, owner, line: {
        title: titleOf(subject, owner, floor, titles), trouble: subject.trouble, place: placeView(subject, floor), owner: ownerView(owner, floor),
        ...numbersOf(rate, owner, floor), before: shareView(rateAt(before, subject)), ...(known.has(id) ? { finding: id } : {}),
      } };
    });
}
