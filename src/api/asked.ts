import { Injectable } from '@nestjs/common';
import type { PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { ok } from '../domain/result.js';
import { answered, wrong } from './answer.js';
import type { Answer } from './answer.js';
import { nearest } from '../domain/nearest.js';

type Parameters = z.ZodObject<z.ZodRawShape>;

/** `@Query(asked(schema)) query: z.output<typeof schema>`: what was asked, read once, or a problem that names each parameter. */
export function asked<Schema extends Parameters>(schema: Schema): PipeTransform<unknown, z.output<Schema>> {
  return new Asked(schema);
}

@Injectable()
class Asked<Schema extends Parameters> implements PipeTransform<unknown, z.output<Schema>> {
  constructor(private readonly schema: Schema) {}

  transform(given: unknown): z.output<Schema> {
    return answered(readParameters(this.schema, given));
  }
}

/** Every problem is told at once. A schema's message says what to write. */
export function readParameters<Schema extends Parameters>(schema: Schema, given: unknown): Answer<z.output<Schema>> {
  const sent = (given ?? {}) as Record<string, unknown>;
  const read = schema.safeParse(sent);
  if (read.success) return ok(read.data);
  const known = Object.keys(schema.shape);
  const told = read.error.issues.flatMap((issue) => tellIssue(issue, sent, known));
  return wrong(told.map(({ what }) => what).join(' '), told.map((each) => each.do).join(' '));
}

/** A value that names something in a catalogue, but nothing that is there. */
export function unknownName(parameter: string, value: string, known: readonly string[]): Answer<never> {
  return wrong(`The parameter "${parameter}" names ${shown(value)}, which there is not.`, `Did you mean "${nearest(value, known)}"? /api/v1/catalogue lists what there is.`);
}

function tellIssue(issue: z.core.$ZodIssue, given: Record<string, unknown>, known: readonly string[]): { what: string; do: string }[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ what: `There is no parameter ${shown(key)} here.`, do: known.length === 0 ? 'Leave it out.' : `Did you mean "${nearest(key, known)}"? There are: ${known.join(', ')}.` }));
  }
  const parameter = String(issue.path[0] ?? '');
  if (Array.isArray(given[parameter])) return [{ what: `The parameter "${parameter}" is given more than once.`, do: 'Give it once.' }];
  return [{ what: `The parameter "${parameter}" cannot be ${shown(given[parameter])}.`, do: issue.message }];
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : '';
  return `"${text.length > 80 ? `${text.slice(0, 80)}…` : text}"`;
}
