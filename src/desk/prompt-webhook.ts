import type { PromptView } from '../contract/desk.js';
import type { Webhooks } from '../ports/webhooks.js';
import type { DeskOutlet } from './desk.js';

export interface WebhookAddress {
  readonly url: string;
  /** `whsec_…` */
  readonly secret: string;
}

/**
 * The same prompts for desktops of another make: `prompt.shown` with the questions and choices when it is asked, and
 * `prompt.answered`, `prompt.partly` or `prompt.expired` when there is nothing left to answer. Its id names prompt and state:
 * what is sent again after a restart is known by it.
 */
export class PromptWebhook implements DeskOutlet {
  constructor(private readonly address: WebhookAddress, private readonly webhooks: Webhooks) {}

  /** That desktop is there for every agent. */
  isPresent(): boolean {
    return true;
  }

  /** The effort of a contact that goes on is told over the socket only. */
  now(): void {}

  prompt(_agent: string, prompt: PromptView, live: boolean): void {
    const isAnswerOnItsWay = prompt.state === 'open' && prompt.questions.some(({ answer }) => answer !== undefined);
    if (!live || isAnswerOnItsWay) return;
    const state = prompt.state === 'open' ? 'shown' : prompt.state;
    const at = prompt.state === 'expired' || prompt.state === 'partly' ? prompt.expiresAt : prompt.shownAt;
    this.webhooks.send({ ...this.address, id: `${prompt.id}/${state}`, type: `prompt.${state}`, at, data: prompt, until: at + (prompt.expiresAt - prompt.shownAt) });
  }
}
