import { z } from 'zod';
import type { MappingTrial } from '../contract/sources.js';
import { ok } from '../domain/result.js';
import { wrong } from './answer.js';
import type { Answer } from './answer.js';
import type { ApiParts } from './parts.js';

const tried = z.strictObject({ mapping: z.string().max(64_000), sample: z.string().max(128_000) });

export function tryOut({ tryMapping }: Pick<ApiParts, 'tryMapping'>, body: unknown): Answer<MappingTrial> {
  const read = tried.safeParse(body);
  if (!read.success) return wrong('This is no mapping with a sample.', 'Send JSON: {"mapping": "…", "sample": "…"}, both as text, of at most 64,000 and 128,000 characters.');
  return ok(tryMapping(read.data));
}
