import { ok, refused, type Result } from '../../domain/result.js';
import { parseAddressList, placeIn, type Place } from '../address-list.js';
import { NAMELESS } from './source-name.js';

/** Where one PBX listens, and as whom to log in. */
export interface AmiAddress extends Place {
  readonly user: string;
  readonly secret: string;
  /** Names a PBX without `systemname`: the last part of `ami://user:secret@host:5038/branch`. */
  readonly name: string;
}

/** EARSHOT_AMI_URL: one address, or several separated by commas. `amis://` is AMI over TLS. */
export function parseAmiAddresses(text: string): Result<readonly AmiAddress[]> {
  return parseAddressList('EARSHOT_AMI_URL', text, parseOne);
}

function parseOne(text: string, isOneOfMany: boolean): Result<AmiAddress> {
  if (!URL.canParse(text)) return refused('it does not read as ami://user:secret@host:5038. Percent-encode @ : / % and , in the secret.');
  const url = new URL(text);
  if (url.protocol !== 'ami:' && url.protocol !== 'amis:') return refused('it must begin with ami:// or amis://.');
  if (url.hostname === '') return refused('it names no host. Write ami://user:secret@host:5038.');
  if (url.username === '' || url.password === '') return refused('it has no user or no secret. Write ami://user:secret@host:5038 with those of manager.conf.');
  const place = placeIn(url, { plain: 5038, encrypted: 5039 }, url.protocol === 'amis:');
  const name = decodeURIComponent(url.pathname.replace(/^\//, '')) || (isOneOfMany ? place.host : NAMELESS);
  return ok({ ...place, name, user: decodeURIComponent(url.username), secret: decodeURIComponent(url.password) });
}
