/** Runs what concerns one key one after the other, different keys side by side. */
export class OneByOne {
  private readonly last = new Map<string, Promise<unknown>>();

  run<Value>(key: string, work: () => Promise<Value>): Promise<Value> {
    const before = this.last.get(key) ?? Promise.resolve();
    const running = before.then(work, work);
    const settled = running.then(() => undefined, () => undefined).then(() => {
      if (this.last.get(key) === settled) this.last.delete(key);
    });
    this.last.set(key, settled);
    return running;
  }
}
