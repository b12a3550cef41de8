import type { CountedPage, Explanation } from '../../contract/explained.js';
import type { Catalogue, Page, Problem, SessionView, SignIn, SignInWays } from '../../contract/session.js';
import type { ContactLane, ContactPage } from '../../contract/contact.js';

/** What came of a request: expected failures are values with something to tell the reader. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly status: number; readonly what: string; readonly do: string; readonly problems?: Problem['error']['problems'] };

export const whoAmI = (): Promise<Answer<SessionView>> => call('GET', 'session');
export const signInWays = (): Promise<Answer<SignInWays>> => call('GET', 'session/ways');
export const signIn = (account: SignIn): Promise<Answer<SessionView>> => call('POST', 'session', account);
export const signOut = (): Promise<Answer<unknown>> => call('DELETE', 'session');
export const readContact = (id: string): Promise<Answer<ContactPage>> => call('GET', `contacts/${encodeURIComponent(id)}`);
export const readContacts = (query: readonly string[]): Promise<Answer<Page<ContactLane>>> => call('GET', `contacts?${query.join('&')}`);
export const readExplanation = (id: string, query: readonly string[]): Promise<Answer<Explanation>> => call('GET', `metrics/${encodeURIComponent(id)}?${query.join('&')}`);
export const readCounted = (id: string, query: readonly string[]): Promise<Answer<CountedPage>> => call('GET', `metrics/${encodeURIComponent(id)}/contacts?${query.join('&')}`);
export const readCatalogue = (): Promise<Answer<Catalogue>> => call('GET', 'catalogue');
export const noteRecovery = (id: string, what: 'attempted' | 'reached'): Promise<Answer<unknown>> => call('POST', `recovery/${encodeURIComponent(id)}/${what}`);
/** Has them called: our phone first, then theirs. */
export const callBack = (id: string): Promise<Answer<unknown>> => call('POST', `recovery/${encodeURIComponent(id)}/call`, {});
export const readNumber = (id: string): Promise<Answer<{ readonly number: string }>> => call('GET', `recovery/${encodeURIComponent(id)}/number`);

/** One request to `/api/v1`; each page beside the board has its own reads. */
export async function call<Value>(method: string, path: string, body?: unknown): Promise<Answer<Value>> {
  const sent: RequestInit = body === undefined ? { method } : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  try {
    const response = await fetch(`/api/v1/${path}`, { ...sent, credentials: 'same-origin' });
    const said: unknown = await response.json().catch(() => null);
    return response.ok ? { ok: true, value: said as Value } : { ok: false, status: response.status, ...problemIn(said, response.status) };
  } catch {
    return { ok: false, status: 0, what: 'Earshot did not answer.', do: 'Check that the server runs and that this device is on the network.' };
  }
}

function problemIn(said: unknown, status: number): Problem['error'] {
  const error = (said as Partial<Problem> | null)?.error;
  if (typeof error?.what === 'string' && typeof error.do === 'string') return error;
  if (status === 404) return { what: 'Earshot does not have this.', do: 'It may be too old, or outside what you may see.' };
  return { what: `The server answered ${status}.`, do: 'Try again; if it stays, look at the server’s log.' };
}
