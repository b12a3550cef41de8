import { randomBytes } from 'node:crypto';

/** Unguessable bytes, behind a port so that a spec can repeat them. */
export interface Chance {
  bytes(count: number): Uint8Array;
}

export const systemChance: Chance = { bytes: count => randomBytes(count) };
