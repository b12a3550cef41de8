/** Collects what a list is narrowed by: SQL written by hand, each `$` standing for the next of the values. */
export class Conditions {
  readonly #texts: string[] = [];
  readonly values: unknown[] = [];

  /** An absent value asks for nothing. */
  add(text: string, ...values: readonly unknown[]): void {
    if (values.includes(undefined)) return;
    let place = this.values.length;
    this.#texts.push(text.replaceAll('$', () => `$${++place}`));
    this.values.push(...values);
  }

  get where(): string {
    return this.#texts.length === 0 ? '' : `WHERE ${this.#texts.join(' AND ')}`;
  }
}
