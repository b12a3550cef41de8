import { HOUR, MINUTE, SECOND } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import type { Carrier, Found, Handed, Outgoing } from '../ports/carrier.js';
import type twilio from 'twilio';

export interface TwilioAccount {
  readonly accountSid: string;
  readonly authToken: string;
  /** Another address than api.twilio.com: a stand-in. */
  readonly apiUrl?: string;
  /** Where Twilio reaches us. */
  readonly callbackUrl: string;
}

const PATIENCE: Millis = 15 * SECOND;
/** What Twilio could not deliver by then it drops, so that nothing arrives in the night. */
const VALID = HOUR / SECOND;
const RING = 30;
/** Between our clock and theirs. */
const SKEW: Millis = MINUTE;
const LISTED = 50;
const OPTED_OUT = 21_610;
/** Who was not reached at all got nothing. */
const NOT_REACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Loaded only where an account is set up: the package takes 160 ms and 25 MB. */
export async function openTwilio(account: TwilioAccount): Promise<Carrier> {
  const { default: sdk } = await import('twilio');
  const client = new sdk.Twilio(account.accountSid, account.authToken, { httpClient: requestsTo(sdk, account.apiUrl), autoRetry: false });
  return new TwilioCarrier(client, account);
}

class TwilioCarrier implements Carrier {
  constructor(private readonly client: twilio.Twilio, private readonly account: TwilioAccount) {}

  async hand(outgoing: Outgoing): Promise<Handed> {
    try {
      return { is: 'taken', sid: await this.create(outgoing) };
    } catch (error) {
      return handedBy(error);
    }
  }

  async find(outgoing: Outgoing, since: Instant): Promise<Found> {
    try {
      return outgoing.channel === 'sms' ? await this.findMessage(outgoing, since) : await this.findCall(outgoing, since);
    } catch (error) {
      return { is: 'unclear', reason: reasonOf(error) };
    }
  }

  private async create({ invitation, channel, to, sender, text }: Outgoing): Promise<string> {
    const { callbackUrl } = this.account;
    if (channel === 'voice') {
      const { sid } = await this.client.calls.create({
        to, from: sender, timeout: RING, url: `${callbackUrl}/surveys/twilio/call/${invitation}`, statusCallback: `${callbackUrl}/surveys/twilio/call-status/${invitation}`,
      });
      return sid;
    }
    const { sid } = await this.client.messages.create({
      to, body: text, validityPeriod: VALID, statusCallback: `${callbackUrl}/surveys/twilio/status/${invitation}`,
      ...(sender.startsWith('MG') ? { messagingServiceSid: sender } : { from: sender }),
    });
    return sid;
  }

  private async findMessage({ to, text }: Outgoing, since: Instant): Promise<Found> {
    const listed = await this.client.messages.list({ to, limit: LISTED });
    const found = listed.find((each) => each.direction === 'outbound-api' && each.body.endsWith(text) && each.dateCreated.getTime() >= since - SKEW);
    if (!found) return { is: 'not-there' };
    const { sid, status, errorCode } = found;
    if (status === 'delivered' || status === 'read') return { is: 'found', sid, delivery: 'delivered' };
    if (status === 'failed' || status === 'undelivered' || status === 'canceled') return { is: 'found', sid, delivery: 'failed', reason: String(errorCode ?? status) };
    return { is: 'found', sid, delivery: 'sent' };
  }

  private async findCall({ to, sender }: Outgoing, since: Instant): Promise<Found> {
    const listed = await this.client.calls.list({ to, from: sender, limit: LISTED });
    const found = listed.find((each) => each.direction === 'outbound-api' && each.dateCreated.getTime() >= since - SKEW);
    if (!found) return { is: 'not-there' };
    const { sid, status } = found;
    if (status === 'completed' || status === 'in-progress') return { is: 'found', sid, delivery: 'delivered' };
    return ['busy', 'no-answer', 'failed', 'canceled'].includes(status) ? { is: 'found', sid, delivery: 'failed', reason: status } : { is: 'found', sid, delivery: 'sent' };
  }
}

/** Their client has no setting for another address: it is changed in the request. */
function requestsTo(sdk: typeof twilio, apiUrl: string | undefined): twilio.RequestClient {
  // A connection kept open that Twilio closed while it idled would fail the next message as "nobody knows": each gets its own.
  const requests = new sdk.RequestClient({ timeout: PATIENCE, autoRetry: false, keepAlive: false });
  if (apiUrl === undefined) return requests;
  const { request } = requests;
  requests.request = (options) => request.call(requests, { ...options, uri: options.uri.replace(/^https:\/\/[^/]+/, apiUrl.replace(/\/$/, '')) }) as never;
  return requests;
}

interface Failure {
  /** The answer's status; absent where there was none. */
  readonly status?: number;
  readonly code?: number | string;
  readonly message?: string;
}

/** Only what Twilio surely did not take may ever be tried again. */
function handedBy(error: unknown): Handed {
  const { status, code } = error as Failure;
  const reason = reasonOf(error);
  if (status === undefined) return NOT_REACHED.has(String(code)) ? { is: 'busy', reason, retryAfterMs: 30 * SECOND } : { is: 'unclear', reason };
  if (status === 429) return { is: 'busy', reason, retryAfterMs: 5 * SECOND };
  // Our account, not their number.
  if (status === 401 || status === 403 || status === 404) return { is: 'busy', reason: `${reason}. Check EARSHOT_TWILIO_ACCOUNT_SID and EARSHOT_TWILIO_AUTH_TOKEN`, retryAfterMs: 5 * MINUTE };
  if (status >= 400 && status < 500 && status !== 408) return { is: 'refused', reason: String(code ?? status), isStopped: code === OPTED_OUT };
  return { is: 'unclear', reason };
}

/** Without the number that it may name. */
function reasonOf(error: unknown): string {
  const { status, code, message = '' } = error as Failure;
  const said = message.replaceAll(/\+?\d{7,}/g, '#');
  return [status === undefined ? undefined : `status ${status}`, code === undefined ? undefined : `code ${code}`, said].filter((part) => part !== undefined && part !== '').join(', ');
}
