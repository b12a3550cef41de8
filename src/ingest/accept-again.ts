import type { EarshotEvent } from '../domain/event.js';
import { ok, refused } from '../domain/result.js';
import type { Result } from '../domain/result.js';
import type { Intake } from '../ports/intake.js';

/** Hands over what was refused before and can be read now; how many events it was. */
export async function acceptAgain(intake: Intake, events: readonly EarshotEvent[]): Promise<Result<number>> {
  const answer = await intake.accept(events);
  return answer.taken ? ok(events.length) : refused(`Nothing was taken: ${answer.reason}. Try again in a moment.`);
}
