import { ok, refused, type Result } from '../../domain/result.js';
import { NAMELESS } from './source-name.js';

/** Where one PBX listens, and as whom to log in. */
export interface AmiAddress {
  readonly host: string;
  readonly port: number;
  readonly encrypted: boolean;
  readonly user: string;
  readonly secret: string;
  /** Names a PBX without `systemname`: the last part of `ami://user:secret@host:5038/branch`. */
  readonly name: string;
}

/** EARSHOT_AMI_URL: one address, or several separated by commas. `amis://` is AMI over TLS. */
export function parseAmiAddresses(text: string): Result<readonly AmiAddress[]> {
  const parts = text.split(',').map((part) => part.trim()).filter((part) => part !== '');
  const addresses: AmiAddress[] = [];
  for (const [index, part] of parts.entries()) {
    const address = parseOne(part, parts.length > 1);
    if (!address.ok) return refused(`Address ${index + 1} in EARSHOT_AMI_URL cannot be used: ${address.reason}`);
    addresses.push(address.value);
  }
  return ok(addresses);
}

// No message repeats the address: it holds the secret.
function parseOne(text: string, isOneOfMany: boolean): Result<AmiAddress> {
  if (!URL.canParse(text)) return refused('it does not read as ami://user:secret@host:5038. Percent-encode @ : / % and , in the secret.');
  const url = new URL(text);
  if (url.protocol !== 'ami:' && url.protocol !== 'amis:') return refused('it must begin with ami:// or amis://.');
  if (url.hostname === '') return refused('it names no host. Write ami://user:secret@host:5038.');
  if (url.username === '' || url.password === '') return refused('it has no user or no secret. Write ami://user:secret@host:5038 with those of manager.conf.');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const encrypted = url.protocol === 'amis:';
  const name = decodeURIComponent(url.pathname.replace(/^\//, '')) || (isOneOfMany ? host : NAMELESS);
  return ok({
    host, encrypted, name,
    port: url.port === '' ? (encrypted ? 5039 : 5038) : Number(url.port),
    user: decodeURIComponent(url.username),
    secret: decodeURIComponent(url.password),
  });
}
