import { expect } from '@jest/globals';
import type { RecoveryLine } from '../../src/contract/board.js';
import type { ContactPage } from '../../src/contract/contact.js';
import type { Page } from '../../src/contract/session.js';
import type { Earshot } from './earshot.js';
import { caller, hangsUp, queues } from './story.js';
import { until } from './until.js';

/** Whoever is owed a call, as a supervisor of a started server reads and calls them. */
export class RecoveryList {
  private nth = 0;

  constructor(private readonly earshot: Earshot, private readonly key: string, private readonly reader: string) {}

  /** Someone waits, gives up, and stands on the list. */
  async letDown(id: string): Promise<{ readonly line: RecoveryLine; readonly number: string }> {
    const number = `+1212555${String(1_000 + (this.nth += 1))}`;
    const story = caller({ id, begins: Date.now() - 120_000, from: number, to: '+12025550142', direction: 'inbound' }).at(1, queues('bill')).at(100, hangsUp());
    expect(await this.earshot.post(story.events, this.key)).toBe(200);
    let found: RecoveryLine | undefined;
    await until(async () => (found = (await this.lines()).find(({ contact: its }) => its === id)) !== undefined);
    if (found === undefined) throw new Error(`${id} is not on the list.`);
    return { line: found, number };
  }

  async lineOf({ id }: RecoveryLine): Promise<RecoveryLine | undefined> {
    return (await this.lines()).find((each) => each.id === id);
  }

  async call({ id }: RecoveryLine): Promise<{ readonly status: number; readonly body: unknown }> {
    const answered = await fetch(`${this.earshot.url}/api/v1/recovery/${encodeURIComponent(id)}/call`, { method: 'POST', headers: this.headers });
    return { status: answered.status, body: await answered.json() };
  }

  /** As soon as the call before is settled. */
  async asked(line: RecoveryLine): Promise<void> {
    await until(async () => (await this.call(line)).status === 202, 15_000);
  }

  async contact(id: string): Promise<ContactPage> {
    return this.earshot.get<ContactPage>(`/api/v1/contacts/${encodeURIComponent(id)}`, this.reader);
  }

  async timeline(id: string): Promise<ContactPage['timeline']> {
    const answered = await fetch(`${this.earshot.url}/api/v1/contacts/${encodeURIComponent(id)}`, { headers: this.headers });
    return answered.ok ? (await answered.json() as ContactPage).timeline : [];
  }

  /** A database that is late after a restart says so; it is asked again. */
  private async lines(): Promise<readonly RecoveryLine[]> {
    for (;;) {
      const answered = await fetch(`${this.earshot.url}/api/v1/recovery`, { headers: this.headers });
      if (answered.ok) return (await answered.json() as Page<RecoveryLine>).items;
      expect(answered.status).toBe(503);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  private get headers(): Readonly<Record<string, string>> {
    return { authorization: `Bearer ${this.reader}` };
  }
}
