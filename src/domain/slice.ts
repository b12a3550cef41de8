export const SLICES = 64;

/** Which slice an id belongs to: says what belongs together, on one machine or on many. FNV-1a. */
export function sliceOf(id: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let index = 0; index < id.length; index += 1) {
    hash ^= id.charCodeAt(index);
    hash = Math.imul(hash, 0x01_00_01_93);
  }
  return (hash >>> 0) % SLICES;
}
