import { createHmac } from 'node:crypto';
import { FRESH, isErasedName } from '../domain/erased.js';
import type { FreshNames } from '../domain/erased.js';
import { keyFor } from './seal.js';

/** Fresh names under a key that is not in the database: who has the database alone cannot try which call is behind one. */
export class Anonymity implements FreshNames {
  private readonly key: Buffer;

  constructor(secret: Buffer) {
    this.key = keyFor(secret, 'earshot erased');
  }

  contact(id: string): string {
    return isErasedName(id) ? id : `${FRESH}${this.hash('contact', id)}`;
  }

  thing(id: string): string {
    return `${FRESH}${this.hash('thing', id)}`;
  }

  customer(key: string): string {
    return this.hash('customer', key);
  }

  private hash(kind: string, id: string): string {
    return createHmac('sha256', this.key).update(`${kind} ${id}`).digest('base64url').slice(0, 22);
  }
}
