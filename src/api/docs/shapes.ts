/** Raw JSON Schemas of what is answered: the shapes of `src/contract`, with what a reader of the documentation needs to know. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

export function maybe(schema: Schema): Schema {
  return { anyOf: [schema, { type: 'null' }] };
}

export function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

export function list(items: Schema): Schema {
  return { type: 'array', items };
}

/** All properties are required but those whose name ends with a question mark. */
export function shape(properties: Readonly<Record<string, Schema>>, description?: string): Schema {
  const named = Object.entries(properties).map(([name, schema]) => [name.replace('?', ''), schema] as const);
  return {
    type: 'object', ...(description === undefined ? {} : { description }),
    required: Object.keys(properties).filter((name) => !name.endsWith('?')), properties: Object.fromEntries(named),
  };
}
