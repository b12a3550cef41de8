import type { Millis } from '../../domain/time.js';
import { SECOND } from '../../domain/time.js';

export interface TaskRouterAccount {
  readonly accountSid: string;
  readonly authToken: string;
  /** WS… */
  readonly workspaceSid: string;
  /** Another address than taskrouter.twilio.com: a stand-in's. */
  readonly apiUrl?: string;
}

export type Attributes = Readonly<Record<string, unknown>>;

/** What became of a change. `gone`: the task is no more, or its attributes can hold no more; trying again is of no use. */
export type Changed = { readonly is: 'changed' } | { readonly is: 'gone'; readonly why: string } | { readonly is: 'failed'; readonly why: string; readonly retryAfterMs?: Millis };

const PATIENCE: Millis = 10 * SECOND;
/** Flex and its plugins write attributes too: so often is it read anew before the change is put off. */
const ROUNDS = 5;

/**
 * Changes a task's attributes without losing what others write into them: reads them with their version, and writes only
 * while they have it (If-Match). Over fetch, because the package's errors do not tell for how long to wait (Retry-After).
 */
export async function changeAttributes(account: TaskRouterAccount, task: string, change: (attributes: Attributes) => Attributes): Promise<Changed> {
  const url = `${account.apiUrl ?? 'https://taskrouter.twilio.com'}/v1/Workspaces/${account.workspaceSid}/Tasks/${task}`;
  for (let round = 0; round < ROUNDS; round += 1) {
    const read = await ask(account, url);
    if (read.is === 'overtaken') continue;
    if (read.is !== 'answered') return read;
    const attributes = attributesIn(read.body);
    if (attributes === undefined) return { is: 'gone', why: 'its attributes are no JSON object' };
    const written = await ask(account, url, { etag: read.etag, attributes: change(attributes) });
    if (written.is === 'answered') return { is: 'changed' };
    if (written.is !== 'overtaken') return written;
  }
  return { is: 'failed', why: `others changed its attributes ${ROUNDS} times meanwhile` };
}

type Asked =
  | { readonly is: 'answered'; readonly etag: string; readonly body: unknown }
  | { readonly is: 'overtaken' }
  | Exclude<Changed, { readonly is: 'changed' }>;

async function ask({ accountSid, authToken }: TaskRouterAccount, url: string, change?: { readonly etag: string; readonly attributes: Attributes }): Promise<Asked> {
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  try {
    const answer = await fetch(url, change === undefined ? { headers: { authorization }, signal: AbortSignal.timeout(PATIENCE) } : {
      method: 'POST', headers: { authorization, 'if-match': change.etag }, body: new URLSearchParams({ Attributes: JSON.stringify(change.attributes) }), signal: AbortSignal.timeout(PATIENCE),
    });
    const body: unknown = await answer.json().catch(() => null);
    if (answer.ok) return { is: 'answered', etag: answer.headers.get('etag') ?? '*', body };
    if (answer.status === 412) return { is: 'overtaken' };
    const why = `Twilio answered ${answer.status}`;
    if (answer.status !== 429 && answer.status < 500) return { is: 'gone', why };
    const pause = Number(answer.headers.get('retry-after'));
    return { is: 'failed', why, ...(pause > 0 ? { retryAfterMs: pause * SECOND } : {}) };
  } catch (error) {
    return { is: 'failed', why: (error as Error).name === 'TimeoutError' ? 'Twilio did not answer in time' : 'Twilio could not be reached' };
  }
}

function attributesIn(body: unknown): Attributes | undefined {
  const { attributes } = (body ?? {}) as { attributes?: unknown };
  try {
    const read: unknown = JSON.parse(typeof attributes === 'string' && attributes !== '' ? attributes : '{}');
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? read as Attributes : undefined;
  } catch {
    return undefined;
  }
}
