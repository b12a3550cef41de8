import { labSchemas } from './lab-schemas.js';
import { list, maybe, ref, shape } from './shapes.js';
import type { Schema } from './shapes.js';

const text: Schema = { type: 'string' };
const yes: Schema = { type: 'boolean' };
const count: Schema = { type: 'integer' };
const instant: Schema = { type: 'integer', description: 'Milliseconds since 1970, UTC.' };
const millis: Schema = { type: 'integer', description: 'Milliseconds.' };
const texts: Schema = list(text);
const choice = (...values: string[]): Schema => ({ type: 'string', enum: values });

export function page(name: string): Schema {
  return shape({ items: list(ref(name)), next: { ...maybe(text), description: 'Send it back as "cursor" for the next page; null at the end.' } });
}

const sample: Schema = { type: 'object', additionalProperties: count, description: 'Exact counts: offered, answered, abandoned, shortAbandoned, …' };
const percentiles: Schema = {
  ...maybe(shape({ n: count, p50: { type: 'number' }, p75: { type: 'number' }, p90: { type: 'number' }, p95: { type: 'number' }, p99: { type: 'number' }, max: { type: 'number' } })),
  description: 'Of a mean whose spread is kept: half, three quarters … of all do not exceed it. Off by 1.6 % at most; keys are exact. null: nothing to say.',
};
const counted = { value: { ...maybe({ type: 'number' }), description: 'null: nothing to say.' }, 'percentiles?': percentiles, sample, provisional: { ...yes, description: 'It may still change.' } };
const verdict = choice('pass', 'fail', 'ask');
const countedAs: Schema = { ...choice('part', 'whole', 'out'), description: 'part: above the line of the formula and beneath it; whole: beneath it alone; out: in neither.' };
const term = shape({ says: text, amount: count, times: { ...count, description: 'How often it counts there; -1: it is taken away.' }, unit: choice('ms', 'count') });
const span = shape({ from: instant, to: instant });
const spreadShape = shape({ n: count, median: maybe({ type: 'number' }), p90: maybe({ type: 'number' }) });
const menuLine = { entry: ref('NamedId'), calls: count, callersNow: count, toQueue: spreadShape, toHuman: spreadShape };
const chip = shape({ rule: text, title: text, severity: choice('note', 'warning', 'severe'), live: yes });
const ground = shape({ kind: text, says: text, at: instant, points: { ...count, description: 'What it weighs now.' }, contact: text });
const told = shape({ score: count, grounds: list(ground) });
const share = { value: maybe({ type: 'number' }), low: maybe({ type: 'number' }), high: maybe({ type: 'number' }), count, of: count };
const apart = shape({ value: maybe({ type: 'number' }), low: maybe({ type: 'number' }), high: maybe({ type: 'number' }) });
const believed = { is: shape(share), verdict: choice('as-expected', 'below', 'above', 'too-few'), provisional: yes };
const returns = shape({ within: text, scope: choice('any', 'same') });
const twoShares = { agents: shape(share), customers: shape(share), gap: apart };
const perceived = shape({ n: count, table: { ...maybe(shape({ bothYes: count, agentOnly: count, customerOnly: count, bothNo: count, said: count, ...twoShares, asSaid: { ...maybe(shape(twoShares)), description: 'Of those whose customers said it themselves; null: fewer than thirty.' } })), description: 'null: fewer than thirty contacts.' } });
const soFar = { settled: perceived, standing: perceived };
const programme = {
  programme: text, name: text, kind: choice('persistent', 'periodic', 'pulsed', 'gone'), channel: maybe(choice('sms', 'voice')), running: yes, whom: text, answers: count, steps: shape({ invited: count, delivered: count, started: count, completed: count }), 'quota?': count, 'collected?': { ...count, description: 'Of a study: answers at all, whenever and of whichever queue; it ends by these.' }, 'until?': instant,
  funnel: shape({ planned: count, cancelled: count, failed: count, unclear: count, open: count, answered: count, partial: count, expired: count, stopped: count }), responded: shape(share),
};

const shareWithSample = shape(share);
const place = shape({ kind: choice('node', 'queue', 'reason', 'entry', 'floor'), id: text, name: text });
const owner = maybe(shape({ id: text, name: text, 'person?': { ...text, description: 'Who answers for it.' } }));
const troubleNumbers = {
  share: shareWithSample, unhelpedMinutes: { ...count, description: 'What those who met it spent in menus, waiting and on hold.' },
  lostMinutes: { ...count, description: 'Of it, what is beyond what the others at that place needed.' }, 'cost?': shape({ amount: count, currency: text }),
};
const minutesSums = {
  ms: { ...millis, description: 'Menus, waiting, hold, between and repeat handling together.' }, menuMs: millis, waitMs: millis, holdMs: millis, betweenMs: { ...millis, description: 'Where no source says where the caller was.' }, repeatMs: millis,
  weeks: { ...list(maybe(millis)), description: 'The same hours one to four weeks before; null of a week of which not all was heard.' }, trend: { ...maybe({ type: 'number' }), description: 'Against their mean: 0.2 is a fifth more.' },
};
const menuChange = shape({ what: choice('hung-up', 'again', 'reached', 'zero-out', 'to-human'), from: { type: 'number' }, to: { type: 'number' }, is: choice('worse', 'better') });
const placed = shape({ id: text, name: text });
const intendedLine = { version: count, at: instant, by: text, format: { ...maybe(choice('twilio-studio', 'freeswitch', 'voice-menu', 'earshot')), description: 'null: it was taken out.' }, name: maybe(text), nodes: count };
const findingLine = {
  id: text, title: { ...text, description: 'In its owner\'s words.' }, trouble: { ...text, description: 'flag.menu-maze, blocked.policy, topic.router, closed' }, place, owner,
  state: { ...choice('open', 'acknowledged', 'in-hand', 'closed'), description: 'in-hand: cause and action are named.' }, round: { ...count, description: 'How often it has opened.' },
  openedAt: instant, since: instant, usual: shareWithSample, acknowledgeBy: instant, overdue: yes, 'closedAt?': instant, ...troubleNumbers,
};
const settingsVersion = { version: count, at: instant, by: { ...text, description: 'A person, the path of the file, or "defaults".' } };
const heardId = shape({ id: text, times: { ...count, description: 'In how many contacts.' }, lastAt: instant });
const spoken = { text, by: text, at: instant };

export const schemas: Readonly<Record<string, Schema>> = {
  ...labSchemas,
  Problem: shape({ error: shape({ what: { ...text, description: 'What happened.' }, do: { ...text, description: 'What to do about it.' }, 'problems?': { ...list(ref('SettingsProblem')), description: 'Of settings, place by place.' } }) }),
  SettingsProblem: shape({ path: texts, line: maybe(count), says: text }),
  SettingsDifference: shape({ path: texts, before: maybe(text), after: maybe(text) }),
  SettingsView: shape({
    text: { ...text, description: 'YAML.' }, document: { ...maybe({ type: 'object' }), description: 'The same, parsed.' }, revision: { ...text, description: 'Send it back as "base" with a change.' },
    from: shape({ is: choice('file', 'log'), 'path?': text }), version: shape(settingsVersion), cannotWrite: { ...maybe(text), description: 'Why nothing can be changed from here.' }, problems: list(ref('SettingsProblem')),
  }),
  SettingsSaved: shape({ settings: ref('SettingsView'), changed: list(ref('SettingsDifference')) }),
  SettingsChecked: shape({ text, problems: list(ref('SettingsProblem')), changed: list(ref('SettingsDifference')) }),
  SettingsVersionLine: shape({ ...settingsVersion, inForce: yes, changed: list(ref('SettingsDifference')), changes: { ...count, description: 'All of them; 50 are listed.' } }),
  SettingsVersionView: shape({ ...settingsVersion, text, changed: list(ref('SettingsDifference')) }),
  UnnamedView: shape({ entries: list(heardId), nodes: list(heardId), queues: list(heardId), agents: list(heardId), contacts: count }),
  NamedId: shape({ id: text, name: text }),
  Snapshot: shape({ frame: { type: 'object', description: 'All rows that the board shows now.' }, feed: list({ type: 'object' }), scope: { type: 'object', description: 'What the reader may see.' } }),
  QueueRow: shape({
    id: text, name: text, 'team?': text, channel: text, waiting: count, longestSince: maybe(instant), longestContactSince: maybe(instant), agents: { type: 'object' },
    last30: { type: 'object', description: 'What happened in the last half hour, per visit.' }, today: { type: 'object' }, target: { type: 'object' }, tone: choice('good', 'warn', 'bad', 'neutral'), 'staleSince?': instant,
  }),
  FeedLine: shape({
    id: text, kind: choice('alert', 'incident'), rule: text, title: text, severity: choice('warning', 'severe'), because: text, action: text, place: { type: 'object' },
    contacts: texts, count, since: instant, raisedAt: instant, state: choice('live', 'cleared', 'retracted'), 'endedAt?': instant, 'into?': text, 'mark?': { type: 'object', description: 'What a supervisor said of it last.' },
  }),
  SourceHealth: shape({
    source: text, name: text, lastEventAt: { ...instant, description: '0: nothing was heard live.' }, state: { ...choice('heard', 'quiet', 'silent', 'gap'), description: 'quiet: nothing lately, and nothing is missed; gap: its line is down.' }, since: instant, accepted: count, refused: count,
    occurredAt: maybe(instant), lag: { ...maybe(shape({ medianMs: millis, p99Ms: millis, events: count })), description: 'Received after it happened, over the last ten minutes.' },
    skewMs: { ...maybe(millis), description: 'How far its clock is behind this server\'s; negative: ahead.' },
    rate: shape({ perMinute: { type: 'number' }, usual: { ...maybe(shape({ perMinute: { type: 'number' }, by: choice('weeks', 'days'), of: count })), description: 'null: not known yet.' } }),
    refusals: list(shape({ reason: text, times: count, lastAt: instant })), gaps: list(span), line: maybe(shape({ platform: text, place: text, isUp: yes, since: instant, retryAt: maybe(instant) })),
    trouble: maybe(shape({ is: choice('down', 'silent', 'clock', 'refused', 'late', 'few', 'many'), says: text, do: text })), queues: list(ref('NamedId')),
  }),
  AuditLine: shape({ id: text, at: instant, who: text, what: text, says: { ...text, description: 'The same in a sentence.' }, about: maybe(text), address: maybe(text) }),
  RefusedLine: shape({
    id: text, source: text, adapter: text, reason: text, sent: { description: 'What was sent; null where nothing of it is kept.' }, firstAt: instant, lastAt: instant,
    times: { ...count, description: 'How often the very same came.' },
  }),
  TriedMapping: shape({ mapping: text, sample: text }),
  MappingTrial: shape({
    problems: texts, problemLines: { ...list(maybe(count)), description: 'The line of the mapping on which each problem stands.' },
    events: list(shape({
      id: text, type: text, subject: text, at: instant, sequence: maybe(count), data: { type: 'object' }, index: { ...count, description: 'Which of the sample\'s things it was made of.' },
      origins: list(shape({ field: text, is: choice('path', 'constant', 'arrival', 'whole'), paths: texts })),
    })), refused: list(shape({ index: count, reason: text })), unused: count,
  }),
  RecordingWanted: shape({ 'source?': text, minutes: count }),
  RecordingView: shape({ is: choice('none', 'running', 'over'), 'source?': maybe(text), 'from?': instant, 'until?': instant, 'things?': count, 'full?': { ...yes, description: 'Nothing more is heard.' } }),
  RetryAnswer: shape({ taken: count, refused: count, reason: { ...maybe(text), description: 'Why the first that was refused again was.' } }),
  ContactLane: shape({
    id: text, label: { ...text, description: 'Never a number.' }, 'customer?': text, channel: text, direction: choice('inbound', 'outbound', 'callback', 'internal'), 'entry?': ref('NamedId'),
    startedAt: instant, 'endedAt?': instant, stage: choice('menu', 'queue', 'ringing', 'agent', 'hold', 'wrap-up', 'between', 'ended'), 'place?': ref('NamedId'), since: instant,
    segments: list(shape({ kind: text, place: ref('NamedId'), from: instant, 'to?': instant, 'ended?': text })), flags: list(chip), nthInWindow: count, queues: texts,
  }, 'One contact as it moves: menu, queue, agent.'),
  FlagCard: shape({
    contact: text, 'of?': { const: 'cohort' }, rule: text, version: count, 'settings?': { ...count, description: 'The version of the settings under which it was raised: with which options.' }, title: text, class: choice('alert', 'note'), severity: choice('note', 'warning', 'severe'), since: instant, raisedAt: instant, 'retractedAt?': instant,
    live: { ...yes, description: 'Someone can still act on it.' }, because: { ...text, description: 'Evidence in numbers.' }, action: text, place: { type: 'object' }, 'mark?': ref('FlagMarkView'),
  }),
  FlagMark: shape({ contact: text, rule: text, mark: choice('acted', 'useful', 'noise'), 'did?': { ...text, description: 'What was done about it, in at most 200 characters. Runs of seven digits are not kept.' } }),
  FlagMarkView: shape({ mark: choice('acted', 'useful', 'noise'), by: text, at: instant, 'did?': text }),
  RuleMarks: shape({ id: text, title: text, class: choice('alert', 'note'), flags: count, acted: count, useful: count, noise: count, criesWolf: { ...yes, description: 'Of those marked, at least ten, more than half are called noise.' } }),
  JourneyItem: shape({ contact: text, startedAt: instant, 'endedAt?': instant, direction: text, channel: text, 'reason?': text, outcome: text, flags: list(chip) }),
  CustomerLine: shape({
    customer: text, label: { ...text, description: 'Never a number.' }, score: { ...count, description: 'The points of the grounds now.' }, grounds: list(ground), contacts: count, here: yes, lastAt: instant,
    'reason?': ref('NamedId'), 'queue?': ref('NamedId'), 'owner?': ref('NamedId'),
  }),
  CustomerPage: shape({
    customer: text, label: text, need: told, well: told, hidden: { ...count, description: 'Contacts that the reader may not see.' },
    contacts: list({ allOf: [ref('JourneyItem'), shape({
      queues: list(ref('NamedId')), agents: list(ref('NamedId')), cards: list(ref('FlagCard')), promises: list({ type: 'object' }), 'calledBack?': { type: 'object' },
      prompts: list(shape({ agent: ref('NamedId'), at: instant, state: choice('open', 'answered', 'partly', 'expired'), says: texts })),
      surveys: list(shape({ name: text, 'sentAt?': instant, state: choice('sent', 'answered', 'expired'), says: texts })),
      resolution: shape({ is: choice('stated', 'inferred', 'unknown'), 'by?': choice('customer', 'agent'), 'resolved?': choice('yes', 'partly', 'no'), 'against?': choice('yes', 'partly', 'no'), 'says?': text }),
    })] }),
  }),
  CustomerExport: shape({
    customer: text, exportedAt: instant, number: { ...text, description: 'The sealed number; null where none is kept.' }, contacts: list({ type: 'object' }), journey: { type: 'object' },
    events: list(shape({ position: count, recordedAt: instant, event: { type: 'object' } })), surveys: list({ type: 'object' }), comments: list(text), stoppedAt: { ...instant, description: 'When they said STOP; null where they did not.' },
    calls: list({ type: 'object' }), refused: list({ type: 'object' }),
  }, 'As it is stored: numbers are keyed hashes in all but "number".'),
  ErasureState: shape({ id: text, by: text, askedAt: instant, doneAt: { ...instant, description: 'null until it is done.' }, contacts: count, entries: { ...count, description: 'Of the log, rewritten.' } }),
  ContactPage: shape({
    lane: ref('ContactLane'),
    outcome: shape({ reached: choice('agent', 'queue', 'menu', 'none'), 'endedBy?': text, inMenuMs: millis, inQueueMs: millis, withAgentMs: millis, onHoldMs: millis, transfers: count, 'reason?': text, resolved: choice('yes', 'partly', 'no', 'unknown'), 'blocked?': text, 'promises?': list(shape({ 'what?': text, madeAt: instant, 'due?': instant, state: choice('open', 'kept', 'late', 'broken') })) }),
    timeline: list(shape({ at: instant, type: text, says: text, source: text, tone: choice('plain', 'good', 'bad') })),
    flags: list(ref('FlagCard')), journey: list(ref('JourneyItem')), truncated: yes,
  }),
  Vcon: shape({
    vcon: { const: '0.4.0' }, uuid: text, created_at: text, redacted: shape({ type: text }), parties: list(shape({ name: text, validation: text })), dialog: list({ type: 'object' }),
    analysis: list({ type: 'object', description: 'The flags with their evidence, and the outcome; the body is JSON as a text.' }), attachments: list({ type: 'object', description: 'The timeline.' }),
  }),
  RecoveryLine: shape({
    id: text, label: text, why: choice('abandoned', 'turned-away', 'cut-off', 'lost-in-transfer', 'call-asked'), 'queue?': ref('NamedId'), 'owner?': ref('NamedId'), at: instant, waitedMs: millis,
    times: count, contact: text, reachable: yes, 'noNumber?': { const: true, description: 'Known by a platform\'s own id only.' }, state: choice('open', 'calling', 'attempted'), 'by?': text, 'callingSince?': instant,
    'due?': instant, attempts: count, 'lastAttempt?': shape({ at: instant, 'result?': choice('answered', 'busy', 'no-answer', 'machine') }), 'notCalled?': shape({ at: instant, 'why?': text }),
  }, 'One person who is owed a call: let down today and not served since, or waiting for a call that they asked for.'),
  RecoveryCall: shape({ id: text, contact: text, by: text, 'agent?': text, at: instant }),
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
    id: text, title: text, unit: choice('share', 'count', 'ms', 'per-hour', 'number'), formula: text, view: choice('queue', 'contact', 'node', 'agent', 'team'), counts: choice('visits', 'contacts', 'segments', 'promises', 'time'), keys: texts,
    threshold: shape({ answerWithinMs: millis, shortAbandonMs: millis, varies: yes }), window: span, attribution: choice('arrival', 'completion', 'disconnect'), directAnswers: choice('count', 'exclude'),
    ...counted, intervals: list(shape({ from: instant, to: instant, ...counted })),
  }, 'A number with its passport: what it is, what was counted, and how far it can be trusted.'),
  MetricsAnswer: shape({
    channel: text, window: span, interval: choice('none', 'quarter', 'half-hour', 'hour', 'day'), zone: text, attribution: text, directAnswers: text, returns, completeness: maybe({ type: 'number' }),
    items: list(ref('MetricReading')), next: { type: 'null' },
  }),
  MetricSeries: shape({
    id: text, title: text, unit: choice('share', 'count', 'ms', 'per-hour', 'number'), formula: text, by: choice('none', 'queue', 'team', 'entry', 'channel'), channel: text, window: span,
    interval: choice('quarter', 'half-hour', 'hour', 'day'), zone: text, attribution: choice('arrival', 'completion', 'disconnect'), directAnswers: choice('count', 'exclude'), returns: maybe(returns), completeness: maybe({ type: 'number' }),
    intervals: list(span),
    items: list(shape({
      of: ref('NamedId'), view: choice('queue', 'contact', 'node', 'agent', 'team'), counts: choice('visits', 'contacts', 'segments', 'promises', 'time'), value: counted.value, values: list(counted.value),
      parts: list(count), wholes: maybe(list(count)), provisional: list(yes), percentiles: maybe(shape({ p50: list(maybe({ type: 'number' })), p90: list(maybe({ type: 'number' })), p95: list(maybe({ type: 'number' })) })),
    })),
    next: { type: 'null' },
  }, 'Columns: one value an interval, in their order.'),
  Scorecard: shape({
    entry: ref('NamedId'), window: span,
    lines: list(shape({ point: text, title: text, verdict, by: choice('events', 'settings', 'nothing'), because: text, calls: { ...texts, description: 'Contacts that show it.' } })),
    weeks: list(shape({ from: instant, to: instant, calls: count, verdicts: list(verdict) })),
  }),
  Explanation: shape({
    id: text, title: text, unit: choice('share', 'count', 'ms', 'per-hour', 'number'), formula: text, value: counted.value, percentiles, provisional: counted.provisional,
    part: { ...count, description: 'What stands above the line of the formula.' }, whole: { ...maybe(count), description: 'What stands beneath it; null: there is no line.' }, above: list(term), beneath: list(term),
    passport: shape({
      view: choice('queue', 'contact', 'node', 'agent', 'team'), counts: choice('visits', 'contacts', 'segments', 'promises', 'time'), channel: text, window: span, zone: text, attribution: choice('arrival', 'completion', 'disconnect'),
      threshold: shape({ answerWithinMs: millis, shortAbandonMs: millis, varies: yes }), directAnswers: choice('count', 'exclude'), returns: maybe(returns), completeness: maybe({ type: 'number' }),
    }),
    outcomes: list(shape({ id: text, says: text, count, counted: countedAs })),
    elsewhere: list(shape({ platform: text, shows: text, metric: maybe(text), value: maybe({ type: 'number' }), 'note?': text })),
  }, 'All visits, or contacts, by how they ended: each stands in "outcomes" once.'),
  CountedPage: shape({ items: list(shape({ lane: ref('ContactLane'), counted: countedAs, part: count, whole: count })), next: maybe(text), looked: { ...count, description: 'How many contacts were looked through.' } }),
  PerceptionView: shape({
    channel: text, window: span, returns, settledBefore: instant, resolution: shape({ stated: count, inferred: count, unknown: count }),
    whole: shape(soFar), by: choice('queue', 'reason', 'team'), items: list(shape({ id: text, name: text, ...soFar })),
  }),
  PersonLine: shape({ id: text, name: text, team: maybe(text), ...soFar }),
  OwnerBeliefs: shape({
    owner: text, name: text,
    lines: list(shape({ what: text, title: text, metric: text, expected: maybe({ type: 'number' }), found: maybe(shape(believed)) })),
  }),
  BeliefLine: shape({
    'queue?': text, 'owner?': text, of: text, what: text, title: text, metric: text, expected: { type: 'number' }, ...believed,
  }),
  WeighedLine: shape({
    question: text, says: text, contacts: count, asked: count, answered: shape(share), weighted: apart, effective: { type: 'number', description: 'So many answers, drawn evenly, would say as much.' },
    covered: { type: 'number', description: 'The share of contacts whose stratum has five answers at the least. Under a half nothing is weighted.' }, bounds: maybe(shape({ low: { type: 'number' }, high: { type: 'number' } })),
    strata: list(shape({ 'queue?': text, name: text, letDown: yes, contacts: count, asked: count, said: count, good: maybe(count) })),
  }),
  MenuLine: shape(menuLine),
  MenuView: shape({
    ...menuLine, window: span, keys: spreadShape,
    places: list(shape({
      id: { ...text, description: 'start, node:…, queue:…, agent, done (served in the menu), closed, hung-up, sent-away, over' }, name: text, kind: choice('start', 'node', 'queue', 'agent', 'end'), 'owner?': ref('NamedId'),
      visits: count, now: { ...count, description: 'Callers there now.' }, hungUp: count, hungUpShare: maybe({ type: 'number' }), againShare: maybe({ type: 'number' }), noInput: count, noMatch: count, zeroOuts: { ...count, description: 'Visits in which a person was asked for (0, *, #, "agent") where none is offered.' }, medianMs: maybe(millis), p90Ms: maybe(millis),
      contained: { ...maybe(shape({ n: count, known: count, truly: count, provisional: yes })), description: 'Calls that ended at the node without queue or agent, and of those of whom it can be told, how many were served.' },
    })),
    edges: list(shape({ from: text, to: text, passes: count, share: { type: 'number' }, key: { ...maybe(text), description: 'What more than half of them pressed.' }, medianMs: maybe(millis) })),
    shortest: maybe(shape({ places: texts, keys: texts, ms: millis })), detour: maybe(shape({ median: { type: 'number' }, p90: { type: 'number' } })),
    versions: list(shape({ flow: maybe(text), version: maybe(text), calls: count, hungUpShare: maybe({ type: 'number' }), againShare: maybe({ type: 'number' }), reachedShare: maybe({ type: 'number' }), toHuman: spreadShape,
      before: { ...maybe(shape({ version: maybe(text), changes: list(menuChange) })), description: 'What differs from the version before by more than chance.' },
    })),
  }),
  WorseMenu: shape({ entry: ref('NamedId'), flow: maybe(text), version: maybe(text), before: maybe(text), changes: list(menuChange) }),
  IntendedView: shape({ entry: ref('NamedId'), window: span, current: maybe(ref('IntendedLine')), compared: maybe(ref('IntendedCompared')) }),
  IntendedLine: shape(intendedLine),
  IntendedVersionView: shape({ ...intendedLine, source: { ...text, description: 'The file as it came.' } }),
  IntendedCompared: shape({
    ways: count, taken: count, unforeseen: list(shape({ from: placed, to: placed, passes: count, is: choice('way', 'key'), key: maybe(text), calls: texts })), unknown: list(shape({ place: placed, visits: count, calls: texts })),
    untaken: list(shape({ from: placed, to: placed, key: maybe(text), on: maybe(text), visits: count })), unreached: list(placed), deadKeys: list(shape({ node: placed, key: text, times: count, offered: yes, calls: texts })), renamed: list(shape({ observed: placed, intended: placed })),
  }),
  SurveyProgramme: shape(programme),
  SurveyResults: shape({ ...programme, questions: list(ref('QuestionResult')), later: { ...list(ref('QuestionResult')), description: 'Of those asked days later.' }, flatters: list(shape({ question: text, value: maybe({ type: 'number' }), low: maybe({ type: 'number' }), high: maybe({ type: 'number' }) })), comments: list(shape({ contact: text, 'queue?': text, at: instant, text })) }),
  FindingLine: shape(findingLine),
  FindingPage: shape({
    ...findingLine, 'acknowledged?': shape({ by: text, at: instant }), 'cause?': shape(spoken), 'action?': shape({ ...spoken, since: { ...instant, description: 'From when it is in effect.' } }),
    progress: shape({ is: choice('waiting', 'too-few', 'not-lower', 'still-high', 'fallen'), says: text, 'before?': shareWithSample, 'after?': shareWithSample }),
    chart: list(shape({ from: instant, to: instant, share: shareWithSample })), calls: list(shape({ contact: text, at: instant, because: text })),
    journal: list(shape({ at: instant, by: text, is: text, says: text })), letters: list(shape({ at: instant, cause: text, via: choice('mail', 'webhook'), state: choice('due', 'sending', 'sent', 'failed', 'unknown', 'stale'), 'why?': text })), mayAct: yes,
  }),
  FindingSaid: shape({ 'text?': text, 'since?': instant }),
  FindingTimeline: shape({ contact: text, because: text, timeline: list(shape({ at: instant, says: text })) }),
  TroubleLine: shape({ title: text, trouble: text, place, owner, before: shareWithSample, 'finding?': text, ...troubleNumbers }),
  MinutesView: shape({
    channel: text, period: choice('day', 'week'), window: span, total: shape(minutesSums), closedMs: millis, unknownContacts: count,
    places: list(ref('MinutesLine')), reasons: list(ref('MinutesLine')), entries: list(ref('MinutesLine')), owners: list(ref('MinutesLine')),
  }),
  MinutesLine: shape({
    kind: choice('node', 'queue', 'reason', 'entry', 'owner', 'unknown'), id: text, name: text, of: list(text), share: maybe({ type: 'number' }), contacts: maybe(count), meanMs: maybe({ type: 'number' }), owner,
    'cost?': shape({ amount: { type: 'number' }, currency: text }), findings: list(text), ...minutesSums,
  }),
  UnheardLine: shape({ contact: text, customer: text, startedAt: instant, why: choice('never-asked', 'silent'), flags: list(shape({ rule: text, title: text, severity: choice('note', 'warning', 'severe'), because: text })) }),
  QuestionResult: shape({
    question: choice('resolved', 'ces-7', 'csat-5', 'comparison', 'nps-10'), n: count, counts: sample, share: shape({ says: text, ...share }), mean: maybe({ type: 'number' }),
    nps: { ...maybe({ type: 'number' }), description: 'Promoters minus detractors, in points.' },
  }),
  RuleInForce: shape({
    id: text, title: text, class: choice('alert', 'note'), of: choice('contact', 'journey', 'cohort'), version: count, rule: text, action: text, enabled: yes,
    options: list(shape({ name: text, default: {}, value: {}, 'min?': { type: 'number' }, 'max?': { type: 'number' }, says: text })),
    queues: list(shape({ queue: text, options: { type: 'object' } })),
  }),
  Catalogue: shape({ flags: list({ type: 'object' }), metrics: list({ type: 'object' }), grounds: list(shape({ view: choice('need', 'well'), says: text, points: text })) }),
  Readiness: shape({ ready: yes, state: choice('starting', 'catching-up', 'live', 'stopped'), log: choice('writable', 'away'), lag: count, 'done?': { type: 'number' }, 'error?': { type: 'object' } }),
  CloudEvent: {
    ...shape({ specversion: { const: '1.0' }, id: text, source: text, type: { ...text, description: 'contact.started, queue.entered, … Types that Earshot does not know are kept and shown.' }, subject: { ...text, description: 'The contact\'s id; for agent.* the agent\'s, for source.* the source\'s.' }, time: { type: 'string', format: 'date-time' }, 'sequence?': count, 'data?': { type: 'object' } }),
    description: 'CloudEvents 1.0. "source" and "id" identify an event: the same pair again is the same event.',
  },
  Accepted: shape({ accepted: { ...count, description: 'Durable now; a duplicate counts.' }, refused: list(shape({ index: count, reason: text })) }),
};
