import type { Detector } from '../domain/detector.js';
import type { BoardView } from '../ports/board-view.js';
import type { Clock } from '../ports/clock.js';
import type { Gauges } from '../ports/gauges.js';
import type { History } from '../ports/history.js';
import type { Intake } from '../ports/intake.js';
import type { LiveState, LiveStreet } from '../ports/live-state.js';
import type { NumberBook } from '../ports/numbers.js';
import type { StateStore } from '../ports/state-store.js';
import type { SurveyRecords } from '../ports/surveys.js';
import type { RuleTexts } from '../views/flag-card.js';
import type { Titles } from '../views/lane.js';
import type { Metrics } from '../views/numbers.js';

/** What the API is handed by the app. */
export interface ApiParts {
  readonly state: LiveState;
  readonly street: LiveStreet;
  readonly history: History;
  readonly store: Pick<StateStore, 'journeys' | 'readings'>;
  readonly intake: Intake;
  readonly numbers: NumberBook;
  readonly surveys: SurveyRecords;
  readonly board: BoardView;
  readonly clock: Clock;
  readonly gauges: Gauges;
  readonly metrics: Metrics;
  readonly rules: readonly Detector[];
  /** The pages of the two catalogues, as Markdown, by id. */
  readonly pages: { readonly rules: Readonly<Record<string, string>>; readonly metrics: Readonly<Record<string, string>> };
}

/** The token under which controllers ask for the parts. */
export const API = Symbol('the parts of the API');

export function textsOf(parts: Pick<ApiParts, 'rules'>): RuleTexts {
  return new Map(parts.rules.map(({ id, title, action }) => [id, { title, action }]));
}

export function titlesOf(parts: Pick<ApiParts, 'rules'>): Titles {
  return new Map(parts.rules.map(({ id, title }) => [id, title]));
}
