import type { CountedAs } from '../../contract/explained.js';
import { type ContactsAsk, readAsk, writeAsk } from './contacts-ask.js';
import type { Window } from './queue-columns.js';

/** Where the reader is, kept in the address so that a link shows a colleague the same thing. */
export interface Route {
  readonly view: 'live' | 'wall' | 'page';
  /** Which page, and what of it; null on the live board and the wall. */
  readonly place: Place | null;
  readonly tab: Tab;
  readonly panel: Panel | null;
  readonly queues: readonly string[];
  readonly teams: readonly string[];
  /** Which window the table of queues is read by, and what it is sorted by; '' is trouble first. */
  readonly window: Window;
  readonly sort: string;
  /** The words sought among the lanes. */
  readonly sought: string;
}

/** `#/findings/f-12?state=open`: a page, what follows its name, and what else the page keeps in the address. */
export interface Place {
  readonly page: string;
  readonly rest: string;
  readonly ask: Readonly<Record<string, string>>;
}

export const tabs = ['contacts', 'agents', 'channels', 'sources'] as const;
export type Tab = (typeof tabs)[number];

export type Panel =
  | { readonly kind: 'contact'; readonly id: string }
  | { readonly kind: 'flag'; readonly id: string }
  /** `of`: the contacts behind the number that was followed to its definition. */
  | { readonly kind: 'metric'; readonly id: string; readonly of?: ContactsAsk }
  | { readonly kind: 'contacts'; readonly ask: ContactsAsk }
  /** The contacts that a metric was counted from, those that count one way. */
  | { readonly kind: 'counted'; readonly id: string; readonly side: Side; readonly of: ContactsAsk }
  | { readonly kind: 'help' };

export type Side = CountedAs;
export const sides: readonly Side[] = ['part', 'whole', 'out'];

export const home: Route = { view: 'live', place: null, tab: 'contacts', panel: null, queues: [], teams: [], window: 'last30', sort: '', sought: '' };

/** `#/contact/c-17?tab=agents&queues=billing,sales`; over a page, `#/contact/c-17?on=findings%2Ff-12`. `isPage`: whether there is a page of that name. */
export function readRoute(hash: string, isPage: (id: string) => boolean): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const parts = path.split('/').filter((part) => part !== '').map(decode);
  const asked = new URLSearchParams(query);
  const tab = asked.get('tab');
  const place = readPlace(parts, asked, isPage);
  return {
    view: parts[0] === 'wall' || asked.get('on') === 'wall' ? 'wall' : place === null ? 'live' : 'page',
    place,
    tab: tabs.find((known) => known === tab) ?? 'contacts',
    panel: readPanel(parts[0], parts.slice(1).join('/'), readAsk(asked), asked.get('side')),
    queues: list(asked.get('queues')),
    teams: list(asked.get('teams')),
    window: asked.get('window') === 'today' ? 'today' : 'last30',
    sort: asked.get('sort') ?? '',
    sought: asked.get('find') ?? '',
  };
}

export function writeRoute(route: Route): string {
  const asked = [
    route.tab === 'contacts' ? '' : `tab=${route.tab}`,
    route.queues.length === 0 ? '' : `queues=${route.queues.map(encodeURIComponent).join(',')}`,
    route.teams.length === 0 ? '' : `teams=${route.teams.map(encodeURIComponent).join(',')}`,
    route.window === 'last30' ? '' : `window=${route.window}`,
    route.sort === '' ? '' : `sort=${encodeURIComponent(route.sort)}`,
    route.sought === '' ? '' : `find=${encodeURIComponent(route.sought)}`,
    ...(route.panel === null ? writePlaceAsk(route.place) : [...writeAsk(askOf(route.panel)), ...(route.panel.kind === 'counted' ? [`side=${route.panel.side}`] : []), ...(route.view === 'wall' ? ['on=wall'] : writeBeneath(route.place))]),
  ].filter((part) => part !== '');
  return `#/${path(route)}${asked.length === 0 ? '' : `?${asked.join('&')}`}`;
}

function path(route: Route): string {
  if (route.panel?.kind === 'help' || route.panel?.kind === 'contacts') return route.panel.kind;
  if (route.panel !== null) return `${route.panel.kind}/${encodeURIComponent(route.panel.id)}`;
  return route.view === 'wall' ? 'wall' : route.place === null ? '' : writePlace(route.place);
}

/** What every view keeps in the address; the rest is a page's own. */
const shared = ['tab', 'queues', 'teams', 'window', 'sort', 'find', 'on', 'side'];

function readPlace(parts: readonly string[], asked: URLSearchParams, isPage: (id: string) => boolean): Place | null {
  const [id, ...rest] = parts;
  if (id !== undefined && isPage(id)) return { page: id, rest: rest.join('/'), ask: ownOf(asked) };
  const beneath = asked.get('on');
  if (beneath === null) return null;
  const [path = '', query = ''] = beneath.split('?', 2);
  const [page = '', ...behind] = path.split('/').map(decode);
  return isPage(page) ? { page, rest: behind.join('/'), ask: ownOf(new URLSearchParams(query)) } : null;
}

const ownOf = (asked: URLSearchParams): Record<string, string> => Object.fromEntries([...asked].filter(([name]) => !shared.includes(name)));

const writePlace = ({ page, rest }: Place): string => (rest === '' ? page : `${page}/${encodeURIComponent(rest)}`);

const writePlaceAsk = (place: Place | null): readonly string[] => Object.entries(place?.ask ?? {}).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);

function writeBeneath(place: Place | null): readonly string[] {
  if (place === null) return [];
  const asked = writePlaceAsk(place);
  return [`on=${encodeURIComponent(`${writePlace(place)}${asked.length === 0 ? '' : `?${asked.join('&')}`}`)}`];
}

function askOf(panel: Panel | null): ContactsAsk {
  if (panel?.kind === 'contacts') return panel.ask;
  if (panel?.kind === 'counted') return panel.of;
  return panel?.kind === 'metric' ? panel.of ?? {} : {};
}

function readPanel(kind: string | undefined, id: string, ask: ContactsAsk, side: string | null): Panel | null {
  if (kind === 'help') return { kind };
  if (kind === 'contacts') return { kind, ask };
  if (id === '') return null;
  if (kind === 'contact' || kind === 'flag') return { kind, id };
  if (kind === 'counted') return { kind, id, side: sides.find((known) => known === side) ?? 'part', of: ask };
  if (kind === 'metric') return Object.keys(ask).length === 0 ? { kind, id } : { kind, id, of: ask };
  return null;
}

const list = (text: string | null): readonly string[] => (text === null || text === '' ? [] : text.split(','));

function decode(part: string): string {
  try { return decodeURIComponent(part); } catch { return part; }
}
