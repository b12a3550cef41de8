import type { EarshotEvent } from '../domain/event.js';
import type { Pseudonyms } from '../ports/privacy.js';

/** One menu key; whatever else a caller types is never kept. */
const MENU_KEY = /^[0-9*#A-D]$/i;

/**
 * What may stand in the log: callers' numbers become keyed hashes, and typed digits shrink to their length.
 * The last gate before anything is written, for all sources alike.
 */
export function protect(event: EarshotEvent, pseudonyms: Pseudonyms): EarshotEvent {
  switch (event.type) {
    case 'contact.started': {
      const { from, to, ...rest } = event.data;
      const called = rest.direction === 'outbound' || rest.direction === 'callback';
      const caller = from === undefined || called ? undefined : pseudonyms.customerOf(from);
      const callee = to === undefined || !called ? to : pseudonyms.customerOf(to);
      const data = { ...rest, ...(caller === undefined ? {} : { from: caller }), ...(callee === undefined ? {} : { to: callee }) };
      return { ...event, data };
    }
    case 'outbound.dialed': {
      const { to, ...rest } = event.data;
      const callee = to === undefined ? undefined : pseudonyms.customerOf(to);
      return { ...event, data: { ...rest, ...(callee === undefined ? {} : { to: callee }) } };
    }
    case 'callback.offered':
    case 'callback.requested':
    case 'callback.attempted':
    case 'callback.reached':
    case 'callback.cancelled': {
      const { number: _, ...data } = event.data;
      return { ...event, data };
    }
    case 'ivr.input': {
      const { key, ...rest } = event.data;
      if (key === undefined) return event;
      if (rest.kind === 'key' && MENU_KEY.test(key)) return event;
      return { ...event, data: { ...rest, kind: rest.kind === 'key' ? 'slot' : rest.kind, length: rest.length ?? key.length } };
    }
    default:
      return event;
  }
}
