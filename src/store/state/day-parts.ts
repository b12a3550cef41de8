import type { AgentDayHead, AgentDayPart, StoredAgentDay } from '../../ports/state-store.js';
import { textArray } from './arrays.js';
import { bodyOf, parseBody } from './body.js';
import { inChunks, sendChunks } from './chunks.js';
import { toColumn } from './column.js';
import type { Session } from './transaction.js';

type Day = Pick<StoredAgentDay, 'agent' | 'day'>;

/** In the order in which the days put them aside: number 0 replaces what there was. Index: the primary key. */
export async function writeParts(session: Session, parts: readonly AgentDayPart[]): Promise<void> {
  const anew = parts.filter(({ number }) => number === 0);
  if (anew.length > 0) {
    await session.query(
      'DELETE FROM agent_day_part USING unnest($1::text[], $2::text[]) AS anew (agent, day) WHERE agent_day_part.agent = anew.agent AND agent_day_part.day = anew.day',
      [textArray(anew.map(({ agent }) => toColumn(agent))), textArray(anew.map(({ day }) => toColumn(day)))],
    );
  }
  await sendChunks(parts, ({ events }) => events.length, async chunk => {
    await session.query(
      `INSERT INTO agent_day_part (agent, day, number, known, body)
       SELECT agent, day, number::integer, known, body FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) AS given (agent, day, number, known, body)
       ON CONFLICT (agent, day, number) DO UPDATE SET (known, body) = (excluded.known, excluded.body)`,
      [
        textArray(chunk.map(({ agent }) => toColumn(agent))), textArray(chunk.map(({ day }) => toColumn(day))), textArray(chunk.map(({ number }) => String(number))),
        textArray(chunk.map(({ known }) => toText(known))), textArray(chunk.map(({ known: _, ...part }) => bodyOf(part, part.agent))),
      ],
    );
  });
}

/** Index: the primary key. */
export async function readParts(session: Session, days: readonly Day[]): Promise<readonly AgentDayPart[]> {
  const found: AgentDayPart[] = [];
  await inChunks(days, () => 100, async chunk => {
    const { rows } = await session.query<{ known: string; body: string }>(
      `SELECT known, body FROM agent_day_part JOIN unnest($1::text[], $2::text[]) AS wanted (agent, day) USING (agent, day) ORDER BY agent, day, number`,
      placesOf(chunk),
    );
    for (const { known, body } of rows) found.push({ ...parseBody<Omit<AgentDayPart, 'known'>>(body), known: fromText(known) });
  });
  return found;
}

/** Without the hashes, which stand with the parts: a slice is written again and again. */
export function withoutKnown({ head, ...day }: StoredAgentDay): StoredAgentDay {
  return head === undefined ? day : { ...day, head: { ...head, known: [] } };
}

/** Gives days that were read the hashes of what their parts hold. Index: the primary key. */
export async function withKnown(session: Session, days: readonly StoredAgentDay[]): Promise<readonly StoredAgentDay[]> {
  const headed = days.filter(({ head }) => head !== undefined);
  if (headed.length === 0) return days;
  const { rows } = await session.query<{ place: number; number: number; known: string }>(
    `SELECT (wanted.place - 1)::integer AS place, number, known
       FROM agent_day_part JOIN unnest($1::text[], $2::text[]) WITH ORDINALITY AS wanted (agent, day, place) USING (agent, day) ORDER BY number`,
    placesOf(headed),
  );
  const known = new Map<StoredAgentDay, number[]>(headed.map(day => [day, []]));
  for (const row of rows) {
    const day = headed[row.place];
    if (day?.head !== undefined && row.number < day.head.parts) for (const hash of fromText(row.known)) known.get(day)?.push(hash);
  }
  return days.map(day => (day.head === undefined ? day : { ...day, head: { ...day.head, known: ascending(known.get(day)) } satisfies AgentDayHead }));
}

function placesOf(days: readonly Day[]): Buffer[] {
  return [textArray(days.map(({ agent }) => toColumn(agent))), textArray(days.map(({ day }) => toColumn(day)))];
}

const ascending = (hashes: readonly number[] = []): readonly number[] => [...hashes].sort((a, b) => a - b);

function toText(known: readonly number[]): string {
  return Buffer.from(Uint32Array.from(known).buffer).toString('base64');
}

function fromText(known: string): readonly number[] {
  const bytes = Buffer.from(known, 'base64');
  return Array.from({ length: bytes.length >> 2 }, (_, place) => bytes.readUInt32LE(place * 4));
}
