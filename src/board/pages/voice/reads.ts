/** What the voice page asks the server for. */
import type { Page } from '../../../contract/session.js';
import type { SurveyProgramme, SurveyResults, UnheardLine } from '../../../contract/surveys.js';
import type { BeliefLine, PersonLine, PerceptionView, WeighedLine } from '../../../contract/voice.js';
import { type Answer, call } from '../../net/api.js';

export interface Window {
  readonly from: number;
  readonly to: number;
}

const span = ({ from, to }: Window): string => `from=${from}&to=${to}`;

export const readProgrammes = (window: Window): Promise<Answer<Page<SurveyProgramme>>> => call('GET', `surveys?${span(window)}`);
export const readResults = (programme: string, window: Window): Promise<Answer<SurveyResults>> => call('GET', `surveys/${encodeURIComponent(programme)}?${span(window)}`);
export const readUnheard = (window: Window): Promise<Answer<Page<UnheardLine>>> => call('GET', `unheard?${span(window)}`);
export const readPerception = (window: Window, by: PerceptionView['by']): Promise<Answer<PerceptionView>> => call('GET', `perception?${span(window)}&by=${by}`);
export const readPeople = (window: Window): Promise<Answer<Page<PersonLine>>> => call('GET', `perception/people?${span(window)}`);
export const readBeliefs = (window: Window): Promise<Answer<Page<BeliefLine>>> => call('GET', `beliefs?${span(window)}`);
export const readStrata = (window: Window): Promise<Answer<Page<WeighedLine>>> => call('GET', `strata?${span(window)}`);
