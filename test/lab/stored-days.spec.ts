import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { offlineSince } from '../../src/domain/agent.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import { DAY, HOUR } from '../../src/domain/time.js';
import type { StoredAgentDay } from '../../src/ports/state-store.js';
import type { WholeDay } from '../../src/ports/stored-days.js';
import { openPgStoredDays } from '../../src/store/pg-stored-days.js';
import type { PgStoredDays } from '../../src/store/pg-stored-days.js';
import { openPgState } from '../support/pg-state.js';
import { batchOf } from '../support/stored.js';

let opened: Awaited<ReturnType<typeof openPgState>>;
let stored: PgStoredDays;

const away = (agent: string, time: number): EarshotEvent => ({ id: `${agent}-${time}`, source: 'story', subject: agent, type: 'agent.state', time, data: { state: 'away' } });
function dayOf(agent: string, begins: number, more: Partial<StoredAgentDay> = {}): StoredAgentDay {
  return { agent, day: `day ${begins / DAY}`, from: begins, to: begins + DAY, asOf: 1, carried: offlineSince(begins), events: [away(agent, begins + 2 * HOUR)], ...more };
}
/** More than a page began at the same instant. */
const crowd = Array.from({ length: 450 }, (_, place) => dayOf(`agent-${place}`, 3 * DAY));
const long = away('long', 4 * DAY + HOUR);

beforeAll(async () => {
  opened = await openPgState();
  stored = openPgStoredDays(opened.database.connection);
  const headed = dayOf('long', 4 * DAY, { head: { parts: 1, events: 1, last: long, standing: offlineSince(4 * DAY), known: [] } });
  await opened.store.save(batchOf({ agentDays: [...crowd, dayOf('early', 2 * DAY), headed, dayOf('late', 5 * DAY)], parts: [{ agent: 'long', day: 'day 4', number: 0, events: [long], known: [] }, { agent: 'long', day: 'day 4', number: 1, events: [away('long', 9)], known: [] }] }));
  await opened.store.saveSlice({ number: 3, position: 1, sealedBefore: 0, contacts: [], journeys: [], agentDays: [dayOf('today', 6 * DAY, { head: { parts: 1, events: 1, last: long, standing: offlineSince(6 * DAY), known: [] } })], parts: [{ agent: 'today', day: 'day 6', number: 0, events: [away('today', 6 * DAY + HOUR)], known: [] }] });
});
afterAll(async () => {
  await stored.close();
  await opened.close();
});

async function all(pages: AsyncIterable<readonly WholeDay[]>): Promise<readonly WholeDay[]> {
  const days: WholeDay[] = [];
  for await (const page of pages) days.push(...page);
  return days;
}

test('reads the days that began in a time, each once, with the events that were put aside', async () => {
  const days = await all(stored.begun(3 * DAY, 5 * DAY));
  expect(days.map(({ agent }) => agent).toSorted()).toEqual([...crowd.map(({ agent }) => agent), 'long'].toSorted());
  expect(days.find(({ agent }) => agent === 'long')).toEqual({ agent: 'long', from: 4 * DAY, to: 5 * DAY, carried: offlineSince(4 * DAY), events: [long, away('long', 4 * DAY + 2 * HOUR)] });
});

test('reads those that go on as they were saved last', async () => {
  expect((await all(stored.goingOn())).map(({ agent, events }) => [agent, events.map(({ time }) => time)])).toEqual([['today', [6 * DAY + HOUR, 6 * DAY + 2 * HOUR]]]);
});
