import type { CallOrder, Dialler, Looked, Placed } from '../../../ports/dialler.js';
import { SECOND } from '../../../domain/time.js';
import type { Instant, Millis } from '../../../domain/time.js';
import { pathOf } from './paths.js';

export interface CallingAccount {
  readonly accountSid: string;
  readonly authToken: string;
  /** Another address than api.twilio.com: a stand-in's. */
  readonly apiUrl?: string;
  /** Where Twilio reaches us. */
  readonly callbackUrl: string;
}

const PATIENCE: Millis = 15 * SECOND;
/** Twilio tells whole seconds. A call to that phone before ours was asked for is another. */
const SKEW: Millis = 2 * SECOND;
/** Who was not reached at all placed nothing. */
const NOT_REACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Places calls with Twilio: it calls the agent's phone, and asks us what to do when somebody picks up. */
export class TwilioDialler implements Dialler {
  readonly way = 'twilio';

  constructor(private readonly account: CallingAccount) {}

  async place({ id, phone, callerId, ringMs }: CallOrder): Promise<Placed> {
    const { callbackUrl } = this.account;
    const to = (path: string): string => `${callbackUrl}${path}`;
    try {
      const answer = await this.ask('/Calls.json', new URLSearchParams([
        ['To', phone], ['From', callerId], ['Timeout', String(Math.round(ringMs / SECOND))], ['Url', to(pathOf('agent', id))], ['Method', 'POST'],
        ['StatusCallback', to(pathOf('agent-status', id))], ['StatusCallbackMethod', 'POST'], ['StatusCallbackEvent', 'completed'],
      ]));
      if (answer.ok) return { is: 'taken' };
      const reason = await reasonOf(answer);
      // A gateway's 408 and 5xx leave open whether the call was placed.
      return answer.status < 500 && answer.status !== 408 ? { is: 'refused', reason } : { is: 'unclear', reason };
    } catch (error) {
      const { cause, message } = error as { readonly cause?: { readonly code?: string }; readonly message: string };
      const reason = cause?.code ?? message;
      return NOT_REACHED.has(reason) ? { is: 'refused', reason: `Twilio could not be reached (${reason})` } : { is: 'unclear', reason };
    }
  }

  async find({ phone, callerId }: CallOrder, since: Instant): Promise<Looked> {
    try {
      const answer = await this.ask(`/Calls.json?${new URLSearchParams({ To: phone, From: callerId, PageSize: '50' }).toString()}`);
      if (!answer.ok) return { is: 'unclear' };
      const { calls } = await answer.json() as { readonly calls: readonly { readonly direction: string; readonly date_created: string }[] };
      const isThere = calls.some(({ direction, date_created: at }) => direction === 'outbound-api' && Date.parse(at) >= since - SKEW);
      return isThere ? { is: 'taken' } : { is: 'not-there' };
    } catch {
      return { is: 'unclear' };
    }
  }

  private ask(path: string, form?: URLSearchParams): Promise<Response> {
    const { accountSid, authToken, apiUrl = 'https://api.twilio.com' } = this.account;
    const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
    return fetch(`${apiUrl.replace(/\/$/, '')}/2010-04-01/Accounts/${accountSid}${path}`, {
      headers: { authorization }, signal: AbortSignal.timeout(PATIENCE), ...(form === undefined ? {} : { method: 'POST', body: form }),
    });
  }
}

/** Without the number that it may name. */
async function reasonOf(answer: Response): Promise<string> {
  const body = await answer.json().catch(() => ({})) as { readonly code?: number; readonly message?: string };
  const advice = answer.status === 401 || answer.status === 403 ? ' Check EARSHOT_TWILIO_ACCOUNT_SID and EARSHOT_TWILIO_AUTH_TOKEN.' : '';
  return `Twilio answered ${answer.status}${body.code === undefined ? '' : `, code ${body.code}`}${body.message === undefined ? '' : `: ${body.message.replaceAll(/\+?\d{7,}/g, '#')}`}${advice}`;
}
