import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { Problem } from '../contract/session.js';
import type { Instant } from '../domain/time.js';
import type { Action } from './scope.js';

/** Who may use a route or hear a socket message. One without any is refused to everyone. */
export type Policy =
  /** The holder of an ingest key. */
  | { readonly is: 'ingest'; readonly keyIn?: KeyIn }
  | { readonly is: 'reader'; readonly action: Action }
  /** Everyone: because it shows nothing, or because it proves its sender itself (a webhook's signature). */
  | { readonly is: 'public' };

/** A sender that cannot set Authorization shows its key elsewhere, and reads a refusal in a form of its own. */
export interface KeyIn {
  /** In lower case. */
  readonly header: string;
  readonly refusal?: (problem: Problem, headers: Readonly<Record<string, unknown>>, now: Instant) => object;
}

export const POLICY = 'earshot:policy';

/** On a method or a whole controller; the method's wins. */
export function Allow(what: 'ingest' | Action): CustomDecorator {
  return SetMetadata(POLICY, what === 'ingest' ? { is: 'ingest' } : { is: 'reader', action: what } satisfies Policy);
}

export function AllowKeyIn(keyIn: KeyIn): CustomDecorator {
  return SetMetadata(POLICY, { is: 'ingest', keyIn } satisfies Policy);
}

export function Public(): CustomDecorator {
  return SetMetadata(POLICY, { is: 'public' } satisfies Policy);
}
