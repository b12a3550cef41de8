const NULL = -1;
const TEXT = 25;
const BIGINT = 20;
/** Dimensions, whether there are nulls, the elements' type, how many, from 1. */
const HEADER = 20;

/**
 * Many rows as one parameter a column, in PostgreSQL's own form of an array: nobody escapes a quote and nobody looks for
 * one. A contact of 3 kB cost 60 µs of ours and 40 of PostgreSQL's as json_to_recordset, and costs a copy here.
 * For `unnest`; at least one element.
 */
export function textArray(values: readonly (string | null)[]): Buffer {
  const sizes = values.map((value) => (value === null ? NULL : Buffer.byteLength(value)));
  const bytes = begin(TEXT, sizes);
  let at = HEADER;
  for (const [index, value] of values.entries()) {
    at = bytes.writeInt32BE(sizes[index] ?? NULL, at);
    if (value !== null) at += bytes.write(value, at);
  }
  return bytes;
}

export function bigintArray(values: readonly (number | null)[]): Buffer {
  const bytes = begin(BIGINT, values.map((value) => (value === null ? NULL : 8)));
  let at = HEADER;
  for (const value of values) {
    at = bytes.writeInt32BE(value === null ? NULL : 8, at);
    if (value !== null) at = bytes.writeBigInt64BE(BigInt(value), at);
  }
  return bytes;
}

/** A list of texts as a text, for a column of lists: an array of arrays would have to be a rectangle. */
export function listLiteral(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`;
}

function begin(type: number, sizes: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + 4 + Math.max(0, size), HEADER));
  bytes.writeInt32BE(1, 0);
  bytes.writeInt32BE(sizes.includes(NULL) ? 1 : 0, 4);
  bytes.writeInt32BE(type, 8);
  bytes.writeInt32BE(sizes.length, 12);
  bytes.writeInt32BE(1, 16);
  return bytes;
}
