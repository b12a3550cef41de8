/** So many changes stand beside what was known before they are taken into it. */
const YOUNG = 256;

/**
 * What was heard of lately, by key, at most so much of it: what was noted longest ago makes room. A copy costs as much as
 * what changed lately, not as much as all that is known: each post is read on a copy of its own.
 */
export class Recent<Value> {
  private constructor(private readonly most: number, private old: ReadonlyMap<string, Value>, private young: Map<string, Value>) {}

  static empty<Value>(most: number): Recent<Value> {
    return new Recent<Value>(most, new Map(), new Map());
  }

  copy(): Recent<Value> {
    return new Recent(this.most, this.old, new Map(this.young));
  }

  get(key: string): Value | undefined {
    return this.young.has(key) ? this.young.get(key) : this.old.get(key);
  }

  set(key: string, value: Value): void {
    this.young.delete(key);
    this.young.set(key, value);
    if (this.young.size >= YOUNG) this.grow();
  }

  /** The old ones stay as they are: a copy of them may be in use. */
  private grow(): void {
    const next = new Map(this.old);
    for (const [key, value] of this.young) {
      next.delete(key);
      next.set(key, value);
    }
    for (const key of next.keys()) {
      if (next.size <= this.most) break;
      next.delete(key);
    }
    this.old = next;
    this.young = new Map();
  }
}
