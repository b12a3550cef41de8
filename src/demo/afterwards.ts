import type { EarshotEvent, EventData, KnownEvent, Resolved } from '../domain/event.js';
import type { Floor } from '../domain/floor.js';
import { PROMPT_LIVES, promptId } from '../domain/prompt.js';
import { DAY, HOUR, MINUTE, SECOND } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { SOURCE } from './center.js';
import { between, happens, pickWeighted } from './chance.js';
import type { Chance } from './chance.js';

/** As live: most answer, some let it pass; some promise something, and most of that is kept. */
const ANSWERS = 0.66;
const PROMISES = 0.14;
const KEEPS = 0.72;
const KEEPS_LATE = 0.4;
const ASKED = 0.5;
const REPLIES = 0.42;

/** What customers say of what agents call resolved, partly, not: they agree less than agents think, and least about the rebate. */
const agrees: Readonly<Record<Resolved, readonly { readonly says: Resolved; readonly weight: number }[]>> = {
  yes: [{ says: 'yes', weight: 78 }, { says: 'partly', weight: 9 }, { says: 'no', weight: 13 }],
  partly: [{ says: 'yes', weight: 30 }, { says: 'partly', weight: 35 }, { says: 'no', weight: 35 }],
  no: [{ says: 'yes', weight: 10 }, { says: 'partly', weight: 15 }, { says: 'no', weight: 75 }],
};
const disagrees = [{ says: 'yes', weight: 45 }, { says: 'partly', weight: 15 }, { says: 'no', weight: 40 }] as const;
const blockers = [{ is: 'system', weight: 30 }, { is: 'policy', weight: 22 }, { is: 'product', weight: 18 }, { is: 'other-team', weight: 14 }, { is: 'authority', weight: 10 }, { is: 'customer', weight: 6 }];

/** What the agent answered and promised after a contact of the past, and what the customer did; nothing of it lies past `until`. */
export function afterwards(events: readonly EarshotEvent[], chance: Chance, floor: Floor, until: Instant): readonly EarshotEvent[] {
  const wrapped = events.findLast((event) => event.type === 'wrapup.ended' && event.data.resolved !== undefined);
  const started = events[0];
  if (wrapped?.type !== 'wrapup.ended' || started?.type !== 'contact.started' || started.data.direction !== 'inbound') return [];
  const { agent = '', resolved = 'yes', reason = 'other' } = wrapped.data;
  const tell = teller(wrapped.subject);
  const owned = events.findLast((event) => event.type === 'queue.left' && event.data.reason === 'answered');
  const queue = owned?.type === 'queue.left' ? owned.data.queue : undefined;
  const said = [
    ...atTheDesk(tell, { agent, reason, resolved, at: wrapped.time }, chance),
    ...(started.data.from === undefined ? [] : byTheCustomer(tell, wrapped.time, happens(chance, queue === 'rebate' ? 0.6 : 0) ? disagrees : agrees[resolved], chance, floor)),
  ];
  return said.filter(({ time }) => time <= until);
}

type Teller = <Type extends KnownEvent['type']>(type: Type, name: string, time: Instant, data: EventData[Type]) => EarshotEvent;

function teller(subject: string): Teller {
  // TypeScript cannot see that a generic type and its data still make one member of the union.
  return (type, name, time, data) => ({ id: `${subject}/${name}`, source: SOURCE, type, time: Math.round(time), subject, data }) as unknown as EarshotEvent;
}

interface Wrapped {
  readonly agent: string;
  readonly reason: string;
  readonly resolved: Resolved;
  readonly at: Instant;
}

function atTheDesk(tell: Teller, { agent, reason, resolved, at }: Wrapped, chance: Chance): EarshotEvent[] {
  const prompt = promptId(tell('contact.ended', '', 0, {}).subject, agent);
  const shown = tell('prompt.shown', 'prompt', at, { prompt, agent, reason });
  if (!happens(chance, ANSWERS)) return [shown, tell('prompt.expired', 'expired', at + PROMPT_LIVES, { prompt, agent })];
  const answeredAt = at + between(chance, 4 * SECOND, 12 * SECOND);
  const due = happens(chance, PROMISES) ? answeredAt + between(chance, 2 * HOUR, 3 * DAY) : undefined;
  const answers = {
    reason, resolved, ...(resolved === 'yes' ? {} : { blocked: pickWeighted(chance, blockers).is }), promise: due === undefined ? 'no' : new Date(due).toISOString(),
  };
  return [shown, tell('prompt.answered', 'answered', answeredAt, { prompt, agent, answers }), ...(due === undefined ? [] : promised(tell, { agent, reason, at: answeredAt, due: Math.round(due) }, chance))];
}

function promised(tell: Teller, { agent, reason, at, due }: Omit<Wrapped, 'resolved'> & { readonly due: Instant }, chance: Chance): EarshotEvent[] {
  const made = tell('promise.made', 'promise', at, { promise: 'promise', what: reason, due, agent });
  const keptAt = happens(chance, KEEPS) ? due - between(chance, 10 * MINUTE, 2 * HOUR) : happens(chance, KEEPS_LATE) ? due + between(chance, HOUR, 20 * HOUR) : undefined;
  return keptAt === undefined ? [made] : [made, tell('promise.fulfilled', 'kept', Math.max(at + MINUTE, keptAt), { promise: 'promise', agent })];
}

function byTheCustomer(tell: Teller, at: Instant, verdicts: readonly { readonly says: Resolved; readonly weight: number }[], chance: Chance, floor: Floor): EarshotEvent[] {
  if (!happens(chance, ASKED)) return [];
  const survey = tell('contact.ended', 'survey', 0, {}).id;
  const programme = Object.keys(floor.surveys.programmes).find((id) => floor.surveys.programmes[id]?.kind === 'persistent');
  const about = { survey, channel: 'sms' as const, ...(programme === undefined ? {} : { programme }) };
  const sentAt = at + 30 * MINUTE;
  const sent = [tell('survey.sent', 'sent', sentAt, about), tell('survey.delivered', 'delivered', sentAt + 4 * SECOND, about)];
  if (!happens(chance, REPLIES)) return [...sent, tell('survey.expired', 'survey-expired', sentAt + DAY, about)];
  const repliedAt = sentAt + between(chance, MINUTE, 3 * HOUR);
  const { says } = pickWeighted(chance, verdicts);
  const mark = (good: number, middle: number, bad: number): number => Math.round({ yes: good, partly: middle, no: bad }[says] + between(chance, -1, 1));
  const answers = { resolved: says, 'ces-7': Math.min(7, mark(6, 4, 2)), 'csat-5': Math.max(1, Math.min(5, mark(4.6, 3, 1.6))), comparison: { yes: 'better', partly: 'same', no: 'worse' }[says] };
  return [...sent, ...Object.entries(answers).map(([question, value], place) => tell('survey.answered', `said-${question}`, repliedAt + place * 20 * SECOND, { ...about, question, value }))];
}
