import type { PlacedCall } from '../domain/placed-call.js';
import type { CallStore } from '../ports/call-backs.js';

/** What is heard of one call comes together; more than a few at once is a mistake of ours. */
const TRIES = 20;

/** Takes a step from where the call is now; when someone else changed it meanwhile, from there. Undefined when there is none. */
export async function change(store: Pick<CallStore, 'find' | 'save'>, id: string, step: (call: PlacedCall) => PlacedCall): Promise<PlacedCall | undefined> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const kept = await store.find(id);
    if (kept === undefined) return undefined;
    const next = step(kept.call);
    if (next === kept.call || await store.save(kept, next)) return next;
  }
  throw new Error(`The call-back ${id} changed ${TRIES} times while it was being changed. Report it: something changes it in a circle.`);
}
