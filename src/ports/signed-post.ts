import type { Problem } from '../contract/session.js';
import type { Result } from '../domain/result.js';

/** A platform's webhook as it came in. Nothing in it is believed before its sender is proven. */
export interface SignedPost {
  /** Path and query, as they were asked for: the signature is over them. */
  readonly path: string;
  readonly signature: string | undefined;
  /** The text as it was sent. */
  readonly body: string;
}

/** A form's fields. */
export type Fields = Readonly<Record<string, string>>;

/** Tells a platform's posts from a stranger's. A reason says what did not fit, never what would have. */
export interface Proof {
  /** A form, signed with its fields. */
  form(post: SignedPost): Result<Fields>;
  /** Any other body: its hash stands in the address, and the address is signed. */
  body(post: SignedPost): Result<string>;
}

/** What a controller has of a request on Fastify, with the body's text. */
export interface Posted {
  readonly originalUrl: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body?: unknown;
}

export function signedPost({ originalUrl, headers, body }: Posted, header: string): SignedPost {
  const signature = headers[header];
  return { path: originalUrl, signature: typeof signature === 'string' ? signature : undefined, body: typeof body === 'string' ? body : '' };
}

/** What who is not believed is told, with status 403. */
export function unproven(post: SignedPost, reason: string): Problem {
  return {
    error: {
      what: `Refused a Twilio callback for ${post.path.slice(0, 200)}: ${reason}.`,
      do: 'Check the account\'s auth token, and that EARSHOT_PUBLIC_URL is the address that Twilio calls.',
    },
  };
}
