import type { Floor } from '../domain/floor.js';
import { reasonName } from '../views/outcome.js';

/** A reason as an agent can say it aloud: by the name that the floor gives it, else its id without what ties its words: "bill too high". */
export function spokenReason(reason: string, floor: Floor): string {
  const name = reasonName(reason, floor);
  return name === reason ? reason.replaceAll(/[-_]+/g, ' ') : name;
}
