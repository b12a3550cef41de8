import { z } from 'zod';

/** The collector of traces. */
export interface OtlpSettings {
  /** Where spans are posted: the whole address. */
  readonly url: string;
  /** What the collector wants to be shown, such as a key. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of all work, the share that is traced: 0 to 1. */
  readonly ratio: number;
}

/** One in a hundred: at 200 entries a second some spans a second, and no load. */
const RATIO = 0.01;
/** Where collectors take traces, by the OTLP specification. */
const TRACES = '/v1/traces';

export const otlpReaders = {
  EARSHOT_OTLP_URL: z.string().refine((text) => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol), { error: 'is no address that begins with http:// or https://' }),
  EARSHOT_OTLP_HEADERS: z.string().transform((text) => text.split(',').map((each) => each.trim()))
    .pipe(z.array(z.string().regex(/^[\w-]+=[\x21-\x7E][\x20-\x7E]*$/, { error: 'is no list of headers such as authorization=Bearer abc, x-tenant=north' })))
    .transform((pairs) => Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]))),
  EARSHOT_OTLP_RATIO: z.string().regex(/^(0(\.\d+)?|1(\.0+)?)$/, { error: 'is no share between 0 and 1' }).transform(Number),
};

/** Nothing is traced without an address. */
export function otlpOf(given: Readonly<Record<string, unknown>>, problems: string[]): OtlpSettings | undefined {
  const { EARSHOT_OTLP_URL: url, EARSHOT_OTLP_HEADERS: headers, EARSHOT_OTLP_RATIO: ratio } = given as { readonly EARSHOT_OTLP_URL?: string; readonly EARSHOT_OTLP_HEADERS?: Readonly<Record<string, string>>; readonly EARSHOT_OTLP_RATIO?: number };
  if (url !== undefined) return { url: tracesAt(url), headers: headers ?? {}, ratio: ratio ?? RATIO };
  const alone = [...(headers === undefined ? [] : ['EARSHOT_OTLP_HEADERS']), ...(ratio === undefined ? [] : ['EARSHOT_OTLP_RATIO'])];
  problems.push(...alone.map((name) => `${name} is set, and EARSHOT_OTLP_URL is not: no collector of traces is known. Set both.`));
  return undefined;
}

/** Of a collector's bare address, the place where it takes traces; an address with a path is meant as it is. */
function tracesAt(text: string): string {
  const url = new URL(text);
  if (url.pathname === '/') url.pathname = TRACES;
  return url.href;
}
