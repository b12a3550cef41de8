import type { FindingLine, FindingPage, FindingSaid, FindingTimeline, TroubleLine } from '../../../contract/findings.js';
import type { Page } from '../../../contract/session.js';
import type { OwnerBeliefs } from '../../../contract/voice.js';
import { type Answer, call } from '../../net/api.js';

const at = (id: string): string => `findings/${encodeURIComponent(id)}`;

export const readFindings = (): Promise<Answer<Page<FindingLine>>> => call('GET', 'findings');
export const readTroubles = (): Promise<Answer<Page<TroubleLine>>> => call('GET', 'troubles');
export const readFinding = (id: string): Promise<Answer<FindingPage>> => call('GET', at(id));
export const readCall = (id: string, contact: string): Promise<Answer<FindingTimeline>> => call('GET', `${at(id)}/calls/${encodeURIComponent(contact)}`);
export const say = (id: string, word: 'acknowledged' | 'cause' | 'action' | 'comment', said: FindingSaid): Promise<Answer<FindingPage>> => call('POST', `${at(id)}/${word}`, said);
/** Of an owner: their function's alone. */
export const readOwnBeliefs = (): Promise<Answer<Page<OwnerBeliefs>>> => call('GET', 'beliefs/owners');
export const believe = (owner: string, changes: Readonly<Record<string, number | null>>): Promise<Answer<OwnerBeliefs>> => call('PATCH', `beliefs/owners/${encodeURIComponent(owner)}`, changes);
