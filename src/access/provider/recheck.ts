import { HOUR, MINUTE, SECOND, type Millis } from '../../domain/time.js';
import type { ProviderWord } from '../../ports/credentials.js';
import type { ProviderSignIns } from './provider-sign-ins.js';

/** How long the provider's word is taken without asking. */
const GOOD_FOR: Millis = 5 * MINUTE;
/** How long it is taken where the provider does not answer, or gave nothing to ask with: then one signs in again. */
const AT_MOST: Millis = 12 * HOUR;
const LOOKS: Millis = 15 * SECOND;
/** Asked at once; a provider has others to serve. */
const AT_ONCE = 20;

/**
 * Asks the provider again of everybody who is signed in with it. Whoever is gone there is signed out here, whose role changed has
 * the new one; open boards and desks follow within 5 s, by the watch over sessions.
 */
export class ProviderRecheck {
  private timer: NodeJS.Timeout | undefined;
  private looking = false;

  constructor(private readonly signIns: ProviderSignIns, private readonly note: (sentence: string) => void) {}

  start(): void {
    this.timer ??= setInterval(() => void this.beat(), LOOKS).unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** What a beat does. */
  async look(): Promise<void> {
    const { credentials, clock } = this.signIns.parts.access;
    const now = clock.now();
    const due = await credentials.wordsDue({ now, askBefore: now - GOOD_FOR, endBefore: now - AT_MOST, limit: AT_ONCE });
    await Promise.all(due.map((word) => this.ask(word)));
  }

  private async ask(word: ProviderWord): Promise<void> {
    const { access: { credentials, clock }, provider } = this.signIns.parts;
    const [found] = await credentials.find([word.credential]);
    const identity = found?.account?.identity;
    if (!found?.account || !identity) return;
    const refresh = word.sealed === null ? undefined : this.signIns.words.open(word.sealed, identity.subject);
    const said = refresh === undefined ? 'unsaid' : await provider.stillKnows(identity.subject, refresh);
    if (said === 'gone' || (said === 'unsaid' && clock.now() - word.saidAt >= AT_MOST)) return this.end(word.credential, found.account.user, said === 'gone' ? 'it knows them no more' : 'it did not say for twelve hours that they are still there');
    if (said === 'unsaid') return;
    await this.signIns.keepWord(word.credential, said);
    const saysRole = said.isWhole || Object.hasOwn(said.claims, this.signIns.settings.rules.role);
    // As it is by now: somebody may have disabled it while the provider was asked.
    if (saysRole) await this.signIns.follow(await credentials.accountOf(identity), identity, said.claims);
  }

  private async end(session: string, user: string, why: string): Promise<void> {
    const { credentials, clock } = this.signIns.parts.access;
    if (await credentials.revoke(session, clock.now())) await this.signIns.note(user, why);
  }

  private async beat(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      await this.look();
    } catch (error) {
      this.note(`Those who are signed in with ${this.signIns.settings.name} could not be asked about; it is tried again: ${(error as Error).message}`);
    } finally {
      this.looking = false;
    }
  }
}
