import { LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { MappingTrial, TriedEvent, TriedMapping } from '../../contract/sources.js';
import { ok, refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import type { Instant } from '../../domain/time.js';
import type { Refusal } from '../../ports/adapter.js';
import { compile } from './compile.js';
import { lineOfProblem } from './line-of-problem.js';
import { originsOf } from './origins.js';
import { parseMapping } from './parse-mapping.js';
import { thingsIn } from './things.js';

/** What a mapping would make of a sample: by the very reader that posts go through, and nothing is kept of it. */
export function tryMapping({ mapping, sample }: TriedMapping, now: Instant): MappingTrial {
  const lines = new LineCounter();
  const document = parseDocument(mapping, { uniqueKeys: true, stringKeys: true, lineCounter: lines });
  const written = mappingIn(document);
  if (!written.ok) return failed([written.reason], [document.errors[0]?.linePos?.[0].line ?? null]);
  const { source, given, at } = written.value;
  const parsed = parseMapping(given);
  if (!parsed.ok) return failed(parsed.reason, parsed.reason.map((problem) => lineOfProblem(problem, document, lines, at)));
  const things = thingsIn(/^\s*[[{]/.test(sample) ? 'application/json' : 'application/x-www-form-urlencoded', sample.trim());
  if (!things.ok) return failed([things.reason], [null]);
  const read = compile(parsed.value);
  const events: TriedEvent[] = [];
  const left: Refusal[] = [];
  let unused = 0;
  for (const [index, thing] of things.value.entries()) {
    const told = read(thing, source, now);
    if (!told.ok) left.push({ index, reason: told.reason });
    else if ('unused' in told.value) unused += 1;
    else {
      const { made } = told.value;
      events.push(...told.value.events.map(({ id, type, subject, time, sequence, data }, which) => ({
        id, type, subject, at: time, sequence: sequence ?? null, data, index, origins: originsOf(parsed.value, made[which], data),
      })));
    }
  }
  return { problems: [], problemLines: [], events, refused: left, unused };
}

interface Written {
  readonly source: string;
  readonly given: unknown;
  /** Where in the text the mapping begins. */
  readonly at: readonly string[];
}

/** As it stands in the settings file: with `webhooks:` and the source's name above it, or without. */
function mappingIn(document: Document.Parsed): Result<Written> {
  const wrong = document.errors[0];
  if (wrong !== undefined) return refused(`The mapping is not valid YAML: ${wrong.message}`);
  let given: unknown;
  try {
    given = document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    return refused(`The mapping is not valid YAML: ${(error as Error).message}`);
  }
  const all = typeof given === 'object' && given !== null ? (given as { readonly webhooks?: unknown }).webhooks : undefined;
  if (all === undefined) return ok({ source: 'sample', given, at: [] });
  const [first, second] = typeof all === 'object' && all !== null ? Object.entries(all) : [];
  if (first === undefined) return refused('There is no mapping under webhooks. Write the source\'s name and below it its mapping.');
  return second === undefined ? ok({ source: first[0], given: first[1], at: ['webhooks', first[0]] }) : refused('There are several mappings under webhooks. Paste the one that is to be tried.');
}

function failed(problems: readonly string[], problemLines: readonly (number | null)[]): MappingTrial {
  return { problems, problemLines, events: [], refused: [], unused: 0 };
}
