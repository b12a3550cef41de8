import { fact } from '../fact.js';
import type { Fact } from '../fact.js';
import { connected, held, offered, parted, talked, unheld, wrappedUp } from './agents.js';
import { begunCallback, dropped, pursued } from './callbacks.js';
import type { Conversation } from './conversation.js';
import { begun, calledIn, customerIn, dialResult, endOf } from './customers.js';
import { factsOfFlow, flowIn, outcomeIn, partingIn, wayIn } from './flows.js';
import { answered, entered, voicemailIn, whyLeft } from './queues.js';
import { isOwnDoing } from './told.js';
import type { Told } from './told.js';
import { isCalledIn, withCustomer, withParting, withVisit, withWay } from './together.js';
import type { Together } from './together.js';

/** What an event says by itself, and what it adds to what several say together. */
export interface Said {
  readonly facts: readonly Fact[];
  readonly together: Together;
}

type Read = (told: Told, together: Together, conversation: Conversation) => Said;

const only = (facts: readonly Fact[], together: Together): Said => ({ facts, together });

/** The topics that are read: `v2.detail.events.conversation.{id}.` and this. */
export const conversationEvents: Readonly<Record<string, Read>> = {
  'customer.start': (told, before, conversation) => {
    const together = withCustomer(before, told.session, { isOutbound: isFromUs(told), end: undefined });
    if (told.media === 'CALLBACK') return only([], together);
    if (isCalledIn(together, told.session)) return only(calledIn(told), together);
    const began = { ...together, isBegun: true };
    if (isDialBack(told, conversation)) return only(begunCallback(conversation, told), began);
    return only(begun(told, told.isOutbound ? 'outbound' : 'inbound'), began);
  },
  'customer.end': (told, before, conversation) => {
    const together = withCustomer(before, told.session, { ...endOf(told), isOutbound: isFromUs(told) });
    if (told.media === 'CALLBACK') return only(together.isBegun ? [] : dropped(conversation, told), together);
    if (isCalledIn(together, told.session)) return only(calledIn(told), together);
    const over = { ...together, isBegun: true };
    if (isDialBack(told, conversation)) return only(pursued(conversation, told), over);
    return only(told.isOutbound && told.media === 'VOICE' ? dialResult(told) : [], over);
  },
  'contact': (told, together) => {
    const customer = customerIn(told.body);
    return only(customer === undefined || !together.isBegun ? [] : [fact('customer.identified', `${told.session}:${told.at}:identified`, { customer })], together);
  },
  'flow.start': (told, together) => only(factsOfFlow(told), flowIn(told) === undefined ? together : { ...together, isBegun: true }),
  'flow.end': (told, together) => {
    const way = wayIn(told);
    const parting = partingIn(told);
    const ways = way === undefined ? together : withWay(together, way);
    return only(factsOfFlow(told), parting === undefined ? ways : withParting(ways, parting));
  },
  'flow.outcome': (told, together) => only(outcomeIn(told), together),
  'acd.start': (told, together, conversation) => {
    const { session, queue, at, media } = told;
    const visits = withVisit({ ...together, isBegun: true }, session, { queue, enteredAt: at });
    const facts = media === 'CALLBACK' ? begunCallback(conversation, told) : [];
    return only([...facts, ...entered(told)], queue === undefined ? visits : withWay(visits, { at, reason: 'overflow', toQueue: queue, visit: session }));
  },
  'acd.end': (told, together) => {
    const reason = whyLeft(told);
    return only(answered(told, reason), withVisit({ ...together, isBegun: true }, told.session, { ...(told.queue === undefined ? {} : { queue: told.queue }), left: { at: told.at, reason } }));
  },
  'voicemail.start': (told, together) => only([], withWay(together, { at: told.at, reason: 'voicemail' })),
  'voicemail.end': (told, together) => only(voicemailIn(told), together),
  'user.start': (told, together, conversation) => {
    const begins = told.media === 'CALLBACK' ? begunCallback(conversation, told) : [];
    return only([...begins, ...offered(told), ...(isDialBack(told, conversation) ? pursued(conversation, told) : [])], { ...together, isBegun: true });
  },
  'user.end': (told, together) => only(parted(told), talked(told) && isOwnDoing(told.disconnect) ? withParting(together, { at: told.at, by: 'agent' }) : together),
  // These three are our own: snapshots of conversations tell them, detail events do not.
  'user.answered': (told, together) => only(connected(told), together),
  'user.held': (told, together) => only(held(told), together),
  'user.unheld': (told, together) => only(unheld(told), together),
  'acw': (told, together) => only(wrappedUp(told), together),
};

function isDialBack({ media, isOutbound }: Told, { hasCallback }: Conversation): boolean {
  return hasCallback && media === 'VOICE' && isOutbound;
}

/** Nobody is on the line of a call-back before it is dialled. */
function isFromUs({ media, isOutbound }: Told): boolean {
  return isOutbound || media === 'CALLBACK';
}
