import type { EarshotEvent } from '../../domain/event.js';
import { eventHash } from '../../domain/event-hash.js';
import type { AgentDayPart, StoredAgentDay } from '../../ports/state-store.js';
import { bodyOf, parseBody } from '../state/body.js';
import { toColumn } from '../state/column.js';
import { writeParts } from '../state/day-parts.js';
import type { Session } from '../state/transaction.js';

export interface DayRewrite {
  readonly contacts: readonly string[];
  readonly change: (event: EarshotEvent) => EarshotEvent;
  readonly fresh: (contact: string) => string;
}

/** Agents' days in rows: what they did stays, with whom does not. Every day is looked through. */
export async function rewriteAgentDays(session: Session, { contacts, change, fresh }: DayRewrite): Promise<void> {
  const texts = contacts.map((id) => JSON.stringify(id));
  const anyText = 'EXISTS (SELECT FROM unnest($1::text[]) AS text WHERE position(text in body) > 0)';
  const { rows: days } = await session.query<{ agent: string; day: string; body: string }>(`SELECT agent, day, body FROM agent_day WHERE ${anyText}`, [texts]);
  for (const { agent, day, body } of days) {
    const stored = parseBody<StoredAgentDay>(renamed(body, contacts, fresh));
    const events = parseBody<StoredAgentDay>(body).events.map(change);
    await session.query('UPDATE agent_day SET body = $3 WHERE agent = $1 AND day = $2', [agent, day, bodyOf({ ...stored, events }, stored.agent)]);
  }
  const { rows: parts } = await session.query<{ agent: string; day: string; number: number; body: string }>(`SELECT agent, day, number, body FROM agent_day_part WHERE ${anyText}`, [texts]);
  for (const { body } of parts) {
    const part = parseBody<AgentDayPart>(body);
    const events = part.events.map(change);
    const known = events.map(eventHash).toSorted((a, b) => a - b);
    await replacePart(session, { ...part, events, known });
  }
}

/** Not by `writeParts`: number 0 would take the place of all others. */
async function replacePart(session: Session, part: AgentDayPart): Promise<void> {
  if (part.number > 0) return writeParts(session, [part]);
  const { known, ...rest } = part;
  await session.query('UPDATE agent_day_part SET known = $3, body = $4 WHERE agent = $1 AND day = $2 AND number = 0',
    [toColumn(part.agent), toColumn(part.day), Buffer.from(Uint32Array.from(known).buffer).toString('base64'), bodyOf(rest, part.agent)]);
}

/** Standings name the contacts that an agent is on. */
function renamed(body: string, contacts: readonly string[], fresh: DayRewrite['fresh']): string {
  return contacts.reduce((text, id) => text.replaceAll(JSON.stringify(id), JSON.stringify(fresh(id))), body);
}
