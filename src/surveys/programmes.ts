import type { Programme, Pulsed, SurveySettings } from '../domain/survey.js';
import type { Instant } from '../domain/time.js';
import { dateIn } from '../domain/zone.js';

/** What of a contact that is over decides whether its customer is asked. */
export interface Occasion {
  readonly contact: string;
  /** The keyed hash of the caller's number. */
  readonly phone: string;
  readonly endedAt: Instant;
  readonly entry?: string;
  /** In the order in which they were reached. */
  readonly queues: readonly string[];
  /** Of the menu, that it passed. */
  readonly nodes: readonly string[];
  readonly reason?: string;
  readonly flags: readonly string[];
}

/** A programme that draws the occasion. */
export interface Drawn {
  readonly programme: string;
  readonly rule: Programme;
  /** What makes the invitation one of its kind: the same cause never plans a second. */
  readonly cause: readonly string[];
  readonly round?: string;
  readonly isLater: boolean;
}

/** From 0 to 1, the same for the same words. */
export type Draw = (...about: readonly string[]) => number;

/** The programmes that draw this occasion, in the order of the settings. Where the caller is from is asked later: it needs the number. */
export function drawnBy(occasion: Occasion, { programmes }: Pick<SurveySettings, 'programmes'>, zone: string, draw: Draw): readonly Drawn[] {
  return Object.entries(programmes).flatMap(([programme, rule]) => {
    if (!concerns(rule, occasion)) return [];
    const unit = unitOf(programme, rule, occasion, zone);
    if (draw(...unit.cause) >= rule.share) return [];
    const isLater = rule.kind === 'persistent' && rule.later !== undefined && draw('later', ...unit.cause) < rule.later.share;
    return [{ programme, rule, isLater, ...unit }];
  });
}

/** Of a pulsed study: whether the caller's number is from where it asks. */
export function isFrom(rule: Programme, number: string): boolean {
  return rule.kind !== 'pulsed' || rule.regions === undefined || rule.regions.some((prefix) => number.startsWith(prefix));
}

/** `2026-Q4` in the center's zone. */
export function quarterOfYear(zone: string, at: Instant): string {
  const [year, month] = dateIn(zone, at).split('-');
  return `${year}-Q${Math.floor((Number(month) - 1) / 3) + 1}`;
}

/** A persistent programme draws contacts, a periodic one people anew each quarter, a study people once. */
function unitOf(programme: string, rule: Programme, { contact, phone, endedAt }: Occasion, zone: string): { readonly cause: readonly string[]; readonly round?: string } {
  switch (rule.kind) {
    case 'persistent':
      return { cause: [programme, contact] };
    case 'periodic': {
      const round = quarterOfYear(zone, endedAt);
      return { cause: [programme, round, phone], round };
    }
    case 'pulsed':
      return { cause: [programme, phone] };
  }
}

function concerns(rule: Programme, occasion: Occasion): boolean {
  if (rule.queues !== undefined && !rule.queues.some((queue) => occasion.queues.includes(queue))) return false;
  return rule.kind !== 'pulsed' || isAbout(rule, occasion);
}

function isAbout({ entries, reasons, nodes, flags, from, until }: Pulsed, occasion: Occasion): boolean {
  const { entry, reason, endedAt } = occasion;
  if ((from !== undefined && endedAt < from) || (until !== undefined && endedAt >= until)) return false;
  if (entries !== undefined && (entry === undefined || !entries.includes(entry))) return false;
  if (reasons !== undefined && (reason === undefined || !reasons.includes(reason))) return false;
  if (nodes !== undefined && !nodes.some((node) => occasion.nodes.includes(node))) return false;
  return flags === undefined || flags.some((flag) => occasion.flags.includes(flag));
}
