import type { Kind } from './drafts.js';

/** One field of a member, as the settings have it. */
export interface Field {
  /** From the member on: `person.email` is `['person', 'email']`. */
  readonly path: readonly string[];
  readonly label: string;
  readonly kind: Kind;
  /** The section whose members may be chosen, or the values themselves. */
  readonly of?: 'teams' | 'owners' | 'calendars' | readonly string[];
  /** What holds where it is empty, or an example that says so. */
  readonly hint?: string;
}

export interface MemberSection {
  readonly id: 'queues' | 'nodes' | 'entries' | 'agents' | 'teams' | 'owners' | 'calendars' | 'sources';
  readonly title: string;
  /** What one of them is called. */
  readonly one: string;
  /** What an id looks like. */
  readonly idHint: string;
  readonly says: string;
  /** A table of many, or a card each where there is much to say of one. */
  readonly layout: 'table' | 'cards';
  readonly fields: readonly Field[];
}

const text = (path: string, label: string, hint?: string): Field => ({ path: path.split('.'), label, kind: 'text', ...(hint === undefined ? {} : { hint }) });
const name = text('name', 'Name');
const chosen = (path: string, label: string, of: NonNullable<Field['of']>, hint?: string): Field => ({ path: path.split('.'), label, kind: 'choice', of, ...(hint === undefined ? {} : { hint }) });
const field = (path: string, label: string, kind: Kind, hint: string): Field => ({ path: path.split('.'), label, kind, hint });

export const targets: readonly Field[] = [field('answerWithin', 'Answer within', 'duration', '20s'), field('shortAbandon', 'Short abandon', 'duration', '5s'), field('serviceLevel', 'Served in time', 'share', '80%')];

const weekdays = [['mon', 'Monday'], ['tue', 'Tuesday'], ['wed', 'Wednesday'], ['thu', 'Thursday'], ['fri', 'Friday'], ['sat', 'Saturday'], ['sun', 'Sunday']] as const;

export const memberSections: readonly MemberSection[] = [
  {
    id: 'queues', title: 'Queues', one: 'queue', idHint: 'support', layout: 'table', says: 'What each queue is called, whose it is, and what it promises. Empty targets are those of the center.',
    fields: [name, chosen('team', 'Team', 'teams'), chosen('owner', 'Owner', 'owners'), chosen('calendar', 'Calendar', 'calendars'), text('dayStartsAt', 'Day begins', '00:00'), ...targets],
  },
  {
    id: 'nodes', title: 'Menus', one: 'place in a menu', idHint: 'billing', layout: 'table', says: 'Every place that callers pass in a menu. The key to a person is no zero-out where it leads to one.',
    fields: [name, text('menu', 'Menu'), chosen('owner', 'Owner', 'owners'), text('human', 'Key to a person', 'e.g. 0')],
  },
  {
    id: 'entries', title: 'Numbers', one: 'number', idHint: '+493012345', layout: 'table', says: 'The numbers that callers dial. What was promised for one, and by whom, is held against calls while closed.',
    fields: [name, chosen('calendar', 'Calendar', 'calendars'), chosen('owner', 'Owner', 'owners'), text('promise', 'Promise', 'e.g. 24-hour service'), chosen('promisedBy', 'Promised by', 'owners'), chosen('public', 'Public page', ['on', 'off'], 'off'), field('embedIn', 'May be shown in', 'list', 'e.g. https://www.example.com')],
  },
  { id: 'agents', title: 'Agents', one: 'agent', idHint: 'PJSIP/2001', layout: 'table', says: 'Who answers, in which team, and for which queues where the phone system does not say.', fields: [name, chosen('team', 'Team', 'teams'), field('queues', 'Queues', 'list', 'e.g. support, billing')] },
  { id: 'teams', title: 'Teams', one: 'team', idHint: 'north', layout: 'table', says: 'Supervisors may be given single teams.', fields: [name] },
  {
    id: 'sources', title: 'Sources', one: 'source', idHint: 'pbx', layout: 'table', says: 'Where events come from. One is missed when it is silent though it usually is not, or for longer than is said here; with a calendar, only while that is open.',
    fields: [name, field('silentAfter', 'Silent after', 'duration', 'by its own hours'), chosen('calendar', 'Calendar', 'calendars')],
  },
  {
    id: 'owners', title: 'Owners', one: 'owner', idHint: 'menus', layout: 'cards', says: 'Functions of the company that can change a cause: who is told of findings, and who answers for them. Their own words for troubles are written as text.',
    fields: [
      name, text('email', 'Mail', 'e.g. menus@example.com'), text('person.name', 'Answers for it'), text('person.title', 'Their title'), text('person.email', 'Their mail'), field('owns', 'Owns', 'list', 'e.g. menus, topic:router'),
      field('acknowledgeWithin', 'Acknowledges within', 'duration', '24h'), text('weekly', 'Weekly letter', 'e.g. mon 08:00'), field('minute.costs', 'A customer’s minute costs', 'number', 'e.g. 0.70'), text('minute.currency', 'Currency', 'e.g. EUR'),
    ],
  },
  {
    id: 'calendars', title: 'Calendars', one: 'calendar', idHint: 'weekdays', layout: 'cards', says: 'When it is open, day by day; a night is two spans, 22:00-24:00 and 00:00-06:00 of the next day.',
    fields: [...weekdays.map(([day, label]): Field => ({ path: ['hours', day], label, kind: 'list', hint: 'closed' })), field('holidays', 'Closed on', 'list', 'e.g. 2026-12-25, 2027-01-01')],
  },
];

/** The pages of settings, in the order of their list. */
export const sections = [
  { id: '', title: 'To name' }, ...memberSections.map(({ id, title }) => ({ id: id as string, title })), { id: 'flags', title: 'Flags' }, { id: 'center', title: 'Center' }, { id: 'text', title: 'As text' }, { id: 'versions', title: 'Versions' }, { id: 'audit', title: 'Audit log' },
] as const;

export const centerFields: readonly Field[] = [
  text('zone', 'Time zone', 'e.g. Europe/Berlin'), text('country', 'Country', 'US'),
  ...targets.map((each) => ({ ...each, path: ['targets', ...each.path] })),
  chosen('directAnswers', 'Answers without a queue', ['count', 'exclude'], 'count'), field('alertBudget', 'Alerts an hour', 'number', '6'),
  chosen('returns.within', 'Came back within', ['15m', '1h', '4h', '1d', '2d', '3d', '5d', '7d', '10d', '14d', '21d', '30d'], '7d'), chosen('returns.scope', 'Came back for a reason', ['any', 'same'], 'any'), field('listedOut', 'Are no customers', 'list', 'e.g. +4930123, +4930124'),
  field('retention.contacts', 'Contacts are kept', 'duration', '90d'), field('retention.readings', 'Readings are kept', 'duration', '396d'), field('retention.numbers', 'Numbers are kept', 'duration', '3d'),
  field('retention.refused', 'Refused things are kept', 'duration', '30d'), field('retention.comments', 'Survey texts are kept', 'duration', '90d'),
  field('retention.findings', 'Findings are kept', 'duration', '400d'),
];

/** What may be believed of the center, and of single queues. */
export const beliefs: readonly { readonly id: string; readonly label: string; readonly ofQueues: boolean }[] = [
  { id: 'csat', label: 'Satisfied', ofQueues: true }, { id: 'ease', label: 'Easy', ofQueues: true }, { id: 'resolved', label: 'Resolved', ofQueues: true },
  { id: 'containment', label: 'Contained', ofQueues: false }, { id: 'true-containment', label: 'Truly contained', ofQueues: false }, { id: 'first-contact', label: 'First contact', ofQueues: true },
];
