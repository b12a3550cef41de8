import { own } from '../own.js';

/** Where in a post something stands. */
export interface Path {
  /** From the whole post, though an element of one of its lists is being read. */
  readonly fromPost: boolean;
  readonly steps: readonly (string | number)[];
}

/** What is being read: the post, and in it the element of a list where one is walked through. */
export interface Place {
  readonly post: unknown;
  readonly here: unknown;
  /** Which element of that list, counted from 0. */
  readonly index?: number;
}

const STEP = /\.?([^.[\]"\s][^.[\]"]*)|\[(-?\d{1,6})\]|\[("(?:[^"\\]|\\.)*")\]/uy;

/** Reads `call.id`, `calls[0].legs[-1]`, `call["caller id"]`; `$` is the whole post. Undefined: it is no path. */
export function pathOf(text: string): Path | undefined {
  const fromPost = text.startsWith('$');
  const rest = fromPost ? text.slice(1) : text;
  const steps: (string | number)[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < rest.length) {
    const [, name, index, quoted] = STEP.exec(rest) ?? [];
    if (name === undefined && index === undefined && quoted === undefined) return undefined;
    const step = index !== undefined ? Number(index) : quoted !== undefined ? unquoted(quoted) : name;
    if (step === undefined) return undefined;
    steps.push(step);
  }
  return fromPost || steps.length > 0 ? { fromPost, steps } : undefined;
}

/** What stands there; undefined where nothing does, or null. */
export function valueAt({ post, here }: Place, { fromPost, steps }: Path): unknown {
  let value = fromPost ? post : here;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = typeof step === 'string' ? own(value as Readonly<Record<string, unknown>>, step) : Array.isArray(value) ? (value as readonly unknown[]).at(step) : undefined;
  }
  return value ?? undefined;
}

function unquoted(text: string): string | undefined {
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
}
