import { blockOf, type AmiBlock } from './ami-block.js';

/** What has arrived but does not make a whole block yet. */
export interface AmiRest {
  readonly text: string;
  /** Inside a block that grew past the bound: thrown away up to the next empty line. */
  readonly skipping: boolean;
}

export interface AmiReading {
  readonly rest: AmiRest;
  readonly blocks: readonly AmiBlock[];
  /** Blocks thrown away because they were larger than any that Asterisk sends. */
  readonly oversized: number;
}

export const MAX_BLOCK_CHARACTERS = 65_536;
export const nothingRead: AmiRest = { text: '', skipping: false };

const END_OF_BLOCK = /\r?\n\r?\n/g;

/** Cuts the stream into blocks, however the network cut it into chunks. The greeting becomes a field of the first block. */
export function readAmi(rest: AmiRest, chunk: string): AmiReading {
  const text = rest.text + chunk;
  const blocks: AmiBlock[] = [];
  let { skipping } = rest;
  let oversized = 0;
  let from = 0;
  for (const end of text.matchAll(END_OF_BLOCK)) {
    const tooLarge = end.index - from > MAX_BLOCK_CHARACTERS;
    if (tooLarge) oversized++;
    else if (!skipping) blocks.push(...parse(text.slice(from, end.index)));
    skipping = false;
    from = end.index + end[0].length;
  }
  const left = text.slice(from);
  if (left.length <= MAX_BLOCK_CHARACTERS) return { rest: { text: skipping ? left.slice(-3) : left, skipping }, blocks, oversized };
  // Three characters are kept, because the empty line that ends the block may be cut in two.
  return { rest: { text: left.slice(-3), skipping: true }, blocks, oversized: oversized + (skipping ? 0 : 1) };
}

function parse(text: string): AmiBlock[] {
  const lines = text.split(/\r?\n/).filter((line) => line !== '').map(keyAndValue);
  return lines.length > 0 ? [blockOf(lines)] : [];
}

function keyAndValue(line: string): readonly [string, string] {
  const colon = line.indexOf(':');
  if (colon < 0) return ['Greeting', line];
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
}
