import type { Contact, Offer } from '../domain/contact.js';
import { contactDetector, quiet } from '../domain/detector.js';
import type { Floor } from '../domain/floor.js';
import { nameOf } from '../domain/floor.js';
import { movesQueues } from '../domain/moves.js';
import type { Instant } from '../domain/time.js';
import { waitsLive } from '../domain/waiting.js';
import { listed, times } from '../domain/wording.js';

export const ringNoAnswer = contactDetector({
  id: 'ring-no-answer',
  version: 1,
  title: 'Nobody picks up',
  class: 'alert',
  rule: 'The caller is offered to agents twice or more, and nobody picks up.',
  action: 'Set the agents who do not answer to away, and answer this caller next.',
  options: {
    rounds: { default: 2, min: 1, max: 20, says: 'How often it rang in vain: phones that ring at the same time are one round.' },
    severeRounds: { default: 4, min: 1, max: 50, says: 'From how many rounds on it is severe.' },
  },
  on: [...movesQueues, 'agent.offered', 'agent.offer.ended'],
  ask(contact, { floor, options }) {
    if (contact.offers.length === 0 || !waitsLive(contact)) return quiet;
    const vain = roundsOf(contact.offers).filter(isInVain);
    const { rounds, severeRounds } = options(vain.at(-1)?.[0]?.queue);
    const enough = vain[rounds - 1];
    const last = vain.at(-1)?.at(-1);
    if (!enough || !last) return quiet;
    const since = endOf(enough);
    const over = overAt(contact, endOf(vain.at(-1) ?? []));
    return {
      raised: [{
        subject: 'contact',
        since,
        ...(over === undefined ? {} : { until: Math.max(since, over) }),
        severity: vain.length >= severeRounds ? 'severe' : 'warning',
        because: `rang ${times(vain.length)} in vain: ${whoOf(vain.flat(), floor)}`,
        place: { agent: last.agent, ...(last.queue === undefined ? {} : { queue: last.queue }) },
      }],
    };
  },
});

/** Where all phones ring at once, that is one try. */
function roundsOf(offers: readonly Offer[]): readonly (readonly Offer[])[] {
  const rounds: Offer[][] = [];
  for (const offer of offers.toSorted((a, b) => a.at - b.at)) {
    const round = rounds.at(-1);
    if (round && offer.at < endOf(round)) round.push(offer);
    else rounds.push([offer]);
  }
  return rounds;
}

/** Busy and withdrawn offers rang nobody; one that was answered, here or elsewhere, was not in vain. */
function isInVain(round: readonly Offer[]): boolean {
  return round.some(({ reason }) => reason === 'timeout' || reason === 'rejected' || reason === 'unreachable')
    && round.every(({ reason, endedAt }) => endedAt !== undefined && reason !== 'answered' && reason !== 'elsewhere');
}

function endOf(round: readonly Offer[]): Instant {
  return Math.max(...round.map(({ endedAt }) => endedAt ?? Infinity));
}

/** Someone picked up after all, or nobody waits any more. */
function overAt({ segments, visits, endedAt }: Contact, from: Instant): Instant | undefined {
  const left = visits.length > 0 && visits.every((visit) => visit.leftAt !== undefined) ? Math.max(...visits.map((visit) => visit.leftAt ?? 0)) : Infinity;
  const over = Math.min(...segments.map(({ connectedAt }) => connectedAt).filter((at) => at >= from), left, endedAt ?? Infinity);
  return over === Infinity ? undefined : over;
}

function whoOf(offers: readonly Offer[], floor: Floor): string {
  const missed = offers.filter(({ reason }) => reason === 'timeout' || reason === 'rejected' || reason === 'unreachable');
  const agents = [...new Set(missed.map(({ agent }) => agent))];
  const told = agents.slice(0, 3).map((agent) => {
    const count = missed.filter((each) => each.agent === agent).length;
    return `${nameOf(floor.agents, agent)}${count > 1 ? ` ${times(count)}` : ''}`;
  });
  return listed(agents.length > 3 ? [...told, `${agents.length - 3} more`] : told);
}
