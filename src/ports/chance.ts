import { randomBytes } from 'node:crypto';

/** Unguessable bytes, behind a port so that a spec can repeat them. */
export interface Chance {
  bytes(count: number): Uint8Array;
  /** A number from 0 (included) to 1 (excluded): to spread retries, not to keep secrets. */
  share(): number;
}

export const systemChance: Chance = { bytes: count => randomBytes(count), share: () => Math.random() };
