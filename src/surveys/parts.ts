import type { Surveys } from './surveys.js';
import type { Twilio } from './twilio.js';

/** What the webhooks are handed by the app. */
export interface SurveyEdge {
  readonly surveys: Pick<Surveys, 'inbox' | 'call'>;
  readonly twilio: Pick<Twilio, 'isGenuine'>;
}

/** The token under which the controller asks for them. */
export const SURVEYS = Symbol('the surveys edge');
