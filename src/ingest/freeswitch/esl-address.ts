import { ok, refused, type Result } from '../../domain/result.js';
import { parseAddressList, placeIn, type Place } from '../address-list.js';

/** Where one FreeSWITCH listens, and with what to get in. */
export interface EslAddress extends Place {
  /** `user@domain` of a directory user with `esl-password`; absent: the event socket's own password. */
  readonly user?: string | undefined;
  readonly secret: string;
  /** Names the switch instead of its own switchname: the last part of `esl://:secret@host:8021/branch`. */
  readonly name?: string | undefined;
}

const SHAPE = 'esl://:secret@host:8021';

/** EARSHOT_ESL_URL: one address, or several separated by commas. `esls://` goes through TLS, where a tunnel ends it in front of the switch. */
export function parseEslAddresses(text: string): Result<readonly EslAddress[]> {
  return parseAddressList('EARSHOT_ESL_URL', text, parseOne);
}

function parseOne(text: string): Result<EslAddress> {
  if (!URL.canParse(text)) return refused(`it does not read as ${SHAPE}. Percent-encode @ : / % and , in the secret.`);
  const url = new URL(text);
  if (url.protocol !== 'esl:' && url.protocol !== 'esls:') return refused('it must begin with esl:// or esls://.');
  if (url.hostname === '') return refused(`it names no host. Write ${SHAPE}.`);
  if (url.password === '') return refused(`it has no secret. Write ${SHAPE} with the password of event_socket.conf.xml.`);
  const place = placeIn(url, { plain: 8021, encrypted: 8021 }, url.protocol === 'esls:');
  const name = decodeURIComponent(url.pathname.replace(/^\//, '')) || undefined;
  return ok({ ...place, name, user: decodeURIComponent(url.username) || undefined, secret: decodeURIComponent(url.password) });
}
