import type { Role } from './board.js';
import type { SettingsProblem } from './settings.js';

/** GET /api/v1/session: who this browser is; 401 when nobody. */
export interface SessionView {
  readonly who: string;
  readonly role: Role;
}

/** POST /api/v1/session: sign in with a local account. */
export interface SignIn {
  readonly user: string;
  readonly password: string;
}

/** GET /api/v1/session/ways: how one can sign in. */
export interface SignInWays {
  /** The company's own sign-in service, and where signing in with it begins; null where there is none. */
  readonly provider: { readonly name: string; readonly path: string } | null;
}

/** GET /api/v1/recovery, and POST /api/v1/recovery/:id/attempted|reached with no body. Every list: */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Send it back as `cursor` for the next page; null at the end. */
  readonly next: string | null;
}

/** GET /api/v1/catalogue */
export interface Catalogue {
  readonly flags: readonly CatalogueFlag[];
  readonly metrics: readonly CatalogueMetric[];
  /** What ranks customers at a glance. */
  readonly grounds: readonly CatalogueGround[];
}

/** What speaks for calling a customer, or says that they are doing well, and what it weighs when it happens. */
export interface CatalogueGround {
  readonly view: 'need' | 'well';
  readonly says: string;
  /** "25, partly 12" */
  readonly points: string;
}

export interface CatalogueFlag {
  readonly id: string;
  readonly title: string;
  readonly class: 'alert' | 'note';
  readonly version: number;
  readonly rule: string;
  readonly action: string;
  readonly options: readonly { readonly name: string; readonly default: number | string | boolean; readonly says: string }[];
  /** The page, in Markdown. */
  readonly page: string;
}

export interface CatalogueMetric {
  readonly id: string;
  readonly title: string;
  readonly formula: string;
  readonly unit: string;
  readonly page: string;
}

export interface Problem {
  readonly error: {
    readonly what: string;
    readonly do: string;
    /** Place by place, where settings have mistakes. */
    readonly problems?: readonly SettingsProblem[];
  };
}
