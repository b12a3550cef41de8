import type { AgentRow, Frame, QueueNumbers, QueueRow } from '../../../src/contract/board.js';
import type { ContactLane } from '../../../src/contract/contact.js';

/** A frame as one room is sent at 30,000 events a second: some ten kilobytes, most of it lanes and agents that changed. */
export function frameOf(number: number): Frame {
  return {
    number, whole: false, at: Date.now(), state: { is: 'live' }, open: 1_000,
    queues: [0, 20, 40].map(queueRow), agents: Array.from({ length: 20 }, (_, agent) => agentRow(agent)), lanes: Array.from({ length: 8 }, (_, lane) => laneRow(lane)),
    budget: { perHour: 6, shownThisHour: 3, overflowedThisHour: 0 },
  };
}

const numbers: QueueNumbers = {
  offered: 1_204, transferredIn: 12, answered: 1_100, direct: 0, abandoned: 70, shortAbandoned: 10, flowOuts: { involuntary: 20, byChoice: 4, rerouted: 0 },
  lost: 90, lostRate: 0.0748, abandonmentRate: 0.0581, serviceLevel: 0.8112, asaMs: 14_203, ahtMs: 241_200,
};

function queueRow(queue: number): QueueRow {
  return {
    id: `queue-${queue}`, name: `queue-${queue}`, channel: 'voice', waiting: 31, longestSince: Date.now() - 60_000, longestContactSince: Date.now() - 90_000,
    agents: { ready: 2, readyShared: 0, busy: 36, wrapUp: 2, away: 0, signedIn: 40 }, last30: numbers, today: numbers,
    target: { answerWithinMs: 20_000, serviceLevel: 0.8 }, tone: 'good',
  };
}

function agentRow(agent: number): AgentRow {
  return {
    id: `agent-${agent}`, name: `agent-${agent}`, state: 'on-contact', since: Date.now() - 5_000, queues: ['queue-0'], overLimit: false, contact: `call-${agent}`,
    today: { available: 1_203_000, 'on-contact': 9_204_000, 'wrap-up': 801_000 },
  };
}

function laneRow(lane: number): ContactLane {
  const place = { id: 'queue-0', name: 'queue-0' };
  const since = Date.now() - 5_000;
  return {
    id: `call-${lane}`, label: 'caller a7f3', customer: 'tel_0123456789abcdefa7f3', channel: 'voice', direction: 'inbound', startedAt: since - 60_000, stage: 'agent', place, since,
    segments: [{ kind: 'menu', place: { id: 'main', name: 'main' }, from: since - 60_000, to: since - 30_000 }, { kind: 'queue', place, from: since - 30_000, to: since, ended: 'answered' }, { kind: 'agent', place, from: since }],
    flags: [], nthInWindow: 1, queues: ['queue-0'],
  };
}
