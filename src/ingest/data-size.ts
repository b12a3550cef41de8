/** Deeper than any sender needs; past it whoever walks the value would overflow, and with it everyone's batch. */
const DEEPEST = 32;
/** Characters and values in one event's data: what is kept of every event must stay small. */
const LARGEST = 65_536;

/** What is too large about an event's data, if anything. Walks no further than the bounds. */
export function sizeProblem(data: unknown): string | undefined {
  let size = 0;
  const walk = (value: unknown, depth: number): string | undefined => {
    size += typeof value === 'string' ? value.length + 1 : 1;
    if (size > LARGEST) return `holds more than ${LARGEST} characters and values; send what the call did, not what was said`;
    if (typeof value !== 'object' || value === null) return undefined;
    if (depth >= DEEPEST) return `is nested deeper than ${DEEPEST} levels`;
    for (const name of Object.keys(value)) {
      size += name.length;
      const problem = walk((value as Readonly<Record<string, unknown>>)[name], depth + 1);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
  return walk(data, 0);
}
