/** One thing that is wrong with the settings, and where it stands. */
export interface FloorProblem {
  /** The keys that lead to it; empty for the whole document. */
  readonly path: readonly string[];
  readonly says: string;
}

/** `queues.support.owner: there is no owner "bilings"`, as a sentence of several problems. */
export function problemText({ path, says }: FloorProblem): string {
  return `${path.length === 0 ? 'the file' : path.join('.')}: ${says}`;
}

/**
 * Reads a problem that was told as text. Keys may hold dots themselves (`sip:ann@pbx.example`), so the path is followed
 * through what was parsed: the longest key that fits is the one that is meant.
 */
export function problemIn(text: string, parsed: unknown): FloorProblem {
  const found = follow(text, parsed);
  if (found !== undefined) return found;
  const [where = '', ...says] = text.split(': ');
  return { path: where.split('.'), says: says.join(': ') };
}

function follow(text: string, parsed: unknown): FloorProblem | undefined {
  if (text.startsWith(': ')) return { path: [], says: text.slice(2) };
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const rest = text.replace(/^\./, '');
  const fitting = Object.keys(parsed).filter((key) => key !== '' && (rest.startsWith(`${key}.`) || rest.startsWith(`${key}: `))).toSorted((a, b) => b.length - a.length);
  for (const key of fitting) {
    const behind = follow(rest.slice(key.length), (parsed as Record<string, unknown>)[key]);
    if (behind !== undefined) return { path: [key, ...behind.path], says: behind.says };
  }
  return undefined;
}
