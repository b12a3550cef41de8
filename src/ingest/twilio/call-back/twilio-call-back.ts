import type { CallResult } from '../../../domain/event.js';
import type { CallProgress } from '../../../ports/dialler.js';
import { unproven } from '../../../ports/signed-post.js';
import type { Fields, Proof, SignedPost } from '../../../ports/signed-post.js';
import { own } from '../../own.js';
import { askForKey, dialCustomer, hangUp } from './call-twiml.js';
import type { Turn } from './paths.js';

export interface TwilioCallBackParts {
  readonly proof: Proof;
  readonly progress: CallProgress;
  readonly callbackUrl: string;
}

export interface TurnAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Whose phone was not picked up, and how. An agent who hangs up first leaves the customer unanswered. */
const notAnswered: Readonly<Record<string, CallResult>> = { busy: 'busy', 'no-answer': 'no-answer', failed: 'no-answer', canceled: 'no-answer' };
const OVER = hangUp('This call is over already.');

/** What Twilio asks and tells while it makes a call for us. Each may come twice, and in any order. */
export class TwilioCallBack {
  constructor(private readonly parts: TwilioCallBackParts) {}

  async answer(turn: Turn, id: string, post: SignedPost): Promise<TurnAnswer> {
    const fields = this.parts.proof.form(post);
    if (!fields.ok) return { status: 403, body: unproven(post, fields.reason) };
    switch (turn) {
      case 'agent': return { status: 200, body: await this.pickedUp(id, fields.value) };
      case 'go': return { status: 200, body: await this.go(id, fields.value) };
      case 'done': return { status: 200, body: await this.done(id, fields.value) };
      case 'agent-status': return this.noted(await this.agentStatus(id, fields.value));
      case 'customer': return this.noted(await this.customerStatus(id, fields.value));
    }
  }

  /** Telephones are asked for a key; a browser or a desk phone of one's own has no mailbox. */
  private async pickedUp(id: string, fields: Fields): Promise<string> {
    const order = await this.parts.progress.orderOf(id);
    if (order === undefined) return OVER;
    return order.phone.startsWith('+') ? askForKey(id, this.parts.callbackUrl) : this.go(id, { ...fields, Digits: '1' });
  }

  private async go(id: string, { CallSid: call = '', Digits: digits = '' }: Fields): Promise<string> {
    const { progress, callbackUrl } = this.parts;
    const order = digits === '' || call === '' ? undefined : await progress.orderOf(id);
    if (order === undefined) return OVER;
    await progress.heard(id, { is: 'agent-there', call });
    return dialCustomer(order, callbackUrl);
  }

  /** The <Dial> is over: they talked, or nobody picked up. */
  private async done(id: string, { DialCallStatus: status = '' }: Fields): Promise<string> {
    const result = own(notAnswered, status);
    await this.parts.progress.heard(id, result === undefined ? { is: 'answered' } : { is: 'not-answered', result });
    return result === undefined ? hangUp() : hangUp(result === 'busy' ? 'They are busy.' : 'They did not pick up.');
  }

  private agentStatus(id: string, { CallStatus: status = '' }: Fields): Promise<boolean> {
    return this.parts.progress.heard(id, own(notAnswered, status) === undefined ? { is: 'over' } : { is: 'agent-not-reached' });
  }

  private customerStatus(id: string, { CallStatus: status = '' }: Fields): Promise<boolean> {
    const result = own(notAnswered, status);
    if (result !== undefined) return this.parts.progress.heard(id, { is: 'not-answered', result });
    return this.parts.progress.heard(id, { is: status === 'in-progress' || status === 'answered' || status === 'completed' ? 'answered' : 'dialling' });
  }

  /** What we know nothing of will not be known later either: Twilio need not send it again. */
  private noted(_: boolean): TurnAnswer {
    return { status: 204, body: undefined };
  }
}
