import { decode } from './decode.js';

export interface Line {
  /** Counted from 1. */
  readonly line: number;
  /** undefined: the line is longer than the limit and was passed over. */
  readonly text: string | undefined;
}

/** The lines of a file, one at a time; one that is too long is passed over without ever standing in memory. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<Line> {
  let line = 1;
  let begun = '';
  let tooLong = false;
  for await (const text of decode(chunks, 'utf-8')) {
    const parts = text.split('\n');
    const last = parts.pop() ?? '';
    for (const part of parts) {
      const whole = begun + part;
      yield { line, text: tooLong || whole.length > longest ? undefined : whole };
      line += 1;
      begun = '';
      tooLong = false;
    }
    if (!tooLong) begun += last;
    if (begun.length > longest) {
      tooLong = true;
      begun = '';
    }
  }
  if (begun !== '' || tooLong) yield { line, text: tooLong ? undefined : begun };
}
