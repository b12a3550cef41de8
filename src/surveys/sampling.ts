import { createHmac } from 'node:crypto';

/**
 * A number from 0 to 1 that only the key's holder can foretell, and that is the same whenever it is asked again: no agent can
 * steer who is asked, neither by ending a call early nor by passing it on, and a restart draws nobody anew.
 */
export function drawOf(key: Buffer, ...about: readonly string[]): number {
  const digest = createHmac('sha256', key).update(JSON.stringify(about)).digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}
