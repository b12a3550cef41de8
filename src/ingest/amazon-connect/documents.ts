import { gunzipSync } from 'node:zlib';
import { ok, refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import { holdsTooMany, MOST_VALUES } from '../value-count.js';

/** A message of CloudWatch's is at most 1 MB packed; text of this kind is a tenth of that packed. */
const LARGEST = 8 * 1_024 * 1_024;

/** Most documents one post may hold. Firehose sends at most 4 MB, in which a few thousand lines of a flow's log find room. */
export const MOST_DOCUMENTS = 20_000;

/** What one record of Firehose's holds: base64 of JSON, or of gzip'd JSON, of one document or of several one behind the other. */
export function documentsIn(data: unknown): Result<{ readonly documents: readonly unknown[]; readonly bytes: number }> {
  if (typeof data !== 'string') return refused('A record holds no data. Send the body as Firehose writes it: {requestId, timestamp, records: [{data}]}.');
  const unpacked = unpack(Buffer.from(data, 'base64'));
  if (!unpacked.ok) return unpacked;
  if (holdsTooMany(unpacked.value, true)) return refused(`A record holds more than ${MOST_VALUES} values. Send at most ${LARGEST} bytes of what Connect writes in one.`);
  const documents = parseDocuments(unpacked.value);
  return documents.ok ? ok({ documents: documents.value, bytes: unpacked.value.length }) : documents;
}

/** JSON documents that follow one another, on lines of their own or not. Past the most that are taken it reads on no further: a text of `{}{}{}` holds a million. */
export function parseDocuments(text: string): Result<readonly unknown[]> {
  const whole = parse(text);
  if (whole.ok) return ok(Array.isArray(whole.value) ? whole.value : [whole.value]);
  const parts = apart(text);
  const documents: unknown[] = [];
  for (const part of parts) {
    const read = parse(part);
    if (!read.ok) return refused(`A record is no JSON: ${read.reason}. Leave out what changes records on their way (a Lambda, a delimiter).`);
    documents.push(read.value);
  }
  return documents.length > 0 ? ok(documents) : refused('A record is empty. Send the stream as Connect writes it.');
}

function unpack(bytes: Buffer): Result<string> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return ok(bytes.toString('utf8'));
  try {
    return ok(gunzipSync(bytes, { maxOutputLength: LARGEST }).toString('utf8'));
  } catch (error) {
    return refused(`A record could not be unpacked: ${(error as Error).message}. Send what CloudWatch packed, and at most ${LARGEST} bytes of it.`);
  }
}

function parse(text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    // A parser repeats what it could not read, and that may be a caller's.
    return refused((error as Error).message.replaceAll(/["'].*$/gs, '…'));
  }
}

/**
 * Cuts between the braces of documents; braces in texts are none. What follows one too many is left. Letter by letter: an expression
 * that knows texts looked at each quote anew for its end, and 80 kB of them that end nowhere held the server up for half a minute.
 */
function apart(text: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  let depth = 0;
  let isInText = false;
  for (let place = 0; place < text.length && parts.length <= MOST_DOCUMENTS; place += 1) {
    const letter = text[place];
    if (letter === '"') isInText = !isInText;
    else if (isInText) place += letter === '\\' ? 1 : 0;
    else if (letter === '{') depth += 1;
    else if (letter === '}') {
      depth -= 1;
      if (depth !== 0) continue;
      parts.push(text.slice(from, place + 1).trim());
      from = place + 1;
    }
  }
  const rest = parts.length > MOST_DOCUMENTS ? '' : text.slice(from).trim();
  return rest === '' ? parts : [...parts, rest];
}
