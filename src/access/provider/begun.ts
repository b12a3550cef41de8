import { MINUTE, SECOND, type Instant, type Millis } from '../../domain/time.js';
import { Seal } from '../seal.js';
import type { Checks } from './oidc.js';

/** People look for their password, or their telephone. */
const LASTS: Millis = 10 * MINUTE;
const PATH = '/login/oidc';

/**
 * A sign-in that was begun lives in a cookie of its own: nothing to be kept here, and whoever comes back with another's answer
 * has not got it. Lax, because the way back from the provider is one from another site.
 */
export class BegunSignIns {
  private readonly seal: Seal;

  constructor(secret: Buffer, private readonly secure: boolean) {
    this.seal = new Seal(secret, 'earshot sign-in');
  }

  cookie(checks: Checks, now: Instant): string {
    const text = JSON.stringify({ ...checks, until: now + LASTS });
    return this.written(this.seal.seal(text, PATH).toString('base64url'), LASTS);
  }

  ended(): string {
    return this.written('', 0);
  }

  /** Undefined when this browser began none, or too long ago. */
  in(cookies: string | undefined, now: Instant): Checks | undefined {
    const start = `${this.name}=`;
    const value = cookies?.split(';').map((each) => each.trim()).find((each) => each.startsWith(start))?.slice(start.length);
    const text = value === undefined ? undefined : this.seal.open(Buffer.from(value, 'base64url'), PATH);
    if (text === undefined) return undefined;
    const { until, ...checks } = JSON.parse(text) as Checks & { readonly until: Instant };
    return now < until ? checks : undefined;
  }

  private get name(): string {
    return this.secure ? '__Secure-earshot_sign_in' : 'earshot_sign_in';
  }

  private written(value: string, lasts: Millis): string {
    return `${this.name}=${value}; Max-Age=${lasts / SECOND}; Path=${PATH}; HttpOnly; SameSite=Lax${this.secure ? '; Secure' : ''}`;
  }
}
