import { HOUR, QUARTER, quarterOf } from '../../../src/domain/time.js';
import type { Side } from './world.js';
import { ENTRY } from './world.js';

/** How a route is asked for something of a team's. */
export interface Ask {
  readonly where: string;
  readonly body?: unknown;
  /** What it answers to who may. */
  readonly answers?: readonly number[];
  /** The answer holds numbers only, or what it tells is nobody's: a team is not to be found in it. */
  readonly isSilent?: true;
  /** What proves the sender instead of a policy: an ingest key, or a signature that nobody here has. */
  readonly proof?: 'key' | 'signature';
  /** How a missing signature is answered. */
  readonly unsigned?: 401 | 403;
  /** Queues are offered as choices, by name. */
  readonly namesQueues?: true;
}

type Asks = Readonly<Record<string, (of: Side) => Ask>>;

const prompt = ({ served, agent }: Side): string => encodeURIComponent(`${served}~${agent}`);
const nobodys = (where: string, more: Partial<Ask> = {}) => (): Ask => ({ where, isSilent: true, ...more });
const signed = (where: string, unsigned: 401 | 403 = 403) => (): Ask => ({ where, proof: 'signature', unsigned, isSilent: true });

/** Just after midnight today holds nothing yet of what the matrix told. */
const lastHour = (): string => `from=${quarterOf(Date.now()) - HOUR}&to=${quarterOf(Date.now()) + QUARTER}`;

/** Without what it takes to change something: that it is read at all shows that the door let it in. */
const unreadable = { body: {}, answers: [400] };

/** Every route of the server has its line here: a new one without fails the test. In brackets: asked another way. */
export const asks: Asks = {
  'GET /api/v1/session': nobodys('/api/v1/session'),
  'GET /api/v1/session/ways': nobodys('/api/v1/session/ways'),
  'POST /api/v1/session': nobodys('/api/v1/session', { body: {}, answers: [401] }),
  // The service is away, and nobody began anything.
  'GET /login/oidc': nobodys('/login/oidc', { answers: [503] }),
  'GET /login/oidc/callback': nobodys('/login/oidc/callback?code=a&state=b', { answers: [401] }),
  'GET /login/:link': nobodys('/login/none', { answers: [401] }),

  'GET /api/v1/board': () => ({ where: '/api/v1/board' }),
  'GET /api/v1/queues': () => ({ where: '/api/v1/queues' }),
  'GET /api/v1/alerts': () => ({ where: '/api/v1/alerts' }),
  'GET /api/v1/sources': () => ({ where: '/api/v1/sources' }),
  'GET /api/v1/rules': () => ({ where: '/api/v1/rules', isSilent: true }),
  'GET /api/v1/metrics': ({ queue }) => ({ where: `/api/v1/metrics?queue=${queue}`, isSilent: true }),
  'GET /api/v1/metrics (of an agent)': ({ agent }) => ({ where: `/api/v1/metrics?agent=${agent}`, isSilent: true }),
  'GET /api/v1/metrics (of a team)': ({ team }) => ({ where: `/api/v1/metrics?team=${team}`, isSilent: true, answers: [200, 403] }),
  'GET /api/v1/metrics/:id (of a place)': ({ queue }) => ({ where: `/api/v1/metrics/customer_minutes_lost?place=queue:${queue}`, isSilent: true, answers: [200, 403] }),
  'GET /api/v1/metrics/:id/contacts (of a place)': ({ queue }) => ({ where: `/api/v1/metrics/customer_minutes_lost/contacts?place=queue:${queue}`, isSilent: true, answers: [200, 403] }),
  'GET /api/v1/contacts (of everybody)': () => ({ where: '/api/v1/contacts' }),
  'GET /api/v1/contacts (of an agent)': ({ agent }) => ({ where: `/api/v1/contacts?agent=${agent}` }),
  'GET /api/v1/contacts (of a customer)': ({ customer }) => ({ where: `/api/v1/contacts?customer=${customer}` }),
  'GET /api/v1/flags (of everybody)': () => ({ where: '/api/v1/flags' }),
  'GET /api/v1/metrics/:id': ({ queue }) => ({ where: `/api/v1/metrics/asa?queue=${queue}`, isSilent: true }),
  'GET /api/v1/metrics/:id/series': ({ queue }) => ({ where: `/api/v1/metrics/asa/series?queue=${queue}`, isSilent: true }),
  'GET /api/v1/metrics/:id/series (by queue)': () => ({ where: '/api/v1/metrics/asa/series?by=queue' }),
  'GET /api/v1/metrics/:id/series (by team)': () => ({ where: '/api/v1/metrics/kept_promises/series?by=team', isSilent: true, answers: [200, 400, 403] }),
  'GET /api/v1/metrics/:id/contacts': ({ queue }) => ({ where: `/api/v1/metrics/asa/contacts?queue=${queue}&${lastHour()}` }),
  // Of single queues only who sees them is told what they cost.
  'GET /api/v1/minutes': () => ({ where: '/api/v1/minutes', isSilent: true }),
  // A draft is tried over all queues: whoever sees some is shown no run of it.
  'GET /api/v1/lab': () => ({ where: '/api/v1/lab', isSilent: true, answers: [200, 403] }),
  'GET /api/v1/lab/runs/:id': nobodys('/api/v1/lab/runs/none', { answers: [403, 404] }),
  'GET /api/v1/lab/shadows/:rule': nobodys('/api/v1/lab/shadows/long-wait', { answers: [403, 404] }),
  'POST /api/v1/lab/runs': nobodys('/api/v1/lab/runs', unreadable),
  'DELETE /api/v1/lab/runs/:id': nobodys('/api/v1/lab/runs/none', { answers: [404] }),
  'GET /api/v1/catalogue': nobodys('/api/v1/catalogue'),

  'GET /api/v1/contacts': ({ queue }) => ({ where: `/api/v1/contacts?queue=${queue}` }),
  'GET /api/v1/contacts/:id': ({ waiting }) => ({ where: `/api/v1/contacts/${waiting}` }),
  'GET /api/v1/contacts/:id/vcon': ({ lost }) => ({ where: `/api/v1/contacts/${lost}/vcon?names=true` }),
  'GET /api/v1/customers': ({ queue }) => ({ where: `/api/v1/customers?queue=${queue}` }),
  'GET /api/v1/customers/:key': ({ customer }) => ({ where: `/api/v1/customers/${customer}` }),
  'GET /api/v1/customers/:key/journey': ({ customer }) => ({ where: `/api/v1/customers/${customer}/journey` }),
  'GET /api/v1/customers/:key/export': ({ customer }) => ({ where: `/api/v1/customers/${customer}/export`, isSilent: true, answers: [200, 404] }),
  'POST /api/v1/customers/:key/erase': ({ customer }) => ({ where: `/api/v1/customers/${customer}/erase`, isSilent: true, ...unreadable }),
  'GET /api/v1/erasures/:id': nobodys('/api/v1/erasures/none', { answers: [404] }),
  'GET /api/v1/flags': ({ queue }) => ({ where: `/api/v1/flags?queue=${queue}` }),
  'POST /api/v1/flags/marks': ({ lost }) => ({ where: '/api/v1/flags/marks', body: { contact: lost, rule: 'abandoned-in-queue', mark: 'useful' } }),
  'GET /api/v1/rules/marks': () => ({ where: '/api/v1/rules/marks', isSilent: true, answers: [200, 403] }),
  'GET /api/v1/recovery': () => ({ where: '/api/v1/recovery' }),
  'GET /api/v1/recovery/:id/number': ({ customer }) => ({ where: `/api/v1/recovery/${customer}/number` }),
  'POST /api/v1/recovery/:id/call': ({ customer }) => ({ where: `/api/v1/recovery/${customer}/call`, body: { agent: 7 }, answers: [400] }),
  'POST /api/v1/recovery/:id/attempted': ({ customer }) => ({ where: `/api/v1/recovery/${customer}/attempted` }),
  'POST /api/v1/recovery/:id/reached': ({ customer }) => ({ where: `/api/v1/recovery/${customer}/reached`, answers: [200, 404] }),

  'GET /api/v1/surveys': () => ({ where: '/api/v1/surveys', isSilent: true }),
  'GET /api/v1/surveys/:programme': () => ({ where: '/api/v1/surveys/calls' }),
  'GET /api/v1/unheard': () => ({ where: '/api/v1/unheard' }),
  'GET /api/v1/perception': () => ({ where: '/api/v1/perception', isSilent: true }),
  // Of everybody only their coach is told, whom they have by name.
  'GET /api/v1/perception/people': () => ({ where: '/api/v1/perception/people', isSilent: true }),
  'GET /api/v1/beliefs': () => ({ where: '/api/v1/beliefs', isSilent: true }),
  'GET /api/v1/beliefs/owners': () => ({ where: '/api/v1/beliefs/owners' }),
  'PATCH /api/v1/beliefs/owners/:owner': ({ owner }) => ({ where: `/api/v1/beliefs/owners/${owner}`, ...unreadable }),
  'GET /api/v1/strata': () => ({ where: '/api/v1/strata', isSilent: true }),
  'GET /api/v1/menus': () => ({ where: '/api/v1/menus', isSilent: true, answers: [200, 403] }),
  'GET /api/v1/menus/:entry': () => ({ where: `/api/v1/menus/${encodeURIComponent(ENTRY)}?${lastHour()}`, isSilent: true, answers: [200, 403] }),
  'GET /api/v1/menus/:entry/scorecard': () => ({ where: `/api/v1/menus/${encodeURIComponent(ENTRY)}/scorecard`, isSilent: true, answers: [200, 403] }),
  'GET /api/v1/menus/worse': () => ({ where: '/api/v1/menus/worse', isSilent: true, answers: [200, 403] }),
  'GET /api/v1/menus/:entry/intended': () => ({ where: `/api/v1/menus/${encodeURIComponent(ENTRY)}/intended`, isSilent: true, answers: [200, 403] }),
  'PUT /api/v1/menus/:entry/intended': nobodys(`/api/v1/menus/${encodeURIComponent(ENTRY)}/intended`, unreadable),
  'DELETE /api/v1/menus/:entry/intended': nobodys(`/api/v1/menus/${encodeURIComponent(ENTRY)}/intended`, { answers: [404] }),
  'GET /api/v1/menus/:entry/intended/versions': nobodys(`/api/v1/menus/${encodeURIComponent(ENTRY)}/intended/versions`),
  'GET /api/v1/menus/:entry/intended/versions/:version': nobodys(`/api/v1/menus/${encodeURIComponent(ENTRY)}/intended/versions/1`, { answers: [404] }),
  'POST /api/v1/menus/:entry/intended/versions/:version/restore': nobodys(`/api/v1/menus/${encodeURIComponent(ENTRY)}/intended/versions/1/restore`, { answers: [404] }),

  'GET /api/v1/prompts': () => ({ where: '/api/v1/prompts', namesQueues: true }),
  'POST /api/v1/prompts/:id/answers': (side) => ({ where: `/api/v1/prompts/${prompt(side)}/answers`, body: { answers: { resolved: 'maybe' } }, answers: [409] }),
  'GET /api/v1/findings': () => ({ where: '/api/v1/findings' }),
  'GET /api/v1/troubles': () => ({ where: '/api/v1/troubles', isSilent: true }),
  'GET /api/v1/findings/:id': ({ finding }) => ({ where: `/api/v1/findings/${finding}` }),
  'GET /api/v1/findings/:id/calls/:contact': ({ finding, lost }) => ({ where: `/api/v1/findings/${finding}/calls/${lost}` }),
  'POST /api/v1/findings/:id/:word': ({ finding }) => ({ where: `/api/v1/findings/${finding}/comment`, body: { text: 'Looked at.' } }),

  'GET /health/live': nobodys('/health/live'),
  'GET /health/ready': nobodys('/health/ready'),
  // Off by default.
  'GET /reach/:entry': nobodys('/reach/%2B49309999', { answers: [404] }),
  'GET /metrics': nobodys('/metrics'),
  // By the time it is asked, numbers of both were looked up.
  'GET /api/v1/audit': () => ({ where: '/api/v1/audit' }),
  'GET /api/v1/settings': () => ({ where: '/api/v1/settings' }),
  'PUT /api/v1/settings': nobodys('/api/v1/settings', unreadable),
  'PATCH /api/v1/settings': nobodys('/api/v1/settings', unreadable),
  'POST /api/v1/settings/check': nobodys('/api/v1/settings/check', unreadable),
  'GET /api/v1/settings/unnamed': nobodys('/api/v1/settings/unnamed'),
  'GET /api/v1/settings/versions': nobodys('/api/v1/settings/versions'),
  'GET /api/v1/settings/versions/:version': nobodys('/api/v1/settings/versions/0', { answers: [404] }),
  'POST /api/v1/settings/versions/:version/restore': nobodys('/api/v1/settings/versions/0/restore', unreadable),
  'DELETE /api/v1/sources/:source': nobodys('/api/v1/sources/none', { answers: [404] }),
  'POST /api/v1/sources/try': nobodys('/api/v1/sources/try', unreadable),
  'GET /api/v1/recordings': nobodys('/api/v1/recordings'),
  'POST /api/v1/recordings': nobodys('/api/v1/recordings', { body: { source: 7 }, answers: [400] }),
  'POST /api/v1/recordings/take': nobodys('/api/v1/recordings/take', { answers: [404] }),
  'GET /api/v1/refused': nobodys('/api/v1/refused'),
  'POST /api/v1/refused/retry': nobodys('/api/v1/refused/retry'),
  'POST /api/v1/refused/:id/retry': nobodys('/api/v1/refused/none/retry', { answers: [404] }),
  'DELETE /api/v1/refused/:id': nobodys('/api/v1/refused/none', { answers: [404] }),

  'POST /ingest/events': nobodys('/ingest/events', { body: [], answers: [200, 400] }),
  'POST /ingest/amazon-connect/events': nobodys('/ingest/amazon-connect/events', unreadable),
  'POST /ingest/amazon-connect/firehose': nobodys('/ingest/amazon-connect/firehose', unreadable),
  'POST /ingest/genesys/events': nobodys('/ingest/genesys/events', unreadable),
  'POST /ingest/webhook/:source': nobodys('/ingest/webhook/story', { ...unreadable, proof: 'key' }),
  'POST /ingest/jambonz': nobodys('/ingest/jambonz', { ...unreadable, answers: [404] }),
  'POST /ingest/call-backs/:id': signed('/ingest/call-backs/none', 401),
  'POST /ingest/twilio/voice': signed('/ingest/twilio/voice'),
  'POST /ingest/twilio/status': signed('/ingest/twilio/status'),
  'POST /ingest/twilio/taskrouter': signed('/ingest/twilio/taskrouter'),
  'POST /ingest/twilio/events': signed('/ingest/twilio/events'),
  'POST /voice/:step': signed('/voice/start'),
  'POST /surveys/twilio/message': signed('/surveys/twilio/message'),
  'POST /surveys/twilio/status/:invitation': signed('/surveys/twilio/status/none'),
  'POST /surveys/twilio/call/:invitation': signed('/surveys/twilio/call/none'),
  'POST /surveys/twilio/call/:invitation/:place': signed('/surveys/twilio/call/none/0'),
  'POST /surveys/twilio/call-status/:invitation': signed('/surveys/twilio/call-status/none'),
  'POST /call-backs/twilio/agent/:id': signed('/call-backs/twilio/agent/none'),
  'POST /call-backs/twilio/go/:id': signed('/call-backs/twilio/go/none'),
  'POST /call-backs/twilio/done/:id': signed('/call-backs/twilio/done/none'),
  'POST /call-backs/twilio/agent-status/:id': signed('/call-backs/twilio/agent-status/none'),
  'POST /call-backs/twilio/customer/:id': signed('/call-backs/twilio/customer/none'),

  // It ends a session: so it comes last.
  'DELETE /api/v1/session': nobodys('/api/v1/session', { answers: [204] }),
};
