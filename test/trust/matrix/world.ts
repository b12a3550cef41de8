import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import { findingId } from '../../../src/domain/finding.js';
import type { Subject } from '../../../src/domain/finding.js';
import type { EarshotEvent, EventData, EventType } from '../../../src/domain/event.js';
import { HOUR, MINUTE, SECOND } from '../../../src/domain/time.js';

/** One of two teams, and one thing of theirs of every kind that can be asked for. */
export interface Side {
  readonly queue: string;
  readonly team: string;
  readonly agent: string;
  readonly owner: string;
  /** A contact that waits, and has a flag for it. */
  readonly waiting: string;
  /** One that gave up: its caller is on the recovery list. */
  readonly lost: string;
  /** One that was served: its agent was asked about it. */
  readonly served: string;
  readonly number: string;
  readonly finding: string;
  /** How the customer is called: known when the events are in. */
  customer: string;
}

/** Everything of the other team is named so that an answer that tells of it can be recognised. */
export const TELLTALE = /zeta/iu;

function gaveUpIn(queue: string): Subject {
  return { place: { channel: 'voice', kind: 'queue', name: queue }, trouble: 'flag.abandoned-in-queue' };
}

const side = (name: string, number: string): Side => ({
  queue: `${name}-queue`, team: `${name}-team`, agent: `${name}-agent`, owner: `${name}-function`,
  waiting: `${name}-waiting`, lost: `${name}-lost`, served: `${name}-served`, number, finding: findingId(gaveUpIn(`${name}-queue`)), customer: '',
});
export const ours = side('harbour', '+12025550123');
export const theirs = side('zeta', '+12025550177');
export const ENTRY = '+12025550100';

/** The floor, a menu for callers, and everything else that gives the server routes. */
export async function settingsIn(folder: string): Promise<Record<string, string>> {
  const floor = {
    country: 'US', entries: { [ENTRY]: { name: 'Service' } },
    queues: Object.fromEntries([ours, theirs].map(({ queue, team, owner }) => [queue, { name: `The ${queue}`, team, owner }])),
    agents: Object.fromEntries([ours, theirs].map(({ agent, team }) => [agent, { name: `Ann of ${team}`, team }])),
    teams: Object.fromEntries([ours, theirs].map(({ team }) => [team, { name: `The ${team}` }])),
    owners: Object.fromEntries([ours, theirs].map(({ owner }) => [owner, { name: `The ${owner}` }])),
    surveys: { company: 'Example', sender: ENTRY, allow: ['+1'], programmes: { calls: { kind: 'persistent', share: 0.01, channel: 'sms', questions: ['resolved'] } } },
    callbacks: { way: 'twilio', callerId: ENTRY, allow: ['+1'], queues: { [ours.queue]: '+12025550101', [theirs.queue]: '+12025550102' } },
    webhooks: { story: { subject: { path: 'call' }, events: [{ type: 'contact.started', when: { what: 'start' } }] } },
  };
  const menu = { start: 'main', nodes: { main: { say: 'Hello.', options: { 1: { label: 'help', tell: 'Goodbye.' } } } } };
  const [settings, voice] = [path.join(folder, 'floor.yaml'), path.join(folder, 'menu.yaml')];
  await writeFile(settings, JSON.stringify(floor));
  await writeFile(voice, JSON.stringify(menu));
  const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
  return {
    EARSHOT_SETTINGS: settings, EARSHOT_VOICE_MENU: voice, EARSHOT_PUBLIC_URL: 'http://earshot.example.com',
    EARSHOT_TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, EARSHOT_TWILIO_AUTH_TOKEN: 'not-a-token', EARSHOT_TWILIO_API_URL: 'http://127.0.0.1:9',
    EARSHOT_CALLBACK_WEBHOOK_URL: 'https://dialler.invalid/', EARSHOT_CALLBACK_WEBHOOK_SECRET: secret,
    EARSHOT_OIDC_ISSUER: 'http://127.0.0.1:9', EARSHOT_OIDC_CLIENT_ID: 'earshot', EARSHOT_OIDC_CLIENT_SECRET: 'not-a-secret',
    // A desktop of another make is there for every agent: so both are asked.
    EARSHOT_DESK_WEBHOOK_URL: 'https://desktop.invalid/', EARSHOT_DESK_WEBHOOK_SECRET: secret,
  };
}

/** Of each team somebody who waits, somebody who gave up and somebody who was served; and a customer who called both. */
export function eventsOf(now: number): EarshotEvent[] {
  return [ours, theirs].flatMap(({ queue, agent, team, waiting, lost, served, number }) => {
    const at = <T extends EventType>(contact: string, before: number, type: T, data: EventData[T]): EarshotEvent =>
      ({ id: `${contact} ${type}`, source: 'story', type, subject: contact, time: now - before, data }) as EarshotEvent;
    const begins = (contact: string, before: number, from: string): EarshotEvent[] => [
      at(contact, before, 'contact.started', { direction: 'inbound', from, to: ENTRY }), at(contact, before - SECOND, 'ivr.node.entered', { node: 'main' }), at(contact, before - 5 * SECOND, 'queue.entered', { queue }),
    ];
    return [
      at(agent, HOUR, 'agent.signed-in', { team, queues: [queue] } as EventData['agent.signed-in']),
      ...begins(waiting, 4 * MINUTE, '+12025550188'),
      ...begins(lost, 20 * MINUTE, number), at(lost, 16 * MINUTE, 'queue.left', { queue, reason: 'abandoned' }), at(lost, 16 * MINUTE, 'contact.ended', { by: 'customer' }),
      ...begins(served, 10 * MINUTE, number.replace('1', '2')), at(served, 9 * MINUTE, 'queue.left', { queue, reason: 'answered' }), at(served, 9 * MINUTE, 'agent.connected', { agent, queue }),
      at(served, 2 * SECOND, 'agent.left', { agent, by: 'customer' }), at(served, SECOND, 'contact.ended', { by: 'customer' }),
    ];
  });
}

/** What takes weeks to come about: a finding of each function, and an answer to a survey. */
export async function writeRows(database: Pick<DataSource, 'query'>, now: number): Promise<void> {
  const rate = { hurt: 30, of: 60, hurtMs: 60_000, ofMs: 600_000 };
  for (const { queue, owner, finding, lost } of [ours, theirs]) {
    const sighting = { from: now - HOUR, to: now, rate, usual: rate, evidence: [{ contact: lost, at: now - 20 * MINUTE, because: `gave up in ${queue}` }] };
    const said = { is: 'opened', subject: gaveUpIn(queue), owner, sighting };
    await database.query('INSERT INTO finding_entry (finding, number, at, by, body) VALUES ($1, 1, $2, $3, $4)', [finding, now, 'earshot', JSON.stringify(said)]);
    const invitation = { programme: 'calls', isLater: false, queue, delivery: 'delivered', outcome: 'answered', expiresAt: now, answers: { resolved: 'no', free: 'given' } };
    await database.query(
      `INSERT INTO survey_invitation (id, version, programme, kind, is_later, contact, queue, customer, phone, prefix, planned_at, due_at, sent_at, expires_at, delivery, outcome, has_answers, is_untold, comment, body)
       VALUES ($1, 1, 'calls', 'persistent', false, $2, $3, 'someone', 'someone', '+1', $4, $4, $4, $4, 'delivered', 'answered', true, false, $5, $6)`,
      [`invitation-${queue}`, lost, queue, now - HOUR, `A word about the ${queue}`, JSON.stringify(invitation)]);
  }
}
