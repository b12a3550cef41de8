import type { Proof } from '../ports/signed-post.js';
import type { Surveys } from './surveys.js';

/** What the webhooks are handed by the app. */
export interface SurveyEdge {
  readonly surveys: Pick<Surveys, 'inbox' | 'call'>;
  /** Tells Twilio's webhooks from a stranger's. */
  readonly proof: Proof;
}

/** The token under which the controller asks for them. */
export const SURVEYS = Symbol('the surveys edge');
