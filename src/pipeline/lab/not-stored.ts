/** A rule that asks for more than a replay knows fails its run: it would count what is not so. */
export function notStored(what: string): never {
  throw new Error(`the rule asks ${what}, which is not stored: it cannot be replayed`);
}
