import { SECOND } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import type { Clock } from '../ports/clock.js';
import type { Credentials } from '../ports/credentials.js';

/** How old an answer of the store may be: as the doorkeeper's. */
const FRESH: Millis = 2 * SECOND;
/** Of the command's own key, which dies with it: what it imports may be of any source. */
export const IMPORTS = 'earshot-import';

/** Whether events of a source may be handed over. */
export type MayTell = (source: string) => boolean;

/**
 * A key is made for one source. It may hand over what others without a key tell it (a gateway's lines have names of their own), but
 * no source that has a live key is spoken for by another's, nor what lies below it (`pbx/1` of `pbx`): else one sender could take
 * another's events from it by their ids, or have it look alive when it is not. What Earshot itself says (`earshot/…`) nobody else says.
 */
export class KeyedSources {
  private keyed: Promise<ReadonlySet<string>> | undefined;
  private askedAt: Instant = 0;

  constructor(private readonly credentials: Pick<Credentials, 'list'>, private readonly clock: Clock) {}

  /** Throws CredentialsUnavailable where the store does not answer. */
  async tellableBy(holder: string): Promise<MayTell> {
    if (holder === IMPORTS) return () => true;
    const keyed = await this.known();
    const own = `${holder}/`;
    return (source) => source === holder || source.startsWith(own) || !(source.startsWith('earshot/') || upwards(source).some((each) => keyed.has(each)));
  }

  private known(): Promise<ReadonlySet<string>> {
    const now = this.clock.now();
    if (this.keyed !== undefined && Math.abs(now - this.askedAt) < FRESH) return this.keyed;
    const asked = this.credentials.list('ingest-key').then((keys) => new Set(keys.flatMap((key) => (
      key.kind === 'ingest-key' && key.revokedAt === null && (key.expiresAt === null || key.expiresAt > now) ? [key.source] : []))));
    [this.keyed, this.askedAt] = [asked, now];
    asked.catch(() => (this.keyed = undefined));
    return asked;
  }
}

/** `a/b/c`, `a/b`, `a`. */
function upwards(source: string): readonly string[] {
  const all = [source];
  for (let end = source.lastIndexOf('/'); end > 0; end = source.lastIndexOf('/', end - 1)) all.push(source.slice(0, end));
  return all;
}
