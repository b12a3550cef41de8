import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { Action } from './scope.js';

/** Who may use a route or hear a socket message. One without any is refused to everyone. */
export type Policy =
  /** The holder of an ingest key. */
  | { readonly is: 'ingest' }
  | { readonly is: 'reader'; readonly action: Action }
  /** Everyone: because it shows nothing, or because it proves its sender itself (a webhook's signature). */
  | { readonly is: 'public' };

export const POLICY = 'earshot:policy';

/** On a method or a whole controller; the method's wins. */
export function Allow(what: 'ingest' | Action): CustomDecorator {
  return SetMetadata(POLICY, what === 'ingest' ? { is: 'ingest' } : { is: 'reader', action: what } satisfies Policy);
}

export function Public(): CustomDecorator {
  return SetMetadata(POLICY, { is: 'public' } satisfies Policy);
}
