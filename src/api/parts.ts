import type { MappingTrial, TriedMapping } from '../contract/sources.js';
import type { Detector } from '../domain/detector.js';
import type { Result } from '../domain/result.js';
import type { AuditLog } from '../ports/audit.js';
import type { BoardView } from '../ports/board-view.js';
import type { CallDesk } from '../ports/call-backs.js';
import type { Clock } from '../ports/clock.js';
import type { CallersData } from '../ports/erasure.js';
import type { FloorDesk } from '../ports/floor-desk.js';
import type { Gauges } from '../ports/gauges.js';
import type { History } from '../ports/history.js';
import type { IntendedMenus, ReadIntended } from '../ports/intended-menus.js';
import type { Intake } from '../ports/intake.js';
import type { LiveState, LiveStreet } from '../ports/live-state.js';
import type { NumberBook } from '../ports/numbers.js';
import type { RuleLab } from '../ports/rule-lab.js';
import type { RecordingDesk } from '../ports/recording.js';
import type { RefusedItems } from '../ports/refused.js';
import type { SourcesHealth } from '../ports/source-health.js';
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
  readonly store: Pick<StateStore, 'contacts' | 'journeys' | 'readings' | 'readingKeys'>;
  readonly intake: Intake;
  readonly numbers: NumberBook;
  readonly callBacks: CallDesk;
  /** What may be done with all that is kept on a customer. */
  readonly callersData: CallersData;
  readonly surveys: SurveyRecords;
  readonly refused: RefusedParts;
  readonly sources: SourcesHealth;
  /** What a mapping of `webhooks:` would make of a sample. */
  readonly tryMapping: (tried: TriedMapping) => MappingTrial;
  readonly settings: FloorDesk;
  /** Who did what. */
  readonly audit: AuditLog;
  /** What authors meant with their menus, and how a file of it is read. */
  readonly intended: { readonly menus: IntendedMenus; readonly read: ReadIntended };
  readonly recordings: RecordingDesk;
  /** Where drafts of rules are tried. */
  readonly lab: RuleLab;
  readonly board: BoardView;
  readonly clock: Clock;
  readonly gauges: Gauges;
  readonly metrics: Metrics;
  readonly rules: readonly Detector[];
  /** The pages of the two catalogues, as Markdown, by id. */
  readonly pages: { readonly rules: Readonly<Record<string, string>>; readonly metrics: Readonly<Record<string, string>> };
}

/** What was refused, and the way back in. */
export interface RefusedParts {
  readonly items: RefusedItems;
  retry(id: string): Promise<Result<{ readonly events: number }>>;
}

/** The token under which controllers ask for the parts. */
export const API = Symbol('the parts of the API');

export function textsOf(parts: Pick<ApiParts, 'rules'>): RuleTexts {
  return new Map(parts.rules.map(({ id, title, action }) => [id, { title, action }]));
}

export function titlesOf(parts: Pick<ApiParts, 'rules'>): Titles {
  return new Map(parts.rules.map(({ id, title }) => [id, title]));
}
