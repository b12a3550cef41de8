/** Which contacts a list shows, as it stands in the address: `#/contacts?queue=billing&state=waiting`. */
import type { NamedId } from '../../contract/board.js';

export interface ContactsAsk {
  readonly queue?: string;
  readonly agent?: string;
  readonly channel?: string;
  readonly flag?: string;
  readonly state?: ContactsState;
  readonly since?: ContactsSince;
  /** Of a number: about a place, `node:main`, a team, a number of ours, one reason for being away; by which instant it counts; over a window that is no usual one, in milliseconds. They narrow numbers, never a list of contacts. */
  readonly place?: string;
  readonly team?: string;
  readonly entry?: string;
  readonly away?: string;
  readonly attribution?: string;
  readonly from?: string;
  readonly to?: string;
}

const ofNumbers = ['place', 'team', 'entry', 'away', 'attribution', 'from', 'to'] as const;
/** Whether it asks for what only a number can be about. */
export const isOfNumber = (ask: ContactsAsk): boolean => ofNumbers.some((name) => ask[name] !== undefined);

export const contactStates = ['open', 'waiting', 'menu', 'trouble', 'ended'] as const;
export type ContactsState = (typeof contactStates)[number];
export const contactSpans = ['last30', 'today'] as const;
export type ContactsSince = (typeof contactSpans)[number];

export const stateWords: Record<ContactsState, string> = {
  open: 'open now', waiting: 'waiting now', menu: 'in a menu now', trouble: 'in trouble now', ended: 'that ended',
};
export const sinceWords: Record<ContactsSince, string> = { last30: 'begun in the last 30 minutes', today: 'begun today' };

/** What goes on changes by itself: such a list is asked for again and again. */
export const isRunning = (ask: ContactsAsk): boolean => ask.state !== undefined && ask.state !== 'ended';

export function readAsk(asked: URLSearchParams): ContactsAsk {
  const state = contactStates.find((known) => known === asked.get('state'));
  const since = contactSpans.find((known) => known === asked.get('since'));
  const texts = Object.fromEntries((['queue', 'agent', 'channel', 'flag', ...ofNumbers] as const).flatMap((name) => {
    const value = asked.get(name);
    return value === null || value === '' ? [] : [[name, value]];
  }));
  return { ...texts, ...(state && { state }), ...(since && { since }) };
}

/** `queue=billing`, `state=waiting`: the parts of an address. */
export const writeAsk = (ask: ContactsAsk): readonly string[] => Object.entries(ask).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);

/** The same as a query of the API; `now` is the server's, `today` the day's beginning in the center's zone. */
export function queryOf({ since, place: _place, team: _team, entry: _entry, away: _away, attribution: _by, from: _from, to: _to, ...ask }: ContactsAsk, now: number, today: number): readonly string[] {
  const from = since === undefined ? [] : [`from=${since === 'today' ? today : now - 30 * 60_000}`];
  return [...writeAsk(ask), ...from];
}

interface Names {
  readonly queue: (id: string) => string;
  readonly flag: (id: string) => string;
}

/** "Contacts waiting now, at Billing, flagged Gave up waiting, begun today" */
export function sayAsk({ queue, agent, channel, flag, state, since }: ContactsAsk, names: Names): string {
  const parts = [
    state && stateWords[state], queue && `at ${names.queue(queue)}`, agent && `with ${agent}`, channel && `by ${channel}`,
    flag && `flagged “${names.flag(flag)}”`, since && sinceWords[since],
  ].filter((part) => part !== undefined && part !== '');
  return parts.length === 0 ? 'All contacts' : `Contacts ${parts.join(', ')}`;
}

export const nameIn = (all: readonly NamedId[], id: string): string => all.find((each) => each.id === id)?.name ?? id;
