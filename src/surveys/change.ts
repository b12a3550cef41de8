import type { Invitation } from '../domain/invitation.js';
import type { Beside, Invitations } from '../ports/surveys.js';

/** Callbacks of one message come together; more than a few at once is a mistake of ours. */
const TRIES = 20;

/** Takes a step from where the invitation is now; when someone else changed it meanwhile, from there. Undefined when there is none. */
export async function change(
  invitations: Pick<Invitations, 'find' | 'save'>, id: string, step: (invitation: Invitation) => Invitation, beside?: Beside,
): Promise<Invitation | undefined> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const kept = await invitations.find(id);
    if (kept === undefined) return undefined;
    const next = step(kept.invitation);
    if (next === kept.invitation && beside === undefined) return next;
    if (await invitations.save(kept, next, beside)) return next;
  }
  throw new Error(`The invitation ${id} changed ${TRIES} times while it was being changed. Report it: something changes it in a circle.`);
}
