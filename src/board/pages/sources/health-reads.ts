/** What is heard from each source, and forgetting one. */
import type { Page } from '../../../contract/session.js';
import type { SourceHealth } from '../../../contract/sources.js';
import { type Answer, call } from '../../net/api.js';

export const readHealth = (): Promise<Answer<Page<SourceHealth>>> => call('GET', 'sources');
export const forgetSource = (source: string): Promise<Answer<null>> => call('DELETE', `sources/${encodeURIComponent(source)}`);
