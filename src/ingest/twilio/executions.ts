import type { EarshotEvent } from '../../domain/event.js';
import { SOURCE } from './translate.js';

/** What `startedId` made of an execution. */
const STARTED = /^(FN[A-Za-z0-9]{2,62}):execution-started$/;

/** The contacts of Studio executions, from their first events: how a server that has just started knows them again. */
export function executionsIn(events: Iterable<EarshotEvent>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { source, id, subject } of events) {
    const execution = source === SOURCE ? STARTED.exec(id)?.[1] : undefined;
    if (execution !== undefined) found.set(execution, subject);
  }
  return found;
}
