import type { EventData } from '../domain/event.js';
import { MINUTE, SECOND } from '../domain/time.js';
import type { Script } from './agenda.js';
import type { Center } from './center.js';
import { happens, lognormal } from './chance.js';
import type { Contact } from './contact.js';
import type { Segment } from './converse.js';
import { setState, settle } from './seat.js';

/** Some never write anything down: the platform makes them ready again after a while. */
const FORGETS = 0.015;
const TIMED_OUT = 3 * MINUTE;

/** Writes down what the call was about, then is ready for the next. */
export function* wrapUp(center: Center, contact: Contact, { seat, id }: Segment, said: EventData['wrapup.ended']): Script {
  const { chance } = center;
  const agent = seat.agent;
  setState(center, seat, 'wrap-up');
  contact.tell('wrapup.started', { agent, segment: id });
  const forgets = said.resolved === 'yes' && happens(chance, FORGETS);
  yield forgets ? TIMED_OUT : Math.max(4 * SECOND, lognormal(chance, 17 * SECOND, 0.5));
  contact.tell('wrapup.ended', forgets ? { agent, segment: id } : { ...said, agent, segment: id });
  settle(center, seat);
}
