import type { EarshotEvent } from '../domain/event.js';
import type { CallFact, PlacedCall } from '../domain/placed-call.js';

export const SOURCE = 'earshot/call-backs';

/** What the log is told of a call. An id follows from the call and the fact: telling it twice is harmless. No number stands in any. */
export function eventsOf(call: PlacedCall): EarshotEvent[] {
  return call.untold.flatMap((fact) => [...ofTheirs(call, fact), ...ofTheCall(call, fact)]);
}

/** On the contact because of which they are called. */
function ofTheirs({ id, contact, by, agent = by, way }: PlacedCall, fact: CallFact): EarshotEvent[] {
  const said = (name: string) => ({ id: `${id}/${name}`, source: SOURCE, time: fact.at, subject: contact });
  const data = { callback: id, agent };
  switch (fact.is) {
    case 'claimed':
      return [{ ...said('claimed'), type: 'callback.claimed', data }];
    case 'number-used':
      return [{ ...said('number-used'), type: 'other', sentType: 'callback.number-used', data: { ...data, by } }];
    case 'placed':
      return [{ ...said('placed'), type: 'other', sentType: 'callback.placed', data: { ...data, by, way } }];
    case 'tried':
      return [{ ...said('attempted'), type: 'callback.attempted', data: { ...data, result: fact.result } }];
    case 'reached':
      return [{ ...said('attempted'), type: 'callback.attempted', data: { ...data, result: 'answered' } }, { ...said('reached'), type: 'callback.reached', data }];
    case 'released':
      return [{ ...said(`released-${fact.why}`), type: 'callback.released', data: { ...data, reason: fact.why } }];
    case 'began':
    case 'dialled':
    case 'over':
      return [];
  }
}

/** On the returned call, a contact of its own. Where the platform's line tells of it, it is only told whose it is. */
function ofTheCall({ id, contact, customer, queue, by, agent = by, call, isReported }: PlacedCall, fact: CallFact): EarshotEvent[] {
  if (call === undefined) return [];
  const said = (name: string) => ({ id: `${id}/call-${name}`, source: SOURCE, time: fact.at, subject: call });
  const part = { agent, segment: `${id}:agent`, ...(queue === undefined ? {} : { queue }) };
  switch (fact.is) {
    case 'began':
      return [
        { ...said('started'), type: 'contact.started', data: { channel: 'voice', direction: 'callback', ...(customer === undefined ? {} : { customer }) } },
        { ...said('linked'), type: 'contact.linked', data: { contact, relation: 'callback' } },
      ];
    case 'dialled':
      return isReported === true ? [] : [{ ...said('dialled'), type: 'outbound.dialed', data: {} }];
    case 'reached':
      return [...(isReported === true ? [] : [{ ...said('result'), type: 'outbound.result' as const, data: { result: 'answered' as const } }]), { ...said('connected'), type: 'agent.connected', data: part }];
    case 'tried':
      return isReported === true ? [] : [{ ...said('result'), type: 'outbound.result', data: { result: fact.result } }];
    case 'over':
      return isReported === true ? [] : [{ ...said('ended'), type: 'contact.ended', data: { by: 'system', cause: 'normal-clearing' } }];
    case 'claimed':
    case 'number-used':
    case 'placed':
    case 'released':
      return [];
  }
}
