/**
 * The little Markdown that catalogue pages use, as a tree: the page is drawn from it with components, so that no text can become markup.
 * Knows headings, paragraphs, lists, quotes, fenced code and tables; strong, emphasis, code and links within them.
 */
export type Block =
  | { readonly is: 'heading'; readonly level: number; readonly text: readonly Inline[] }
  | { readonly is: 'paragraph'; readonly text: readonly Inline[] }
  | { readonly is: 'quote'; readonly text: readonly Inline[] }
  | { readonly is: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly is: 'code'; readonly text: string }
  | { readonly is: 'table'; readonly head: readonly (readonly Inline[])[]; readonly rows: readonly (readonly (readonly Inline[])[])[] };

export type Inline =
  | { readonly is: 'text' | 'code' | 'strong' | 'em'; readonly text: string }
  | { readonly is: 'link'; readonly text: string; readonly href: string };

export function parseMarkdown(source: string): readonly Block[] {
  const lines = source.replace(/\r\n?/g, '\n').split('\n');
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const [block, used] = readBlock(lines, at);
    if (block !== null) blocks.push(block);
    at += used;
  }
  return blocks;
}

type Read = readonly [Block | null, number];

function readBlock(lines: readonly string[], at: number): Read {
  const line = lines[at] ?? '';
  if (line.trim() === '') return [null, 1];
  if (line.startsWith('```')) return readCode(lines, at);
  const heading = /^(#{1,6})\s+(.*)$/.exec(line);
  if (heading) return [{ is: 'heading', level: heading[1]?.length ?? 1, text: parseInline(heading[2] ?? '') }, 1];
  if (line.startsWith('|') && /^\|[\s:|-]+$/.test(lines[at + 1] ?? '')) return readTable(lines, at);
  if (item.test(line)) return readList(lines, at);
  return readParagraph(lines, at);
}

const item = /^\s*(?:[-*+]|\d+[.)])\s+/;
const starts = /^(?:```|#{1,6}\s|\||>)/;

function readCode(lines: readonly string[], at: number): Read {
  const end = lines.findIndex((line, index) => index > at && line.startsWith('```'));
  const to = end === -1 ? lines.length : end;
  return [{ is: 'code', text: lines.slice(at + 1, to).join('\n') }, to - at + 1];
}

function readTable(lines: readonly string[], at: number): Read {
  const rows = run(lines, at, (line) => line.startsWith('|')).map((line) => cells(line).map(parseInline));
  return [{ is: 'table', head: rows[0] ?? [], rows: rows.slice(2) }, rows.length];
}

const cells = (line: string): string[] => line.trim().replace(/^\||\|$/g, '').split('|').map((cell) => cell.trim());

function readList(lines: readonly string[], at: number): Read {
  const taken = run(lines, at, (line, index) => line.trim() !== '' && (item.test(line) || (index > 0 && !starts.test(line))));
  const items: string[] = [];
  for (const line of taken) {
    if (item.test(line)) items.push(line.replace(item, ''));
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return [{ is: 'list', ordered: /^\s*\d/.test(lines[at] ?? ''), items: items.map(parseInline) }, taken.length];
}

function readParagraph(lines: readonly string[], at: number): Read {
  const quote = (lines[at] ?? '').startsWith('>');
  const taken = run(lines, at, (line, index) => line.trim() !== '' && (index === 0 || (line.startsWith('>') === quote && (quote || !starts.test(line)) && !item.test(line))));
  const text = taken.map((line) => line.replace(/^>\s?/, '').trim()).join(' ');
  return [{ is: quote ? 'quote' : 'paragraph', text: parseInline(text) }, taken.length];
}

function run(lines: readonly string[], at: number, goes: (line: string, index: number) => boolean): readonly string[] {
  const rest = lines.slice(at);
  const end = rest.findIndex((line, index) => !goes(line, index));
  return end === -1 ? rest : rest.slice(0, end);
}

const mark = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\(([^)\s]+)\)/g;

export function parseInline(text: string): readonly Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  for (const found of text.matchAll(mark)) {
    if (found.index > from) parts.push({ is: 'text', text: text.slice(from, found.index) });
    parts.push(marked(found));
    from = found.index + found[0].length;
  }
  if (from < text.length) parts.push({ is: 'text', text: text.slice(from) });
  return parts;
}

function marked([all, code, strong, em, label, href]: RegExpMatchArray): Inline {
  if (code !== undefined) return { is: 'code', text: code };
  if (strong !== undefined) return { is: 'strong', text: strong };
  if (em !== undefined) return { is: 'em', text: em };
  if (label !== undefined && href !== undefined && /^(?:https?:\/\/|#)/.test(href)) return { is: 'link', text: label, href };
  return { is: 'text', text: label ?? all };
}
