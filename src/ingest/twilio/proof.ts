import { validateRequest, validateRequestWithBody } from 'twilio/lib/webhooks/webhooks.js';
import { ok, refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import type { Fields, Proof, SignedPost } from '../../ports/signed-post.js';

export interface TwilioSecret {
  readonly authToken: string;
  /** EARSHOT_PUBLIC_URL: what Twilio signs is the address that it calls, and only the settings know that behind a proxy. */
  readonly callbackUrl: string;
}

/** The header that carries the signature. */
export const SIGNATURE = 'x-twilio-signature';
const MISMATCH = 'its signature does not match EARSHOT_TWILIO_AUTH_TOKEN';
const MOST_FIELDS = 500;

/** Twilio signs the address and the form's fields, or the address with the body's hash in it, with the account's auth token. */
export function twilioProof({ authToken, callbackUrl }: TwilioSecret): Proof {
  const addressOf = ({ path }: SignedPost): string => `${callbackUrl}${path}`;
  return {
    form: (post) => {
      const fields = fieldsOf(post.body);
      if (post.signature === undefined) return refused('it carries no signature');
      if (!fields.ok) return fields;
      return validateRequest(authToken, post.signature, addressOf(post), { ...fields.value }) ? fields : refused(MISMATCH);
    },
    body: (post) => {
      if (post.signature === undefined) return refused('it carries no signature');
      if (!/[?&]bodySHA256=/.test(post.path)) return refused('its address carries no bodySHA256, so nothing vouches for its body');
      return validateRequestWithBody(authToken, post.signature, addressOf(post), post.body) ? ok(post.body) : refused(MISMATCH);
    },
  };
}

/** A form's fields; one that comes twice is no form of Twilio's. */
function fieldsOf(body: string): Result<Fields> {
  const fields = Object.create(null) as Record<string, string>;
  let count = 0;
  for (const [name, value] of new URLSearchParams(body)) {
    if (name in fields) return refused(`its field ${name.slice(0, 40)} comes twice`);
    if ((count += 1) > MOST_FIELDS) return refused(`it has more than ${MOST_FIELDS} fields`);
    fields[name] = value;
  }
  return ok(fields);
}
