import { createHash } from 'node:crypto';

/** What was handed on of each conversation: snapshots repeat everything with every change. Of each detail its hash is kept, which is some bytes. */
export class ToldAlready {
  private readonly told = new Map<string, Set<string>>();

  constructor(private readonly mostConversations = 20_000, private readonly mostOfEach = 500) {}

  /** Those that say something new. */
  fresh(conversation: string, details: readonly object[]): readonly object[] {
    const known = this.told.get(conversation) ?? new Set<string>();
    const fresh = details.filter((detail) => {
      const hash = createHash('sha1').update(JSON.stringify(detail)).digest('base64');
      if (known.has(hash)) return false;
      if (known.size < this.mostOfEach) known.add(hash);
      return true;
    });
    this.told.delete(conversation);
    this.told.set(conversation, known);
    if (this.told.size > this.mostConversations) this.told.delete(this.told.keys().next().value as string);
    return fresh;
  }
}
