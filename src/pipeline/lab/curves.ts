import type { Detector } from '../../domain/detector.js';
import type { Flag } from '../../domain/flag.js';
import type { Floor } from '../../domain/floor.js';
import { shareOf } from '../../domain/lab/foretold.js';
import type { LabCurve } from '../../domain/lab/result.js';
import { curveValues } from '../../domain/lab/rule-draft.js';
import { lotOf } from '../../domain/lab/samples.js';
import type { Aftermath } from '../../domain/lab/shown.js';
import { optionsIn } from '../catalogue.js';
import { variantOf } from './variant.js';
import type { Variant } from './variant.js';

/** Contacts times points: drawing all of a month would take longer than all else of a run. */
const MOST_ASKED = 1_000_000;

export interface CurvePoint {
  readonly option: string;
  readonly value: number;
  contacts: number;
  known: number;
  shown: number;
}

/** What the draft would flag at other values of each of its numeric options, one at a time. */
export class Curves {
  readonly variants: readonly Variant[];
  readonly points: readonly CurvePoint[];
  private readonly oneIn: number;
  private readonly held: readonly (readonly [option: string, inForce: number, draft: number])[];

  constructor(rule: Detector, inForce: Floor, draft: Floor, contacts: number) {
    const [is, drafted] = [optionsIn(rule, inForce)(), optionsIn(rule, draft)()];
    this.held = Object.entries(rule.options).flatMap(([option, { default: standard }]) => (typeof standard === 'number' ? [[option, Number(is[option]), Number(drafted[option])] as const] : []));
    this.points = this.held.flatMap(([option, was, will]) => {
      const spec = rule.options[option];
      return spec === undefined ? [] : curveValues(spec, was, will).map((value) => ({ option, value, contacts: 0, known: 0, shown: 0 }));
    });
    this.variants = this.points.map(({ option, value }) => {
      const settings = draft.flags[rule.id];
      return variantOf(rule, { ...draft, flags: { ...draft.flags, [rule.id]: { ...settings, options: { ...settings?.options, [option]: value } } } });
    });
    this.oneIn = Math.max(1, Math.ceil((contacts * this.points.length) / MOST_ASKED));
  }

  /** All contacts of a customer, or none. */
  isDrawn(who: string): boolean {
    return this.points.length > 0 && lotOf(who) % this.oneIn === 0;
  }

  count(flags: readonly (readonly Flag[])[], { shown, isKnown }: Aftermath): void {
    const last = shown.reduce((latest, { at }) => Math.max(latest, at), -Infinity);
    for (const [place, point] of this.points.entries()) {
      const raisedAt = flags[place]?.reduce((first, flag) => (flag.retractedAt === undefined ? Math.min(first, flag.raisedAt) : first), Infinity) ?? Infinity;
      if (raisedAt === Infinity) continue;
      point.contacts += 1;
      if (isKnown) point.known += 1;
      if (isKnown && last > raisedAt) point.shown += 1;
    }
  }

  /** Of others, at the same points. */
  add(points: readonly CurvePoint[]): void {
    for (const [place, { contacts, known, shown }] of points.entries()) {
      const point = this.points[place];
      if (point === undefined) continue;
      point.contacts += contacts;
      point.known += known;
      point.shown += shown;
    }
  }

  drawn(): readonly LabCurve[] {
    return this.held.map(([option, inForce, draft]) => ({
      option, inForce, draft, oneIn: this.oneIn,
      points: this.points.filter((point) => point.option === option).map(({ value, contacts, known, shown }) => ({ value, contacts: contacts * this.oneIn, shown: shareOf(shown, known) })),
    }));
  }
}
