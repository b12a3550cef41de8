import { nameOf } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import type { Programme, Pulsed } from '../domain/survey.js';
import { spoken } from '../domain/wording.js';
import type { Titles } from './lane.js';
import { reasonName } from './outcome.js';

/** Whom a programme asks, in one sentence: a share of contacts, of people, or those whom a study is about. */
export function askedWhom(rule: Programme, floor: Floor, titles: Titles): string {
  const through = rule.queues === undefined ? '' : ` through ${either(rule.queues.map((queue) => nameOf(floor.queues, queue)))}`;
  const isAll = rule.share === 1;
  const share = percent(rule.share);
  switch (rule.kind) {
    case 'persistent': {
      const later = rule.later === undefined ? '' : `; ${percent(rule.later.share)} of these ${spoken(rule.later.afterMs)} after instead`;
      return `${isAll ? `Every contact${through}, ${spoken(rule.delayMs)} after it ends` : `${share} of contacts${through}, ${spoken(rule.delayMs)} after they end`}${later}.`;
    }
    case 'periodic':
      return `${isAll ? 'Everyone' : `${share} of people`}${through === '' ? '' : ` who came${through}`}, once a quarter.`;
    case 'pulsed':
      return `${isAll ? 'Everyone' : `${share} of those`} who called${calledFrom(rule, floor)}${through}${calledAbout(rule, floor, titles)}.`;
  }
}

function calledFrom({ entries, regions }: Pulsed, floor: Floor): string {
  return `${entries === undefined ? '' : ` ${either(entries.map((entry) => nameOf(floor.entries, entry)))}`}${regions === undefined ? '' : ` from ${either(regions)}`}`;
}

function calledAbout({ reasons, nodes, flags }: Pulsed, floor: Floor, titles: Titles): string {
  const about = reasons === undefined ? '' : ` about ${either(reasons.map((reason) => reasonName(reason, floor)))}`;
  const passed = nodes === undefined ? '' : `, came by ${either(nodes.map((node) => nameOf(floor.nodes, node)))} in the menu`;
  return `${about}${passed}${flags === undefined ? '' : ` and met ${either(flags.map((flag) => titles.get(flag) ?? flag))}`}`;
}

function percent(share: number): string {
  return `${Math.round(share * 1_000) / 10} %`;
}

function either(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
}
