import type { Floor } from '../../domain/floor.js';
import { nameOf } from '../../domain/floor.js';
import type { Ground } from '../../domain/glance/ground.js';
import type { Loss } from '../../domain/journey.js';
import { dayFrom } from '../../domain/promise.js';
import { clock } from '../../domain/time.js';
import type { Instant } from '../../domain/time.js';
import { ordinal, spoken } from '../../domain/wording.js';
import type { Titles } from '../lane.js';
import { reasonName } from '../outcome.js';

const marks = { 'csat-5': 'satisfaction', 'ces-7': 'ease', 'nps-10': 'recommendation' } as const;
const tops = { 'csat-5': 5, 'ces-7': 7, 'nps-10': 10 } as const;

/** One ground as a part of a line: "third call about bill in 6 days", "promise broken yesterday". */
export function groundSays(ground: Ground, floor: Floor, titles: Titles, now: Instant): string {
  const day = dayFrom(floor.zone, now, ground.at);
  switch (ground.kind) {
    case 'on-the-line': return `here now: ${ground.because}`;
    case 'let-down': return `${lossSays(ground.loss, floor)} ${day}, not served since`;
    case 'promise-broken': return `promise${about(ground.what, floor)} broken ${day}`;
    case 'bad-answer': return `${ground.because} ${day}`;
    case 'not-resolved': return `${ground.resolved === 'no' ? 'not' : 'only partly'} resolved, as the ${ground.by} said ${day}`;
    case 'again': return `${ordinal(ground.count)} ${ground.voice ? 'call' : 'contact'}${about(ground.reason, floor)} in ${spoken(ground.spanMs)}`;
    case 'flag': return `${(titles.get(ground.rule) ?? ground.rule).toLowerCase()} ${day}: ${ground.because}`;
    case 'said-resolved': return `said ${day}: resolved`;
    case 'good-mark': return markSays(ground.question, ground.mark, day);
    case 'better': return `said ${day}: better than last time`;
    case 'promise-kept': return `promise${about(ground.what, floor)} kept ${day}`;
    case 'won-back': return `${lossSays(ground.loss, floor)} ${dayFrom(floor.zone, now, ground.loss.at)}, served well ${day}`;
    case 'resolved-at-once': return `resolved at the first contact ${day}`;
  }
}

function lossSays({ why, queue, waitedMs }: Loss, floor: Floor): string {
  const at = queue === undefined ? '' : ` ${nameOf(floor.queues, queue)}`;
  switch (why) {
    case 'abandoned': return `gave up waiting${at === '' ? '' : ` in${at}`} after ${clock(waitedMs)}`;
    case 'turned-away': return `turned away${at === '' ? '' : ` from${at}`}`;
    case 'cut-off': return `cut off${at === '' ? '' : ` in${at}`}`;
    case 'lost-in-transfer': return `lost in a transfer${at === '' ? '' : ` to${at}`}`;
  }
}

function markSays(question: string, mark: number, day: string): string {
  const known = question as keyof typeof marks;
  return known === 'nps-10' ? `would recommend us with ${mark} of 10, said ${day}` : `gave ${marks[known]} ${mark} of ${tops[known]} ${day}`;
}

function about(reason: string | undefined, floor: Floor): string {
  return reason === undefined ? '' : ` about ${reasonName(reason, floor)}`;
}
