import type { FeedLine } from '../../../contract/board.js';
import { connect } from '../../net/connect.js';
import type { Page } from '../../page.svelte.js';
import { type AlarmChoice, type Told, alsoTold, isChosen, isMuted, isOn, noticeOf, readChoice, toTell } from '../../state/alarms.js';
import { type BoardState, fold, nothingYet } from '../../state/board.js';
import { type Kept, keptFor } from '../../state/kept.js';
import { isAwake, play, wake } from './sound.js';

const hour = 3_600_000;

/** Tells whoever looks elsewhere of the lines they chose. */
export class Alarms {
  choice: AlarmChoice = $state.raw(readChoice(null));
  /** Sound was chosen, and the browser lets this page sound. */
  hasVoice = $state(false);
  /** What the browser says of notifications; `unable`: it has none, or none here. */
  permission: NotificationPermission | 'unable' = $state('unable');
  problem = $state('');
  #told: Told = new Map();
  readonly #kept: Kept;

  constructor(private readonly page: Page, who: string) {
    this.#kept = keptFor('alarms', who);
    this.reread();
    this.permission = typeof Notification === 'undefined' || !isSecureContext ? 'unable' : Notification.permission;
    if (this.choice.sounds) this.wake();
  }

  /** Another tab may have chosen otherwise. */
  reread(): void {
    this.choice = readChoice(this.#kept.read());
  }

  wake(): void {
    wake(() => { this.hasVoice = isAwake(); });
  }

  choose(change: Partial<AlarmChoice>): void {
    this.choice = { ...this.choice, ...change };
    this.#kept.write(JSON.stringify(this.choice));
    if (this.choice.sounds) this.wake();
  }

  /** Only ever from a click: who is asked unasked says no, for good. */
  async chooseNotices(wanted: boolean): Promise<void> {
    if (wanted && this.permission === 'default') this.permission = await Notification.requestPermission();
    this.choose({ notifies: wanted && this.permission === 'granted' });
  }

  mute(): void {
    this.choose({ mutedUntil: Date.now() + hour });
  }

  /** As a severe one would be, whatever is in front. */
  test(): void {
    this.wake();
    if (this.choice.sounds) setTimeout(() => play('severe'), 150);
    if (this.choice.notifies) this.#notify({ title: 'This is how an alarm looks', body: 'The rule and the queue, nothing of a caller.' }, 'test', null);
  }

  /** What is known the first time is no news. */
  hear(feed: readonly FeedLine[], now: number, isFirst: boolean): void {
    const fresh = isFirst ? [] : toTell(feed, this.#told, now).filter((line) => isChosen(line, this.choice));
    this.#told = alsoTold(this.#told, feed);
    if (fresh.length > 0 && isOn(this.choice) && !isMuted(this.choice, Date.now())) this.#tell(fresh.filter(({ id, severity }) => claim(`${id} ${severity}`)));
  }

  /** Whoever has the board in front sees the line come; a wall is in front of everyone, and of nobody. */
  #tell(lines: readonly FeedLine[]): void {
    const isInFront = document.visibilityState === 'visible' && document.hasFocus();
    const isWall = this.page.route.view === 'wall';
    if (this.choice.sounds && lines.length > 0 && (!isInFront || isWall)) play(lines.some(({ severity }) => severity === 'severe') ? 'severe' : 'warning');
    if (this.choice.notifies && !isInFront) for (const line of lines) this.#notify(noticeOf(line), line.id, line);
  }

  #notify({ title, body }: { readonly title: string; readonly body: string }, tag: string, line: FeedLine | null): void {
    try {
      const notice = new Notification(title, { body, tag, silent: true });
      notice.onclick = () => {
        window.focus();
        const contact = line?.contacts[0];
        if (line !== null) this.page.go({ panel: contact === undefined ? { kind: 'flag', id: line.rule } : { kind: 'contact', id: contact } });
        notice.close();
      };
    } catch {
      // Chrome on Android has notifications only for apps that were installed.
      this.problem = 'This browser shows no notifications of a page. The sound works all the same.';
    }
  }

  /** While the board shows only some queues, the others are heard on a line of their own. */
  hearTheRest(): () => void {
    let rest: BoardState = nothingYet;
    const line = connect({}, {
      hear: (message) => {
        const isFirst = rest.frame === null;
        // The frames are the board's; here only the feed counts.
        if (message.type === 'changes') return;
        rest = fold(rest, message);
        this.hear(rest.feed, Date.now() + rest.offset, isFirst);
      },
      lastFact: () => rest.lastFact,
      refused: () => {},
    });
    return () => line.close();
  }
}

/** One browser tells once, however many tabs of the board it has open. */
function claim(what: string): boolean {
  const last = keptFor('alarm', 'told');
  const told = (last.read() ?? '').split('\n');
  if (told.includes(what)) return false;
  last.write([what, ...told].slice(0, 30).join('\n'));
  return true;
}
