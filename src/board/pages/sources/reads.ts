/** What the page of sources asks the server for, and has it do. */
import type { Page } from '../../../contract/session.js';
import type { MappingTrial, RefusedLine, RetryAnswer, TriedMapping } from '../../../contract/sources.js';
import { type Answer, call } from '../../net/api.js';

const of = (source: string, before: '?' | '&'): string => (source === '' ? '' : `${before}source=${encodeURIComponent(source)}`);

export const readRefused = (source: string, cursor: string | null): Promise<Answer<Page<RefusedLine>>> => (
  call('GET', `refused?limit=50${of(source, '&')}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`)
);
export const retryOne = (id: string): Promise<Answer<RetryAnswer>> => call('POST', `refused/${encodeURIComponent(id)}/retry`);
export const retryAll = (source: string): Promise<Answer<RetryAnswer>> => call('POST', `refused/retry${of(source, '?')}`);
export const dropOne = (id: string): Promise<Answer<null>> => call('DELETE', `refused/${encodeURIComponent(id)}`);
export const tryMapping = (tried: TriedMapping): Promise<Answer<MappingTrial>> => call('POST', 'sources/try', tried);

/** What was refused lately of webhooks, newest first, as far as something of it is kept. */
export async function readRefusedPosts(source: string): Promise<Answer<readonly RefusedLine[]>> {
  const answer = await readRefused(source, null);
  return answer.ok ? { ok: true, value: answer.value.items.filter(({ adapter, sent }) => adapter === 'webhook' && sent !== null) } : answer;
}
