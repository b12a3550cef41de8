/** Raw JSON Schemas of what is answered: the shapes of `src/contract`, with what a reader of the documentation needs to know. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

const text: Schema = { type: 'string' };
const yes: Schema = { type: 'boolean' };
const count: Schema = { type: 'integer' };
const instant: Schema = { type: 'integer', description: 'Milliseconds since 1970, UTC.' };
const millis: Schema = { type: 'integer', description: 'Milliseconds.' };
const texts: Schema = list(text);
const maybe = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const choice = (...values: string[]): Schema => ({ type: 'string', enum: values });

export function list(items: Schema): Schema {
  return { type: 'array', items };
}

export function page(name: string): Schema {
  return shape({ items: list(ref(name)), next: { ...maybe(text), description: 'Send it back as "cursor" for the next page; null at the end.' } });
}

/** All properties are required but those whose name ends with a question mark. */
function shape(properties: Readonly<Record<string, Schema>>, description?: string): Schema {
  const named = Object.entries(properties).map(([name, schema]) => [name.replace('?', ''), schema] as const);
  return {
    type: 'object', ...(description === undefined ? {} : { description }),
    required: Object.keys(properties).filter((name) => !name.endsWith('?')), properties: Object.fromEntries(named),
  };
}

const sample: Schema = { type: 'object', additionalProperties: count, description: 'Exact counts: offered, answered, abandoned, shortAbandoned, …' };
const counted = { value: { ...maybe({ type: 'number' }), description: 'null: nothing to say.' }, sample, provisional: { ...yes, description: 'It may still change.' } };
const span = shape({ from: instant, to: instant });
const chip = shape({ rule: text, title: text, severity: choice('note', 'warning', 'severe'), live: yes });
const share = { value: maybe({ type: 'number' }), low: maybe({ type: 'number' }), high: maybe({ type: 'number' }), count, of: count };
const programme = {
  programme: text, name: text, kind: choice('persistent', 'periodic', 'pulsed', 'gone'), channel: maybe(choice('sms', 'voice')), running: yes, 'quota?': count, 'until?': instant,
  funnel: shape({ planned: count, cancelled: count, failed: count, unclear: count, open: count, answered: count, partial: count, expired: count, stopped: count }), responded: shape(share),
};

export const schemas: Readonly<Record<string, Schema>> = {
  Problem: shape({ error: shape({ what: { ...text, description: 'What happened.' }, do: { ...text, description: 'What to do about it.' } }) }),
  NamedId: shape({ id: text, name: text }),
  Snapshot: shape({ frame: { type: 'object', description: 'All rows that the board shows now.' }, feed: list({ type: 'object' }), scope: { type: 'object', description: 'What the reader may see.' } }),
  QueueRow: shape({
    id: text, name: text, 'team?': text, channel: text, waiting: count, longestSince: maybe(instant), longestContactSince: maybe(instant), agents: { type: 'object' },
    last30: { type: 'object', description: 'What happened in the last half hour, per visit.' }, today: { type: 'object' }, target: { type: 'object' }, tone: choice('good', 'warn', 'bad', 'neutral'), 'staleSince?': instant,
  }),
  FeedLine: shape({
    id: text, kind: choice('alert', 'incident'), rule: text, title: text, severity: choice('warning', 'severe'), because: text, action: text, place: { type: 'object' },
    contacts: texts, count, since: instant, raisedAt: instant, state: choice('live', 'cleared', 'retracted'), 'endedAt?': instant, 'into?': text,
  }),
  SourceRow: shape({ source: text, lastEventAt: instant, state: choice('heard', 'silent', 'gap'), since: instant, accepted: count, refused: count }),
  ContactLane: shape({
    id: text, label: { ...text, description: 'Never a number.' }, 'customer?': text, channel: text, direction: choice('inbound', 'outbound', 'callback', 'internal'), 'entry?': ref('NamedId'),
    startedAt: instant, 'endedAt?': instant, stage: choice('menu', 'queue', 'ringing', 'agent', 'hold', 'wrap-up', 'between', 'ended'), 'place?': ref('NamedId'), since: instant,
    segments: list(shape({ kind: text, place: ref('NamedId'), from: instant, 'to?': instant, 'ended?': text })), flags: list(chip), nthInWindow: count, queues: texts,
  }, 'One contact as it moves: menu, queue, agent.'),
  FlagCard: shape({
    contact: text, rule: text, version: count, title: text, class: choice('alert', 'note'), severity: choice('note', 'warning', 'severe'), since: instant, raisedAt: instant, 'retractedAt?': instant,
    live: { ...yes, description: 'Someone can still act on it.' }, because: { ...text, description: 'Evidence in numbers.' }, action: text, place: { type: 'object' },
  }),
  JourneyItem: shape({ contact: text, startedAt: instant, 'endedAt?': instant, direction: text, channel: text, 'reason?': text, outcome: text, flags: list(chip) }),
  ContactPage: shape({
    lane: ref('ContactLane'),
    outcome: shape({ reached: choice('agent', 'queue', 'menu', 'none'), 'endedBy?': text, inMenuMs: millis, inQueueMs: millis, withAgentMs: millis, onHoldMs: millis, transfers: count, 'reason?': text, resolved: choice('yes', 'partly', 'no', 'unknown'), 'blocked?': text, 'promises?': list(shape({ 'what?': text, madeAt: instant, 'due?': instant, state: choice('open', 'kept', 'late', 'broken') })) }),
    timeline: list(shape({ at: instant, type: text, says: text, source: text, tone: choice('plain', 'good', 'bad') })),
    flags: list(ref('FlagCard')), journey: list(ref('JourneyItem')), truncated: yes,
  }),
  RecoveryLine: shape({
    id: text, label: text, why: choice('abandoned', 'turned-away', 'cut-off', 'lost-in-transfer'), 'queue?': ref('NamedId'), 'owner?': ref('NamedId'), at: instant, waitedMs: millis,
    times: count, contact: text, reachable: yes, state: choice('open', 'attempted'), 'by?': text,
  }, 'One person who was let down today and has not been served since.'),
  RecoveryNote: shape({ contact: text, noted: choice('attempted', 'reached'), by: text, at: instant }),
  Prompt: shape({
    id: text, agent: ref('NamedId'), contact: text, label: text, overAt: instant, shownAt: instant, expiresAt: instant,
    state: { ...choice('open', 'answered', 'partly', 'expired'), description: 'expired: nobody answered; partly: some of it was answered before the time was over.' },
    questions: list(shape({ id: choice('reason', 'resolved', 'blocked', 'promise'), asks: text, 'onlyFor?': texts, choices: list(shape({ value: text, says: text })), 'answer?': text })),
  }, 'What one agent is asked about one contact.'),
  PromptAnswers: shape({ answers: shape({
    'reason?': text, 'resolved?': choice('yes', 'workaround', 'partly', 'no', 'not-mine'), 'blocked?': choice('policy', 'product', 'system', 'other-team', 'customer', 'authority'),
    'promise?': { ...text, description: 'no, today, tomorrow, 3-days, week, or a time such as 2026-03-01T17:00:00Z.' },
  }) }),
  MetricReading: shape({
    id: text, title: text, unit: choice('share', 'count', 'ms', 'per-hour'), formula: text, view: choice('queue', 'contact', 'agent', 'team'), counts: choice('visits', 'contacts', 'segments', 'promises'), keys: texts,
    threshold: shape({ answerWithinMs: millis, shortAbandonMs: millis, varies: yes }), window: span, attribution: choice('arrival', 'completion', 'disconnect'), directAnswers: choice('count', 'exclude'),
    ...counted, intervals: list(shape({ from: instant, to: instant, ...counted })),
  }, 'A number with its passport: what it is, what was counted, and how far it can be trusted.'),
  MetricsAnswer: shape({
    channel: text, window: span, interval: choice('none', 'quarter', 'hour', 'day'), zone: text, attribution: text, directAnswers: text, completeness: maybe({ type: 'number' }),
    items: list(ref('MetricReading')), next: { type: 'null' },
  }),
  SurveyProgramme: shape(programme),
  SurveyResults: shape({ ...programme, questions: list(ref('QuestionResult')), later: { ...list(ref('QuestionResult')), description: 'Of those asked days later.' }, comments: list(shape({ contact: text, 'queue?': text, at: instant, text })) }),
  UnheardLine: shape({ contact: text, customer: text, startedAt: instant, why: choice('never-asked', 'silent'), flags: list(shape({ rule: text, title: text, severity: choice('note', 'warning', 'severe'), because: text })) }),
  QuestionResult: shape({
    question: choice('resolved', 'ces-7', 'csat-5', 'comparison', 'nps-10'), n: count, counts: sample, share: shape({ says: text, ...share }), mean: maybe({ type: 'number' }),
    nps: { ...maybe({ type: 'number' }), description: 'Promoters minus detractors, in points.' },
  }),
  Catalogue: shape({ flags: list({ type: 'object' }), metrics: list({ type: 'object' }) }),
  Readiness: shape({ ready: yes, state: choice('starting', 'catching-up', 'live', 'stopped'), log: choice('writable', 'away'), lag: count, 'done?': { type: 'number' }, 'error?': { type: 'object' } }),
  CloudEvent: {
    ...shape({ specversion: { const: '1.0' }, id: text, source: text, type: { ...text, description: 'contact.started, queue.entered, … Types that Earshot does not know are kept and shown.' }, subject: { ...text, description: 'The contact\'s id; for agent.* the agent\'s, for source.* the source\'s.' }, time: { type: 'string', format: 'date-time' }, 'sequence?': count, 'data?': { type: 'object' } }),
    description: 'CloudEvents 1.0. "source" and "id" identify an event: the same pair again is the same event.',
  },
  Accepted: shape({ accepted: { ...count, description: 'Durable now; a duplicate counts.' }, refused: list(shape({ index: count, reason: text })) }),
};
