import type { OfferEndReason } from '../../domain/event.js';
import { fact, known } from '../fact.js';
import type { DataOf, Fact } from '../fact.js';
import { instantIn, millisIn, textIn } from './fields.js';
import { isFault, isOwnDoing, isTransfer, leftBy } from './told.js';
import type { Told } from './told.js';

/** An agent's session begins when the phone rings; one that the agent dials rings elsewhere. */
export function offered({ session, participant: leg, agent, queue, isOutbound }: Told): Fact[] {
  if (agent === undefined || isOutbound) return [];
  return [fact('agent.offered', `${session}:offered`, known<DataOf<'agent.offered'>>({ leg, agent, queue }))];
}

/**
 * The end of an agent's session says how long the talk was, and so when it began: for a queue's calls that was told before,
 * for all others it is learnt now. The parts of one agent are told apart by time, not by the session: the queue's word for
 * who answered does not name it.
 */
export function parted(told: Told): Fact[] {
  const { session, agent, participant: leg, at, disconnect, body } = told;
  if (agent === undefined) return [];
  const spoken = millisIn(body, 'interactingDurationMs');
  const lasted = (spoken ?? 0) + (millisIn(body, 'heldDurationMs') ?? 0);
  const left = fact('agent.left', `${session}:left`, known<DataOf<'agent.left'>>({ leg, agent, by: leftBy(disconnect) }));
  if (lasted === 0) return spoken === undefined ? [left] : missed(told, agent);
  return [...connected({ ...told, at: at - lasted }), ...transferred(told, agent), left];
}

export function connected({ session, agent, queue, participant: leg, isOutbound, at }: Told): Fact[] {
  if (agent === undefined) return [];
  // A call that an agent makes on a queue's behalf has waited in none.
  return [fact('agent.connected', `${session}:connected`, known<DataOf<'agent.connected'>>({ leg, agent, queue: isOutbound ? undefined : queue }), { time: at })];
}

export function held({ session, agent, participant: leg, at }: Told): Fact[] {
  return agent === undefined ? [] : [fact('hold.started', `${session}:${at}:held`, known<DataOf<'hold.started'>>({ leg, agent }))];
}

export function unheld({ session, agent, participant: leg, body }: Told): Fact[] {
  const from = instantIn(body, 'heldAt');
  return agent === undefined || from === undefined ? [] : [fact('hold.ended', `${session}:${from}:${body['isSeen'] === true ? 'seen-' : ''}unheld`, known<DataOf<'hold.ended'>>({ leg, agent }))];
}

export function talked({ body }: Told): boolean {
  return (millisIn(body, 'interactingDurationMs') ?? 0) + (millisIn(body, 'heldDurationMs') ?? 0) > 0;
}

function missed({ session, isOutbound, disconnect }: Told, agent: string): Fact[] {
  return isOutbound ? [] : [fact('agent.offer.ended', `${session}:offer-ended`, { agent, reason: whyMissed(disconnect) })];
}

function whyMissed(disconnect: string | undefined): OfferEndReason {
  if (isOwnDoing(disconnect)) return 'rejected';
  if (disconnect === 'PEER') return 'cancelled';
  if (disconnect?.startsWith('DND') === true || disconnect === 'NOT_AVAILABLE_TRANSFER') return 'busy';
  return disconnect !== 'SYSTEM' && disconnect !== 'TIMEOUT' && isFault(disconnect) ? 'unreachable' : 'timeout';
}

/** After a consultation the next agent is on the line already, so it has to be said whose transfer it was. */
function transferred({ session, disconnect }: Told, agent: string): Fact[] {
  if (!isTransfer(disconnect)) return [];
  const kind = disconnect === 'CONSULT_TRANSFER' || disconnect === 'CONFERENCE_TRANSFER' ? 'consult' : 'blind';
  return [fact('transfer.completed', `${session}:transferred`, { kind, from: agent })];
}

/** Codes that Genesys gives where the agent gave none. */
const NOBODYS_CODE = /^ININ-WRAP-UP-/;

/** Told when the after-call work is over, with how long it took. */
export function wrappedUp({ session, agent, participant: leg, at, body }: Told): Fact[] {
  if (agent === undefined) return [];
  const lasted = millisIn(body, 'wrapupDurationMs');
  const code = textIn(body, 'wrapupCode');
  const disposition = code === undefined || NOBODYS_CODE.test(code) ? undefined : code;
  const began = lasted === undefined ? [] : [fact('wrapup.started', `${session}:wrap-up`, known<DataOf<'wrapup.started'>>({ leg, agent }), { time: at - lasted })];
  return [...began, fact('wrapup.ended', `${session}:wrapped-up`, known<DataOf<'wrapup.ended'>>({ leg, agent, disposition }))];
}
