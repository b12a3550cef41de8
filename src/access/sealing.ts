import type { HeldKey } from './key-ring.js';
import { Seal } from './seal.js';

const MAGIC = Buffer.from('ers1');
const ID_BYTES = 4;

/** What seals and opens for one purpose. */
export interface Sealing {
  seal(text: string, about: string): Buffer;
  /** Undefined when it was sealed under a key that is not held, or for something else. */
  open(sealed: Uint8Array, about: string): string | undefined;
}

/** Seals under the key in use, and says which it was; opens what any key that is still held has sealed. */
export class SealingKeys {
  /** `unnamed`: under which was sealed before keys had ids. */
  constructor(private readonly keys: readonly [HeldKey, ...HeldKey[]], private readonly unnamed: Buffer) {}

  for(purpose: string): Sealing {
    const unnamed = new Seal(this.unnamed, purpose);
    const seals = new Map(this.keys.map(({ id, key }) => [id, new Seal(key, purpose)]));
    const [{ id }] = this.keys;
    const head = Buffer.concat([MAGIC, Buffer.from(id, 'hex')]);
    return {
      seal: (text, about) => Buffer.concat([head, (seals.get(id) as Seal).seal(text, about)]),
      open: (sealed, about) => {
        const bytes = Buffer.from(sealed);
        const by = bytes.subarray(0, MAGIC.length).equals(MAGIC) ? seals.get(bytes.subarray(MAGIC.length, MAGIC.length + ID_BYTES).toString('hex')) : undefined;
        return by?.open(bytes.subarray(MAGIC.length + ID_BYTES), about) ?? unnamed.open(bytes, about);
      },
    };
  }
}
