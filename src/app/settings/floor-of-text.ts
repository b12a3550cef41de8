import { readFileSync } from 'node:fs';
import { floorOf } from '../../config/floor-file.js';
import { problemIn } from '../../config/floor-problem.js';
import type { FloorProblem } from '../../config/floor-problem.js';
import { flagProblems } from '../../config/flag-problems.js';
import { ownerProblems } from '../../config/owner-problems.js';
import { isSection } from '../../config/document-changes.js';
import { lineOf, parseText } from '../../config/parsed-text.js';
import { surveyProblems } from '../../config/survey-problems.js';
import type { SettingsProblem } from '../../contract/settings.js';
import { detectors } from '../../detectors/index.js';
import type { Floor } from '../../domain/floor.js';
import { refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import { webhookProblems } from '../../ingest/webhook/parse-mapping.js';
import { secretProblems } from '../../ingest/webhook/secrets.js';

/** What a text of settings holds. */
export interface ReadSettings {
  /** As it was parsed; null where it cannot be. */
  readonly document: Readonly<Record<string, unknown>> | null;
  /** The floor that it describes, held against all catalogues, or everything that is wrong with it at its place. */
  readonly floor: Result<Floor, readonly SettingsProblem[]>;
}

export function readText(text: string, zoneElsewhere: string): ReadSettings {
  const parsed = parseText(text);
  if (parsed.problems.length > 0) return { document: null, floor: refused(parsed.problems.map(({ line, says }) => ({ path: [], line, says }))) };
  const floor = floorOf(parsed.value, zoneElsewhere);
  const problems = floor.ok ? catalogueProblems(floor.value, parsed.value) : floor.reason;
  return {
    document: isSection(parsed.value) ? parsed.value : null,
    floor: floor.ok && problems.length === 0 ? floor : refused(problems.map(({ path, says }) => ({ path, line: lineOf(parsed, path) ?? null, says }))),
  };
}

/** All of them in one sentence, for a line of the log. */
export function problemsText(problems: readonly SettingsProblem[]): string {
  return problems.map(({ path, line, says }) => (path.length > 0 ? `${path.join('.')}: ${says}` : line === null ? `the file: ${says}` : `line ${line}: ${says}`)).join('; ');
}

function catalogueProblems(floor: Floor, parsed: unknown): readonly FloorProblem[] {
  return [
    ...flagProblems(floor.flags, detectors), ...surveyProblems(floor.surveys, detectors), ...ownerProblems(floor.owners, detectors), ...webhookProblems(floor.webhooks),
    ...secretProblems(floor.webhooks, (file) => readFileSync(file, 'utf8')),
  ].map((text) => problemIn(text, parsed));
}
