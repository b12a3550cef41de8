import { ok, refused, type Result } from '../domain/result.js';

/** Where one PBX listens. */
export interface Place {
  readonly host: string;
  readonly port: number;
  readonly encrypted: boolean;
}

/** A setting of one address, or several separated by commas. No message repeats an address: it holds the secret. */
export function parseAddressList<Address>(setting: string, text: string, parseOne: (url: string, isOneOfMany: boolean) => Result<Address>): Result<readonly Address[]> {
  const parts = text.split(',').map((part) => part.trim()).filter((part) => part !== '');
  const addresses: Address[] = [];
  for (const [index, part] of parts.entries()) {
    const address = parseOne(part, parts.length > 1);
    if (!address.ok) return refused(`Address ${index + 1} in ${setting} cannot be used: ${address.reason}`);
    addresses.push(address.value);
  }
  return ok(addresses);
}

/** Host, port and encryption of a URL; the port is the platform's usual one where none is written. */
export function placeIn(url: URL, usual: { readonly plain: number; readonly encrypted: number }, encrypted: boolean): Place {
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (encrypted ? usual.encrypted : usual.plain) : Number(url.port),
    encrypted,
  };
}

/** `host:5038`, for people. */
export function placeText({ host, port }: Place): string {
  return `${host}:${port}`;
}
