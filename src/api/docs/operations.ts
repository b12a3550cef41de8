import { auditQuery, contactsQuery, countedQuery, customersQuery, explainQuery, findingsQuery, flagsQuery, menusQuery, metricsQuery, minutesQuery, nothing, ofSource, perceptionQuery, promptsQuery, refusedQuery, seriesQuery, surveysQuery, troublesQuery, vconQuery, versionsQuery, voiceQuery } from '../parameters.js';
import { menuOperations } from './menu-operations.js';
import { read, reading, ref } from './operation.js';
import type { Operation } from './operation.js';
import { page } from './schemas.js';

function noting(what: 'attempted' | 'reached', says: string): Operation {
  return {
    method: 'post', path: `/api/v1/recovery/{id}/${what}`, tag: 'recovery', says, more: 'Twice within one minute counts once.',
    answer: { says: 'It is in the log.', schema: ref('RecoveryNote') }, refusals: [401, 403, 404, 503], secured: 'reader',
  };
}

function retrying(path: string, says: string): Operation {
  return { method: 'post', path, tag: 'sources', says, answer: { says: 'What became of it.', schema: ref('RetryAnswer') }, refusals: [400, 401, 403, 503], secured: 'reader' };
}

function settling(method: 'post' | 'put' | 'patch', path: string, says: string, example: object, more: Partial<Operation> = {}): Operation {
  return {
    method, path: `/api/v1/settings${path}`, tag: 'settings', says, body: { types: { 'application/json': { schema: { type: 'object' }, example } } },
    answer: { says: 'Durable, in force, and in the log under your name.', schema: ref('SettingsSaved') }, refusals: [400, 401, 403, 409, 503], secured: 'reader', ...more,
  };
}

const named = { path: ['queues', 'support', 'name'], value: 'Support' };

const event = {
  specversion: '1.0', id: 'c-1042-7', source: 'my-ivr', type: 'queue.entered', subject: 'c-1042', time: '2026-03-01T09:30:00.250Z', data: { queue: 'billing' },
};

export const operations: readonly Operation[] = [
  {
    method: 'post', path: '/ingest/events', tag: 'events', says: 'Hand over events',
    more: 'CloudEvents 1.0, one, many or as NDJSON. Answered when they are durable, so what was not answered is to be sent again: the same source and id again is the same event. Raw caller numbers in "from", "to" and "number" become keyed hashes before anything is written. "history" in the address marks an import of the past.',
    body: { types: {
      'application/cloudevents+json': { schema: ref('CloudEvent'), example: event },
      'application/cloudevents-batch+json': { schema: { type: 'array', items: ref('CloudEvent') }, example: [event] },
      'application/x-ndjson': { schema: { type: 'string' }, example: `${JSON.stringify(event)}\n` },
    } },
    answer: { says: 'Taken; what could not be read is listed.', schema: ref('Accepted') }, refusals: [400, 401, 403, 413, 415, 429, 503], secured: 'key',
  },
  reading('/api/v1/board', 'floor', 'The floor now', ref('Snapshot')),
  reading('/api/v1/queues', 'floor', 'The queues now', page('QueueRow')),
  reading('/api/v1/alerts', 'floor', 'Alerts and incidents on which someone can still act', page('FeedLine')),
  reading('/api/v1/contacts', 'contacts', 'Contacts, newest first', page('ContactLane'), { query: contactsQuery }),
  reading('/api/v1/contacts/{id}', 'contacts', 'One contact with its timeline, flags and journey', ref('ContactPage'), { refusals: [...read, 404] }),
  reading('/api/v1/contacts/{id}/vcon', 'contacts', 'One contact as a vCon: evidence to hand on', ref('Vcon'), {
    query: vconQuery, refusals: [...read, 404, 503], answer: { says: 'The unsigned form of draft-ietf-vcon-vcon-core-04.', schema: ref('Vcon'), type: 'application/vcon+json' },
    more: 'Without numbers, media and what anyone typed, and without names unless they are asked for. Who took it is noted in the log before it is told.',
  }),
  reading('/api/v1/customers', 'contacts', 'Customers at a glance: who needs someone now, or who is doing well', page('CustomerLine'), {
    query: customersQuery, more: 'Of the last seven days, by the points of their grounds, which halve every three days. Every ground comes with what it weighs now and the contact that shows it.',
  }),
  reading('/api/v1/customers/{key}', 'contacts', 'One customer: why they need someone or are doing well, and every contact with what was said of it', ref('CustomerPage'), { refusals: [...read, 404] }),
  reading('/api/v1/customers/{key}/journey', 'contacts', 'A customer\'s contacts, oldest first', page('JourneyItem'), { refusals: [...read, 404] }),
  reading('/api/v1/customers/{key}/export', 'contacts', 'Everything that is kept on one customer', ref('CustomerExport'), {
    more: 'For administrators. By key, or by number in full. Reads the whole log; who asked is in it afterwards.', refusals: [...read, 404, 503],
  }),
  {
    method: 'post', path: '/api/v1/customers/{key}/erase', tag: 'contacts', says: 'Erase one customer',
    more: 'For administrators. Their contacts stay as counts, under fresh names and without a person; numbers, texts, invitations and everything else that names them goes, in the log too, within a minute. Nothing brings it back. Say the key once more to confirm.',
    body: { types: { 'application/json': { schema: { type: 'object' }, example: { confirm: 'tel_…' } } } },
    answer: { says: 'It is durable that they are erased; ask what became of it under its id.', schema: ref('ErasureState') }, refusals: [400, 401, 403, 404, 503], secured: 'reader',
  },
  reading('/api/v1/erasures/{id}', 'contacts', 'What became of an erasure', ref('ErasureState'), { refusals: [...read, 404] }),
  reading('/api/v1/flags', 'contacts', 'Flags, newest first', page('FlagCard'), { query: flagsQuery }),
  {
    method: 'post', path: '/api/v1/flags/marks', tag: 'contacts', says: 'Say what a flag was worth',
    more: 'acted: something was done about it; useful: it was right, though there was nothing to do; noise. One word a rule and contact, the last one counts; who, when, and what was done stand in the log. A flag on all callers together cannot be marked.',
    body: { types: { 'application/json': { schema: ref('FlagMark'), example: { contact: 'c-1042', rule: 'menu-maze', mark: 'acted' } } } },
    answer: { says: 'It is in the log.', schema: ref('FlagMarkView') }, refusals: [400, 401, 403, 404, 503], secured: 'reader',
  },
  reading('/api/v1/recovery', 'recovery', 'Who is to be called back, oldest first', page('RecoveryLine')),
  reading('/api/v1/recovery/{id}/number', 'recovery', 'The number to call back, of someone on the list', { type: 'object', properties: { number: { type: 'string' } }, required: ['number'] }, { refusals: [...read, 404] }),
  {
    method: 'post', path: '/api/v1/recovery/{id}/call', tag: 'recovery', says: 'Have this person called: the agent\'s phone first, then theirs',
    more: 'As `callbacks:` of the settings file says. Never asked of the phone platform twice; one call at a time to a person and on a phone. What comes of it, the list tells.',
    body: { types: { 'application/json': { schema: { type: 'object', properties: { agent: { type: 'string', description: 'Whose phone rings first; absent: the caller\'s own, else the queue\'s.' } } }, example: {} } } },
    answer: { says: 'It is being asked for.', schema: ref('RecoveryCall') }, refusals: [400, 401, 403, 404, 409, 503], secured: 'reader',
  },
  noting('attempted', 'Someone tried to call this person back'),
  noting('reached', 'Someone reached this person'),
  reading('/api/v1/prompts', 'desk', 'What agents were asked in the last hour, newest first', page('Prompt'), { query: promptsQuery, more: 'An agent sees their own, a supervisor those of their queues.' }),
  {
    method: 'post', path: '/api/v1/prompts/{id}/answers', tag: 'desk', says: 'Answer a prompt, from a desktop of another make',
    more: 'With the agent\'s own token, or an administrator\'s. One or several questions at once; the same again is harmless. "promise" takes a choice, or the time by which it was promised.',
    body: { types: { 'application/json': { schema: ref('PromptAnswers'), example: { answers: { reason: 'rebate', resolved: 'no', blocked: 'policy', promise: 'tomorrow' } } } } },
    answer: { says: 'The prompt with the answers; they are in the log.', schema: ref('Prompt') }, refusals: [400, 401, 403, 404, 409, 503], secured: 'reader',
  },
  ...menuOperations,
  reading('/api/v1/surveys', 'surveys', 'Survey programmes, and where their invitations are', page('SurveyProgramme'), { query: surveysQuery }),
  reading('/api/v1/unheard', 'surveys', 'Who was let down and not asked, or asked and silent', page('UnheardLine'), {
    query: surveysQuery, more: 'By flags that may alert, of the last seven days where no time is given; one line a customer, the newest 200 at most.',
  }),
  reading('/api/v1/surveys/{programme}', 'surveys', 'What customers answered to one programme', ref('SurveyResults'), {
    query: surveysQuery, refusals: [...read, 404], more: 'Shares come with their sample and Wilson\'s 95 % interval; under ten answers they are null. Free lines are without digits and addresses.',
  }),
  reading('/api/v1/perception', 'surveys', 'What agents and customers make of the same contacts', ref('PerceptionView'), {
    query: perceptionQuery, refusals: [...read, 503],
    more: 'Customers: their own answer, else that they did not come back. "settled" are the contacts whose customers can come back no more, "standing" all as they stand now. Under thirty contacts a table is null.',
  }),
  reading('/api/v1/perception/people', 'surveys', 'The same for single people', page('PersonLine'), {
    query: voiceQuery, refusals: [...read, 503], more: 'An agent sees themselves; a supervisor the people of teams that are theirs by name. Nobody else sees anyone.',
  }),
  reading('/api/v1/beliefs', 'surveys', 'What is expected, as the settings say, beside what is', page('BeliefLine'), { query: voiceQuery, refusals: [...read, 503] }),
  reading('/api/v1/beliefs/owners', 'surveys', 'What owning functions expect of the whole center, beside what is', page('OwnerBeliefs'), {
    query: voiceQuery, refusals: [...read, 503], more: 'An owner sees their own function\'s, an administrator all. What is stands there once something is expected: a belief is written down before it is looked at.',
  }),
  {
    method: 'patch', path: '/api/v1/beliefs/owners/{owner}', tag: 'surveys', says: 'Write down what a function expects',
    more: 'Someone of the function, or an administrator. Shares from 0 to 1; null: expected no more; what is left out stays. A version of the settings under the name of who wrote it, in the settings file too where there is one.',
    body: { types: { 'application/json': { schema: { type: 'object' }, example: { csat: 0.85, containment: 0.4 } } } },
    answer: { says: 'All that the function expects now.', schema: ref('OwnerBeliefs') }, refusals: [400, 401, 403, 404, 409, 503], secured: 'reader',
  },
  reading('/api/v1/strata', 'surveys', 'What the answers of some say of everyone: weighed by queue and by whether the caller was let down', page('WeighedLine'), {
    query: voiceQuery, refusals: [...read, 503], more: 'Only of surveys that ask after any contact. "bounds": whatever the silent and those never asked would have said.',
  }),
  reading('/api/v1/audit', 'server', 'Who did what: sign-ins, accounts, keys, tokens, numbers looked up, evidence taken, settings', page('AuditLine'), {
    query: auditQuery, refusals: [...read, 503], more: 'Newest first, for administrators. Kept for 400 days.',
  }),
  reading('/api/v1/settings', 'settings', 'The settings of the floor, as people write them', ref('SettingsView'), { refusals: [...read, 409, 503] }),
  settling('put', '', 'Write the settings anew', { base: '3f0c5e1a9b7d2c44', text: 'queues: { support: { name: Support } }' }, {
    more: '"base" is the revision that the change was made on: where the settings have changed since, on the page or in the file, it is refused with 409. Checked whole; a mistake is told at its place ("problems") and nothing is taken. With EARSHOT_SETTINGS the file is written, else the log holds them.',
  }),
  settling('patch', '', 'Change single places of the settings', { base: '3f0c5e1a9b7d2c44', changes: [named] }, { more: 'All else stays as it is written, remarks among it. null takes a place out.' }),
  settling('post', '/check', 'Check settings, or changes, without making them', { changes: [named] }, { answer: { says: 'What is wrong, and what it would change.', schema: ref('SettingsChecked') } }),
  reading('/api/v1/settings/unnamed', 'settings', 'What was heard of and has no name yet', ref('UnnamedView'), { more: 'In what is open and the newest 5,000 contacts: what is heard most first.' }),
  reading('/api/v1/settings/versions', 'settings', 'Earlier settings, newest first, with what each changed', page('SettingsVersionLine'), { query: versionsQuery }),
  reading('/api/v1/settings/versions/{version}', 'settings', 'One version, and what going back to it would change', ref('SettingsVersionView'), { refusals: [...read, 404] }),
  settling('post', '/versions/{version}/restore', 'Go back to a version, as a new one', { base: '3f0c5e1a9b7d2c44' }, { refusals: [400, 401, 403, 404, 409, 503] }),
  reading('/api/v1/sources', 'sources', 'Whether each source is heard, how late, and what is wrong with it', page('SourceHealth'), {
    more: 'What is usual is the median of the same hour of up to four weeks before; "quiet" is a source that says nothing when it usually says nothing. Why things were refused is told to administrators.',
  }),
  { method: 'delete', path: '/api/v1/sources/{source}', tag: 'sources', says: 'Forget a source that sends no more', more: 'It comes back with its next event. A line to a platform cannot be forgotten while it is set up.', answer: { says: 'It is forgotten.', schema: { type: 'null' } }, refusals: [401, 403, 404], secured: 'reader' },
  {
    method: 'post', path: '/api/v1/sources/try', tag: 'sources', says: 'Try a webhook\'s mapping on a sample', more: 'Nothing of it is kept. The mapping is YAML or JSON as it stands under "webhooks" in the settings file; the sample JSON or a form.',
    body: { types: { 'application/json': { schema: ref('TriedMapping'), example: { mapping: 'subject: { path: call }\nevents:\n  - { type: contact.started }', sample: '{"call": "c-1042"}' } } } },
    answer: { says: 'The events, or what is wrong.', schema: ref('MappingTrial') }, refusals: [400, 401, 403], secured: 'reader',
  },
  reading('/api/v1/recordings', 'sources', 'The recording that runs, or is to be taken', ref('RecordingView')),
  {
    method: 'post', path: '/api/v1/recordings', tag: 'sources', says: 'Record what a source sends', more: 'In memory, one at a time, for 60 minutes and 32 MB at most; forgotten ten minutes after its end.',
    body: { types: { 'application/json': { schema: ref('RecordingWanted'), example: { source: 'old-ivr', minutes: 10 } } } },
    answer: { says: 'It runs.', schema: ref('RecordingView') }, refusals: [400, 401, 403, 409], secured: 'reader',
  },
  {
    method: 'post', path: '/api/v1/recordings/take', tag: 'sources', says: 'End the recording and take it', more: 'Without anyone\'s number, name or typed digits, without secrets and headers: see src/recording/README.md for what stands in their place.',
    answer: { says: 'A line of JSON for each thing heard, behind one that says what it is.', schema: { type: 'string' }, type: 'application/x-ndjson' }, refusals: [401, 403, 404], secured: 'reader',
  },
  reading('/api/v1/refused', 'sources', 'What could not become an event, newest first', page('RefusedLine'), {
    query: refusedQuery, more: 'Without numbers and without what a caller typed. Kept for 30 days, at most 2,000 things of a source.',
  }),
  { ...retrying('/api/v1/refused/retry', 'Read again what was refused, of one source or of all'), query: ofSource, more: 'At most 500 things, each once, newest first. What is taken leaves the list.' },
  { ...retrying('/api/v1/refused/{id}/retry', 'Read one thing again'), refusals: [401, 403, 404, 503] },
  { method: 'delete', path: '/api/v1/refused/{id}', tag: 'sources', says: 'Drop one thing', answer: { says: 'It is gone.', schema: { type: 'null' } }, refusals: [401, 403, 404], secured: 'reader' },
  reading('/api/v1/findings', 'findings', 'What functions of the company are to mend', page('FindingLine'), {
    query: findingsQuery, refusals: [...read, 503], more: 'Open ones first, the dearest first. An owner sees their function\'s; a supervisor of some queues those about one of them.',
  }),
  reading('/api/v1/troubles', 'findings', 'What went wrong in the last seven days, by place, the dearest first', page('TroubleLine'), { query: troublesQuery, more: 'Whether or not it is a finding. Asked for every five minutes at the most.' }),
  reading('/api/v1/minutes', 'findings', 'Customer-minutes lost by node and queue, reason, number and owning function, the most first, with the four weeks before', ref('MinutesView'), {
    query: minutesQuery, more: 'The list from which fixes are chosen. Each way to cut it adds up to the total. Counted every five minutes at the most. `/api/v1/metrics/customer_minutes_lost/contacts?place=…` lists the contacts behind a line.',
  }),
  reading('/api/v1/findings/{id}', 'findings', 'One finding with chart, calls, journal and what it takes to close', ref('FindingPage'), { query: nothing, refusals: [...read, 404, 503] }),
  reading('/api/v1/findings/{id}/calls/{contact}', 'findings', 'A call that shows it, without who called and who answered', ref('FindingTimeline'), { query: nothing, refusals: [...read, 404] }),
  {
    method: 'post', path: '/api/v1/findings/{id}/{word}', tag: 'findings', says: 'Say something of a finding: acknowledged, cause, action or comment',
    more: 'Its owner, or an administrator. Durable before it is answered; the same again within a minute is taken once. Nobody closes a finding: its rate does.',
    body: { types: { 'application/json': { schema: ref('FindingSaid'), example: { text: 'Renamed “Payments” to “Pay a bill”', since: 1_772_442_000_000 } } } },
    answer: { says: 'The finding as it stands now.', schema: ref('FindingPage') }, refusals: [400, 401, 403, 404, 409, 503], secured: 'reader',
  },
  reading('/api/v1/metrics', 'numbers', 'Metrics of a window', ref('MetricsAnswer'), {
    query: metricsQuery, refusals: [...read, 503],
    more: 'Every value comes with its formula, what was counted, its thresholds and the sample behind it. "from" and "to" lie on quarter-hours; anything else is refused. Durations are milliseconds, shares 0 to 1.',
  }),
  reading('/api/v1/metrics/{id}', 'numbers', 'One number, taken apart', ref('Explanation'), {
    query: explainQuery, refusals: [...read, 503],
    more: 'Its formula filled in, under which conditions it holds, how each outcome counts in it, and what other systems would show for the same calls.',
  }),
  reading('/api/v1/metrics/{id}/series', 'numbers', 'One number over time, by queue, team, number or channel', ref('MetricSeries'), {
    query: seriesQuery, refusals: [...read, 503],
    more: 'For charts: "intervals" are the borders, and each line has columns with one value an interval. Parts and wholes of a line add up to those of the whole window, bit for bit; its "value" is of the whole window, and no mean of the intervals. Lines are those that you may see.',
  }),
  reading('/api/v1/metrics/{id}/contacts', 'numbers', 'The contacts behind a number, newest first', ref('CountedPage'), {
    query: countedQuery, refusals: [...read, 503],
    more: 'Each with what it gave: all together give what the number is made of. One request looks through 2,000 contacts at most, so a page may have few items though "next" goes on.',
  }),
  reading('/api/v1/rules', 'numbers', 'Every rule with its options: defaults, and the values in force', page('RuleInForce'), { more: 'Each flag remembers the version of the rule that raised it.' }),
  reading('/api/v1/rules/marks', 'numbers', 'Which rules are acted on, and which cry wolf', page('RuleMarks'), { query: menusQuery, refusals: [...read, 503], more: 'Of the last seven days where no time is given.' }),
  reading('/api/v1/lab', 'lab', 'The rule lab: what runs, what was replayed, and which rules can be', ref('LabView'), { more: 'For who may see all queues.' }),
  {
    method: 'post', path: '/api/v1/lab/runs', tag: 'lab', says: 'Replay a draft of one rule over stored contacts, beside the rule in force',
    more: 'Goes on behind the answer, one at a time; ask for it again. The contacts are folded again as they were live, and both are asked as of each instant. Nothing is raised.',
    body: { types: { 'application/json': { schema: ref('LabRunWanted'), example: { rule: 'long-wait', draft: { options: { after: 90 } }, from: 1_772_000_000_000, to: 1_772_442_000_000 } } } },
    answer: { says: 'It runs.', schema: ref('LabRun') }, refusals: [400, 401, 403, 404, 409], secured: 'reader',
  },
  reading('/api/v1/lab/runs/{id}', 'lab', 'One run: how far it is, or what it came to', ref('LabRun'), { refusals: [...read, 404], more: 'Precision and recall hold flags against what customers later showed: src/domain/lab/README.md says what that is.' }),
  reading('/api/v1/lab/shadows/{rule}', 'lab', 'What a draft in shadow has raised beside the rule in force, since it runs', ref('LabShadow'), { refusals: [...read, 404], more: 'It runs while the settings have "shadow" at the rule: {"since": "2026-03-01T09:30:00Z", "options": {…}}. Its flags are in no list, reading or feed.' }),
  { method: 'delete', path: '/api/v1/lab/runs/{id}', tag: 'lab', says: 'Cancel the run that goes on', more: 'Nothing of it is kept.', answer: { says: 'It has ended.', schema: { type: 'null' } }, refusals: [401, 403, 404], secured: 'reader' },
  reading('/api/v1/catalogue', 'numbers', 'What every flag and metric means', ref('Catalogue')),
  { method: 'get', path: '/health/live', tag: 'server', says: 'Is the process alive?', answer: { says: 'It is.', schema: { type: 'object' } }, refusals: [], secured: 'nobody' },
  { method: 'get', path: '/health/ready', tag: 'server', says: 'Can events be taken?', answer: { says: 'They can.', schema: ref('Readiness') }, refusals: [503], secured: 'nobody' },
  { method: 'get', path: '/metrics', tag: 'server', says: 'The server\'s own figures for Prometheus', answer: { says: 'Text.', schema: { type: 'string' }, type: 'text/plain' }, refusals: [401, 403], secured: 'reader' },
];
