import type { z } from 'zod';
import { nothing } from '../parameters.js';
import type { Schema } from './shapes.js';

/** One address, as the documentation tells it. */
export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly tag: 'floor' | 'contacts' | 'recovery' | 'desk' | 'surveys' | 'findings' | 'numbers' | 'menus' | 'server' | 'settings' | 'sources' | 'lab' | 'events';
  readonly says: string;
  readonly more?: string;
  readonly query?: z.ZodObject<z.ZodRawShape>;
  readonly body?: { readonly types: Readonly<Record<string, { readonly schema: Schema; readonly example: unknown }>> };
  readonly answer: { readonly says: string; readonly schema: Schema; readonly type?: string };
  readonly refusals: readonly Status[];
  readonly secured: 'reader' | 'key' | 'nobody';
}

export type Status = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 429 | 503;

export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
export const read: readonly Status[] = [400, 401, 403];

export function reading(path: string, tag: Operation['tag'], says: string, schema: Schema, more: Partial<Operation> = {}): Operation {
  return { method: 'get', path, tag, says, query: nothing, answer: { says: 'What was asked for.', schema }, refusals: read, secured: 'reader', ...more };
}
