import type { FlagCard } from '../../../contract/contact.js';
import type { RuleMarks } from '../../../contract/rules.js';
import type { Page } from '../../../contract/session.js';
import { type Answer, call } from '../../net/api.js';

export const readFlags = (query: readonly string[]): Promise<Answer<Page<FlagCard>>> => call('GET', `flags?${query.join('&')}`);
export const readMarks = (from: number): Promise<Answer<Page<RuleMarks>>> => call('GET', `rules/marks?from=${from}`);
