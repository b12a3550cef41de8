import type { FlagCard } from '../contract/contact.js';
import { isLive } from '../domain/flag.js';
import type { Flag } from '../domain/flag.js';
import type { Floor } from '../domain/floor.js';
import type { FlagMark } from '../domain/mark.js';
import type { Instant } from '../domain/time.js';
import { placeOf } from './names.js';

/** What a rule brings to its flags, by its id. */
export type RuleTexts = ReadonlyMap<string, { readonly title: string; readonly action: string }>;

/** A flag with its evidence. A rule that is no longer in the catalogue goes by its id. */
export function cardOf(flag: Flag, texts: RuleTexts, floor: Floor, now: Instant, marks: readonly FlagMark[] = []): FlagCard {
  const mark = marks.find((each) => each.rule === flag.rule);
  const { contact, rule, version, settings, severity, since, raisedAt, retractedAt, because, place } = flag;
  const text = texts.get(rule);
  return {
    contact, ...(flag.of === undefined ? {} : { of: flag.of }), rule, version, severity, since, raisedAt, because,
    ...(settings === undefined ? {} : { settings }),
    title: text?.title ?? rule,
    action: text?.action ?? '',
    class: flag.class,
    ...(retractedAt === undefined ? {} : { retractedAt }),
    live: flag.class === 'alert' && isLive(flag, now),
    place: placeOf(floor, place),
    ...(mark === undefined ? {} : { mark: { mark: mark.mark, by: mark.by, at: mark.at, ...(mark.did === undefined ? {} : { did: mark.did }) } }),
  };
}
