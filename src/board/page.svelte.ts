/** The page's one changing thing: what was heard, what time it is, where the reader is. Components read it through `usePage`. */
import { createContext } from 'svelte';
import type { Catalogue, SessionView } from '../contract/session.js';
import { pageOf, pagesOf } from './pages/pages.js';
import { readCatalogue, whoAmI, type Answer } from './net/api.js';
import { type Connection, type View, connect } from './net/connect.js';
import { type BoardState, type Message, fold, nothingYet } from './state/board.js';
import { type Panel, type Place, type Route, home, readRoute, writeRoute } from './state/route.js';
import { type Standing, runningNow, standingOf } from './state/standing.js';

export type Session =
  | { readonly is: 'asking' }
  | { readonly is: 'nobody'; readonly reason: string | null }
  | { readonly is: 'unreachable'; readonly what: string; readonly do: string }
  | { readonly is: 'somebody'; readonly who: SessionView };

export class Page {
  session: Session = $state.raw({ is: 'asking' });
  board: BoardState = $state.raw(nothingYet);
  route: Route = $state.raw(home);
  /** Why the server refused this view, while the page tries again. */
  refusal: string | null = $state(null);
  /** The list from which the open contact was come to. */
  list: Panel | null = $state.raw(null);
  #pageNow = $state(Date.now());
  #catalogue: Promise<Answer<Catalogue>> | null = null;
  #connection: Connection | null = null;

  readonly standing: Standing = $derived(standingOf(this.board, this.#pageNow));
  /** The server's time, to the second; stands still while the page is not live. */
  readonly now: number = $derived(runningNow(this.board, this.standing, this.#pageNow));
  readonly zone: string = $derived(this.board.scope?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
  readonly #teams = $derived(new Map((this.board.scope?.teams ?? []).map((team) => [team.id, team.name])));
  readonly mayAct: boolean = $derived(this.session.is === 'somebody' && this.session.who.role !== 'wall' && this.session.who.role !== 'agent');

  /** The board shows less than this person may see. */
  readonly isNarrowed: boolean = $derived(Object.keys(viewOf(this.route)).length > 0);

  /** A function's owner has no board, and no socket: only pages. */
  readonly hasBoard: boolean = $derived(this.session.is !== 'somebody' || this.session.who.role !== 'owner');

  start(): void {
    this.route = routeNow();
    addEventListener('hashchange', () => this.#arrive(routeNow()));
    this.#tick();
    void this.#ask(null);
  }

  teamName(id: string | undefined): string {
    return id === undefined ? '' : this.#teams.get(id) ?? id;
  }

  /** An address with this much changed, for links. */
  href(change: Partial<Route>): string {
    return writeRoute({ ...this.route, ...change });
  }

  /** The address of a page, without a panel over it. */
  hrefOf(place: Partial<Place> & Pick<Place, 'page'>): string {
    return this.href({ view: 'page', place: { rest: '', ask: {}, ...place }, panel: null });
  }

  go(change: Partial<Route>): void {
    location.hash = this.href(change);
  }

  /** Like `go`, for what changes with each key: the way back does not lead through it. */
  turn(change: Partial<Route>): void {
    history.replaceState(null, '', this.href(change));
    this.#arrive(routeNow());
  }

  enter(who: SessionView): void {
    this.session = { is: 'somebody', who };
    this.refusal = null;
    if (who.role === 'wall' && location.hash === '') this.go({ view: 'wall' });
    this.#connection?.close();
    this.board = nothingYet;
    if (!this.hasBoard) return this.#leaveBoard();
    this.#connection = connect(viewOf(this.route), {
      hear: (message) => this.hear(message),
      lastFact: () => this.board.lastFact,
      refused: (reason) => void this.#ask(reason),
    });
  }

  leave(reason: string | null): void {
    this.#connection?.close();
    this.#connection = null;
    this.board = nothingYet;
    this.session = { is: 'nobody', reason };
  }

  hear(message: Message): void {
    this.board = fold(this.board, message);
  }

  /** Asked for once, and again only when that failed. */
  async catalogue(): Promise<Answer<Catalogue>> {
    this.#catalogue ??= readCatalogue();
    const answer = await this.#catalogue;
    if (!answer.ok) this.#catalogue = null;
    return answer;
  }

  /** Who is this browser? After a refusal: sign in anew when the session is over, else come back shortly. */
  async #ask(refusal: string | null): Promise<void> {
    const answer = await whoAmI();
    if (answer.ok && refusal === null) return this.enter(answer.value);
    if (answer.ok) {
      this.refusal = refusal;
      setTimeout(() => this.enter(answer.value), 5_000);
      return;
    }
    if (answer.status === 401 || answer.status === 403) return this.leave(refusal);
    this.session = { is: 'unreachable', what: answer.what, do: answer.do };
    setTimeout(() => void this.#ask(refusal), 3_000);
  }

  #arrive(next: Route): void {
    const before = this.route;
    this.route = next;
    if (!this.hasBoard) return this.#leaveBoard();
    if ((before.panel?.kind === 'contacts' || before.panel?.kind === 'counted') && next.panel?.kind === 'contact') this.list = before.panel;
    else if (next.panel?.kind !== 'contact') this.list = null;
    if (JSON.stringify(viewOf(before)) !== JSON.stringify(viewOf(next))) this.#connection?.watch(viewOf(next));
  }

  /** Who has no board comes to the first of their pages instead. */
  #leaveBoard(): void {
    const first = this.session.is === 'somebody' ? pagesOf(this.session.who.role)[0] : undefined;
    if (first !== undefined && this.route.place === null && this.route.panel === null) location.hash = this.hrefOf({ page: first.id });
  }

  /** Once a second, on the server's whole second, so that every running time turns over at once. */
  #tick(): void {
    this.#pageNow = Date.now();
    setTimeout(() => this.#tick(), 1_000 - ((this.#pageNow + this.board.offset) % 1_000) + 5);
  }
}

const routeNow = (): Route => readRoute(location.hash, (id) => pageOf(id) !== undefined);

/** What is watched. The page of one queue is the board of that queue, whatever else was chosen. */
function viewOf(route: Route): View {
  if (route.place?.page === 'queues' && route.place.rest !== '') return { queues: [route.place.rest] };
  return { ...(route.queues.length > 0 && { queues: route.queues }), ...(route.teams.length > 0 && { teams: route.teams }) };
}

export const [usePage, providePage] = createContext<Page>();
