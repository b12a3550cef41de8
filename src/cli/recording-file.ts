import { z } from 'zod';
import type { Heard } from '../ports/recording.js';

export interface Recording {
  /** The mappings by which posts to webhooks are read, by their source. */
  readonly webhooks: Readonly<Record<string, unknown>>;
  readonly lines: readonly Heard[];
}

const head = z.object({ earshot: z.literal('recording'), version: z.literal(1), webhooks: z.record(z.string(), z.unknown()) });
const thing = z.object({ at: z.number(), source: z.string(), way: z.string(), sent: z.unknown() });

/** Throws with a sentence that says what is no recording. */
export function readRecording(text: string): Recording {
  const [first = '', ...rest] = text.split('\n').filter((line) => line.trim() !== '');
  const about = head.safeParse(parsed(first));
  if (!about.success) throw new Error('This is no recording of this version: its first line does not say so. Make one with npm run earshot -- record.');
  const lines = rest.map((line, index): Heard => {
    const read = thing.safeParse(parsed(line));
    if (!read.success) throw new Error(`Line ${index + 2} of the recording is no thing that was heard.`);
    return { ...read.data, sent: read.data.sent };
  });
  return { webhooks: about.data.webhooks, lines };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
