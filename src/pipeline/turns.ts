/** Steps of the pipeline and saves of what it holds, never one in the midst of the other's synchronous part. */
export class Turns {
  private stepping: Promise<unknown> | undefined;
  private writing: Promise<unknown> | undefined;

  async step<Value>(work: () => Promise<Value>): Promise<Value> {
    const stepping = work();
    this.stepping = stepping;
    return stepping.finally(() => (this.stepping = undefined));
  }

  /** Never begins in the midst of a step: half an entry would be saved as if it were whole. Saves come one after another. */
  async write<Value>(work: () => Promise<Value>): Promise<Value> {
    while (this.stepping) await this.stepping.catch(() => undefined);
    const writing = work();
    this.writing = writing;
    return writing.finally(() => (this.writing = undefined));
  }

  /** For a step, while which no other save begins: none is on its way any more. */
  async written(): Promise<void> {
    while (this.writing) await this.writing.catch(() => undefined);
  }
}
