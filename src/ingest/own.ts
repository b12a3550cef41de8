/** What a table says of a key that comes from outside: `constructor` and its like are in every object, and say nothing. */
export function own<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
