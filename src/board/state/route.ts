import { type ContactsAsk, readAsk, writeAsk } from './contacts-ask.js';

/** Where the reader is, kept in the address so that a link shows a colleague the same thing. */
export interface Route {
  readonly view: 'live' | 'wall';
  readonly tab: Tab;
  readonly panel: Panel | null;
  readonly queues: readonly string[];
  readonly teams: readonly string[];
}

export const tabs = ['contacts', 'agents', 'channels', 'sources'] as const;
export type Tab = (typeof tabs)[number];

export type Panel =
  | { readonly kind: 'contact'; readonly id: string }
  | { readonly kind: 'flag'; readonly id: string }
  /** `of`: the contacts behind the number that was followed to its definition. */
  | { readonly kind: 'metric'; readonly id: string; readonly of?: ContactsAsk }
  | { readonly kind: 'contacts'; readonly ask: ContactsAsk }
  | { readonly kind: 'help' };

export const home: Route = { view: 'live', tab: 'contacts', panel: null, queues: [], teams: [] };

/** `#/contact/c-17?tab=agents&queues=billing,sales` */
export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const parts = path.split('/').filter((part) => part !== '').map(decode);
  const asked = new URLSearchParams(query);
  const tab = asked.get('tab');
  return {
    view: parts[0] === 'wall' ? 'wall' : 'live',
    tab: tabs.find((known) => known === tab) ?? 'contacts',
    panel: readPanel(parts[0], parts.slice(1).join('/'), readAsk(asked)),
    queues: list(asked.get('queues')),
    teams: list(asked.get('teams')),
  };
}

export function writeRoute(route: Route): string {
  const asked = [
    route.tab === 'contacts' ? '' : `tab=${route.tab}`,
    route.queues.length === 0 ? '' : `queues=${route.queues.map(encodeURIComponent).join(',')}`,
    route.teams.length === 0 ? '' : `teams=${route.teams.map(encodeURIComponent).join(',')}`,
    ...writeAsk(askOf(route.panel)),
  ].filter((part) => part !== '');
  return `#/${path(route)}${asked.length === 0 ? '' : `?${asked.join('&')}`}`;
}

function path(route: Route): string {
  if (route.panel?.kind === 'help' || route.panel?.kind === 'contacts') return route.panel.kind;
  if (route.panel !== null) return `${route.panel.kind}/${encodeURIComponent(route.panel.id)}`;
  return route.view === 'wall' ? 'wall' : '';
}

function askOf(panel: Panel | null): ContactsAsk {
  if (panel?.kind === 'contacts') return panel.ask;
  return panel?.kind === 'metric' ? panel.of ?? {} : {};
}

function readPanel(kind: string | undefined, id: string, ask: ContactsAsk): Panel | null {
  if (kind === 'help') return { kind };
  if (kind === 'contacts') return { kind, ask };
  if (id === '') return null;
  if (kind === 'contact' || kind === 'flag') return { kind, id };
  if (kind === 'metric') return Object.keys(ask).length === 0 ? { kind, id } : { kind, id, of: ask };
  return null;
}

const list = (text: string | null): readonly string[] => (text === null || text === '' ? [] : text.split(','));

function decode(part: string): string {
  try { return decodeURIComponent(part); } catch { return part; }
}
