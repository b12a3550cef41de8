/** What a board would be told of the made-up floor. */
import type { AgentRow, Frame, QueueNumbers, QueueRow, Tile, Tone, WatchRequest } from '../../../src/contract/board.js';
import type { ContactLane, ContactPage } from '../../../src/contract/contact.js';
import type { Page } from '../../../src/contract/session.js';
import { queues, teams } from './floor.js';
import { sourceRows } from './sources.js';
import type { Agent, Outcome, World } from './world.js';

const minute = 60_000;
const share = (part: number, all: number): number | null => (all === 0 ? null : part / all);
const mean = (values: readonly number[]): number | null => (values.length === 0 ? null : Math.round(values.reduce((sum, each) => sum + each, 0) / values.length));
const toneOf = (value: number | null, good: number, warn: number): Tone => (value === null ? 'neutral' : value >= good ? 'good' : value >= warn ? 'warn' : 'bad');

function numbers(outcomes: readonly Outcome[], times: number): QueueNumbers {
  const answered = outcomes.filter((each) => each.how === 'answered');
  const abandoned = outcomes.filter((each) => each.how === 'abandoned');
  const turned = outcomes.length - answered.length - abandoned.length;
  return {
    offered: outcomes.length * times, transferredIn: Math.floor(outcomes.length / 9) * times, answered: answered.length * times, direct: 0, abandoned: abandoned.length * times, shortAbandoned: 0,
    flowOuts: { involuntary: turned * times, byChoice: Math.floor(outcomes.length / 14) * times, rerouted: 0 }, lost: (abandoned.length + turned) * times,
    lostRate: share(abandoned.length + turned, outcomes.length), abandonmentRate: share(abandoned.length, outcomes.length),
    serviceLevel: share(answered.filter((each) => each.wait <= 20_000).length, outcomes.length),
    asaMs: mean(answered.map((each) => each.wait)), ahtMs: mean(answered.map((each) => each.talk)),
  };
}

function queueRows(world: World): QueueRow[] {
  return queues.map((queue, index) => {
    const own = world.outcomes.filter((each) => each.queue === queue.id);
    const waiting = [...world.contacts.values()].map((each) => each.lane).filter((lane) => lane.stage === 'queue' && lane.place?.id === queue.id).toSorted((a, b) => a.since - b.since);
    const agents = world.agents.filter((agent) => agent.queues.includes(queue.id));
    const inState = (...states: string[]): Agent[] => agents.filter((agent) => states.includes(agent.state));
    const last30 = numbers(own.filter((each) => each.at > world.now - 30 * minute), 1);
    const longest = waiting[0]?.since ?? null;
    const wait = longest === null ? 0 : world.now - longest;
    return {
      id: queue.id, name: queue.name, team: teams.find((team) => team.name === queue.team)?.id ?? '', channel: 'voice', waiting: waiting.length, longestSince: longest, longestContactSince: waiting[0]?.startedAt ?? null,
      agents: { ready: inState('available').length, readyShared: inState('available').filter((agent) => agent.queues.length > 1).length, busy: inState('on-contact', 'ringing').length, wrapUp: inState('wrap-up').length, away: inState('away').length, signedIn: agents.length },
      last30, today: numbers(own, 7), target: { answerWithinMs: 20_000, serviceLevel: index === 5 ? 0.9 : 0.8 },
      tone: wait > 2 * minute ? 'bad' : wait > minute || (last30.serviceLevel ?? 1) < 0.6 ? 'warn' : 'good',
      ...(index === 7 ? { staleSince: world.now - 11 * minute } : {}),
    };
  });
}

const wave = (length: number, at: number, low: number, high: number): number[] => Array.from({ length }, (_, index) => low + (high - low) * (0.5 + 0.3 * Math.sin(index / 2.3 + at) + 0.2 * Math.sin(index * 1.7 + at)));

function tiles(world: World, rows: readonly QueueRow[]): Tile[] {
  const recent = world.outcomes.filter((each) => each.at > world.now - 30 * minute);
  const all = numbers(recent, 1);
  const lanes = [...world.contacts.values()].map((each) => each.lane);
  const waiting = rows.reduce((sum, row) => sum + row.waiting, 0);
  const longest = rows.map((row) => row.longestSince).filter((since) => since !== null).toSorted((a, b) => a - b)[0];
  const menus = lanes.filter((lane) => lane.stage === 'menu').length;
  const flagged = lanes.filter((lane) => lane.flags.some((flag) => flag.live && flag.severity !== 'note')).length;
  return [
    { id: 'waiting', label: 'Waiting', value: waiting, unit: 'count', tone: longest !== undefined && world.now - longest > 2 * minute ? 'bad' : waiting > 6 ? 'warn' : 'good', detail: waiting === 0 ? 'nobody waits' : `${Math.ceil(waiting / 2)} past the target`, ...(longest === undefined ? {} : { since: longest }), trend: [...wave(29, 1, 2, waiting + 6), waiting], metric: 'offered', basis: 'contacts' },
    { id: 'menus', label: 'In menus', value: menus, unit: 'count', tone: 'neutral', detail: '2 lost in the menu', trend: [...wave(29, 4, 1, menus + 4), menus], metric: 'contact_abandonment_rate', basis: 'contacts' },
    { id: 'served', label: 'Served in time', value: all.serviceLevel, unit: 'share', tone: toneOf(all.serviceLevel, 0.8, 0.7), detail: 'last 30 min · today 83 %', target: 0.8, trend: [null, null, ...wave(26, 2, 0.62, 0.93), all.serviceLevel], metric: 'served_in_time', of: all.offered, basis: 'contacts' },
    { id: 'lost', label: 'Lost today', value: all.lostRate, unit: 'share', tone: (all.lostRate ?? 0) > 0.1 ? 'bad' : (all.lostRate ?? 0) > 0.05 ? 'warn' : 'good', detail: `${world.recovery.size} to call back`, trend: [...wave(27, 3, 0.02, 0.14), all.lostRate], metric: 'lost', of: all.offered, basis: 'contacts' },
    { id: 'experience', label: 'In trouble now', value: flagged, unit: 'count', tone: flagged > 3 ? 'warn' : 'good', detail: '31 flags an hour · 14 % call again', trend: [...wave(11, 5, 2, flagged + 3), flagged], metric: 'flagged_share', basis: 'contacts' },
  ];
}

const agentRow = ({ contact, reason, ...agent }: Agent, now: number): AgentRow => ({
  ...agent, today: { ...agent.today }, overLimit: (agent.state === 'wrap-up' && now - agent.since > 2 * minute) || (agent.state === 'away' && now - agent.since > 15 * minute),
  ...(contact === undefined ? {} : { contact }), ...(reason === undefined ? {} : { reason }),
});

export function frameOf(world: World, number: number, whole: boolean, request: WatchRequest): Frame {
  const wanted = (id: string): boolean => request.queues === undefined || request.queues.includes(id);
  const lanes = [...world.contacts.values()].map((each) => each.lane).filter((lane) => request.queues === undefined || lane.queues.some(wanted));
  const rows = queueRows(world).filter((row) => wanted(row.id));
  const slow = whole || number % 4 === 0;
  return {
    number, whole, at: world.now, state: { is: 'live' }, open: lanes.filter((lane) => lane.stage !== 'ended').length,
    lanes: structuredClone(whole ? lanes : lanes.filter((lane) => world.changed.has(lane.id))) as ContactLane[], gone: whole ? [] : [...world.gone],
    ...(slow ? {
      headline: tiles(world, rows), queues: rows, agents: world.agents.map((agent) => agentRow(agent, world.now)),
      channels: [{ channel: 'chat', open: 12, waiting: 3, offeredToday: 214, answeredToday: 198 }, { channel: 'e-mail', open: 57, waiting: 41, offeredToday: 133, answeredToday: 76 }, { channel: 'callbacks', open: 6, waiting: 4, offeredToday: 38, answeredToday: 31 }],
      recovery: [...world.recovery.values()], budget: { perHour: 6, shownThisHour: 6, overflowedThisHour: world.overflowed % 7 },
      sources: sourceRows(world.now),
    } : {}),
  };
}

/** Newest first; of the states only those that wait are told apart. */
export function contactList(world: World, state: string | null): Page<ContactLane> {
  const lanes = [...world.contacts.values()].map((each) => each.lane as ContactLane);
  const wanted = lanes.filter((lane) => state !== 'waiting' || lane.stage === 'queue' || lane.stage === 'ringing');
  return { items: wanted.toSorted((a, b) => b.startedAt - a.startedAt).slice(0, 50), next: null };
}

export function contactPage(world: World, id: string): ContactPage | null {
  const found = world.contacts.get(id)?.lane;
  if (found === undefined) return null;
  const lane = structuredClone(found) as ContactLane;
  const spent = (...kinds: string[]): number => lane.segments.filter((each) => kinds.includes(each.kind)).reduce((sum, each) => sum + (each.to ?? world.now) - each.from, 0);
  const says = { menu: 'Entered', queue: 'Entered the queue', ringing: 'Rang at', agent: 'Answered by', hold: 'Put on hold by', 'wrap-up': 'Wrap-up of' } as const;
  return {
    lane,
    outcome: { reached: lane.segments.some((each) => each.kind === 'agent') ? 'agent' : 'queue', inMenuMs: spent('menu'), inQueueMs: spent('queue', 'ringing'), withAgentMs: spent('agent', 'hold'), onHoldMs: spent('hold'), transfers: 1, reason: 'Invoice is wrong', resolved: 'unknown' },
    timeline: [
      { at: lane.startedAt, type: 'contact.started', says: 'Called the service line', source: 'asterisk-1', tone: 'plain' },
      ...lane.segments.flatMap((each) => [
        { at: each.from, type: `${each.kind}.entered`, says: `${says[each.kind]} ${each.place.name}`, source: 'asterisk-1', tone: each.kind === 'agent' ? 'good' as const : each.kind === 'hold' ? 'bad' as const : 'plain' as const },
        ...(each.kind === 'menu' ? [{ at: each.from + 4_000, type: 'ivr.input', says: 'Pressed 0', source: 'asterisk-1', tone: 'bad' as const }] : []),
      ]),
    ],
    flags: lane.flags.map((flag) => ({
      contact: id, rule: flag.rule, version: 1, title: flag.title, class: 'alert' as const, severity: flag.severity, since: lane.startedAt, raisedAt: lane.startedAt + 40_000, live: flag.live,
      because: 'waiting 2:41 in Billing, target 0:20', action: 'Move an agent to Billing, or offer a callback.', place: lane.place === undefined ? {} : { queue: lane.place },
    })),
    journey: [
      { contact: 'c-old-1', startedAt: world.now - 3 * 1_440 * minute, endedAt: world.now - 3 * 1_440 * minute + 312_000, direction: 'inbound', channel: 'voice', reason: 'Invoice is wrong', outcome: 'answered by Team North', flags: [{ rule: 'long-wait', title: 'Long wait', severity: 'warning', live: false }] },
      { contact: id, startedAt: lane.startedAt, direction: 'inbound', channel: 'voice', outcome: 'under way', flags: lane.flags },
    ],
    truncated: false,
  };
}
