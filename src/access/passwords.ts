import { hash, verify } from '@node-rs/argon2';
import type { Chance } from '../ports/chance.js';

export interface Cost {
  /** In KiB. */
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
}

/** OWASP's smallest argon2id: about 50 ms. More memory would let a few sign-ins at once crowd out the pipeline. */
const COST: Cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Verified when nobody has that name, at the cost above, so that the time to the answer does not tell. */
const NOBODYS = '$argon2id$v=19$m=19456,t=2,p=1$L8O5XEqi/8qMVLQ+2QrtNA$ekfMKMP30h6r2VdzClAGZ2e3IQ31oG19hMJDVOZ1qWw';

/** Algorithm.Argon2id of the package: its enum cannot be used with isolated modules. */
const ARGON2ID = 2;

/** Hashing runs on Node's four worker threads, which files and name look-ups need too. */
const AT_ONCE = 2;
const WAITING = 20;

export type Verdict = 'match' | 'no-match' | 'busy';

export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly cost: Cost = COST) {}

  hash(password: string): Promise<string> {
    return hash(password, { ...this.cost, algorithm: ARGON2ID });
  }

  /** `stored` is null when there is nobody of that name: the work is done all the same. */
  async verify(password: string, stored: string | null): Promise<Verdict> {
    if (this.running >= AT_ONCE) {
      if (this.waiting.length >= WAITING) return 'busy';
      await new Promise<void>(resolve => this.waiting.push(resolve));
    } else {
      this.running += 1;
    }
    try {
      const same = await verify(stored ?? NOBODYS, password);
      return same && stored !== null ? 'match' : 'no-match';
    } finally {
      // The place passes to whoever waits longest; only when nobody does is it free.
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      else next();
    }
  }
}

const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** 100 bits in four groups that can be read aloud: no l, o, 0 or 1. */
export function newPassword(chance: Chance): string {
  const letters = Array.from(chance.bytes(20), byte => LETTERS[byte % 32]).join('');
  return letters.match(/.{5}/g)?.join('-') ?? letters;
}
