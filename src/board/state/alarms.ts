/** Of which lines of the feed someone wants to be told when they look elsewhere. Pure: no clock, no sound. */
import type { FeedLine } from '../../contract/board.js';
import { parsed } from './kept.js';

export interface AlarmChoice {
  readonly notifies: boolean;
  readonly sounds: boolean;
  /** The least severity. */
  readonly severity: FeedLine['severity'];
  /** Ids; none chosen: any. */
  readonly rules: readonly string[];
  readonly queues: readonly string[];
  /** The browser's clock, in milliseconds; 0: not muted. */
  readonly mutedUntil: number;
}

export const silent: AlarmChoice = { notifies: false, sounds: false, severity: 'severe', rules: [], queues: [], mutedUntil: 0 };

export function readChoice(text: string | null): AlarmChoice {
  const said = parsed(text);
  if (typeof said !== 'object' || said === null) return silent;
  const { notifies, sounds, severity, rules, queues, mutedUntil } = said as Record<keyof AlarmChoice, unknown>;
  const names = (list: unknown): readonly string[] => (Array.isArray(list) ? list.filter((each) => typeof each === 'string') : []);
  return {
    notifies: notifies === true, sounds: sounds === true, severity: severity === 'warning' ? 'warning' : 'severe', rules: names(rules), queues: names(queues),
    mutedUntil: typeof mutedUntil === 'number' ? mutedUntil : 0,
  };
}

export const isOn = ({ notifies, sounds }: AlarmChoice): boolean => notifies || sounds;
export const isMuted = ({ mutedUntil }: AlarmChoice, now: number): boolean => now < mutedUntil;

export function isChosen({ rule, severity, place }: Pick<FeedLine, 'rule' | 'severity' | 'place'>, choice: AlarmChoice): boolean {
  return rank[severity] >= rank[choice.severity]
    && (choice.rules.length === 0 || choice.rules.includes(rule))
    && (choice.queues.length === 0 || (place.queue !== undefined && choice.queues.includes(place.queue.id)));
}

const rank = { warning: 0, severe: 1 } as const;

/** What is known of already, by the line's id. */
export type Told = ReadonlyMap<string, FeedLine['severity']>;

export const alsoTold = (told: Told, feed: readonly FeedLine[]): Told => new Map([...told, ...feed.map((line) => [line.id, line.severity] as const)]);

/** How long after it was raised a line is still news: what comes into sight later, by another choice of queues, is not. */
const news = 60_000;

/** Lines that are new, or worse than they were; what became part of an incident is told of there. */
export function toTell(feed: readonly FeedLine[], told: Told, now: number): readonly FeedLine[] {
  return feed.filter((line) => {
    if (line.state !== 'live' || line.into !== undefined) return false;
    const before = told.get(line.id);
    return before === undefined ? now - line.raisedAt < news : rank[line.severity] > rank[before];
  });
}

/** What a lock screen may show: the rule, how many, and the place; nothing of a caller or an agent, and no evidence. */
export function noticeOf({ title, severity, count, place }: Pick<FeedLine, 'title' | 'severity' | 'count' | 'place'>): { readonly title: string; readonly body: string } {
  const where = [place.queue?.name, place.node?.name].filter((name) => name !== undefined).join(' · ');
  return { title: severity === 'severe' ? `Severe: ${title}` : title, body: [where, count > 1 ? `${count} callers` : ''].filter((part) => part !== '').join(', ') };
}
