import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LabRunView, LabView } from '../../src/contract/lab.js';
import { DAY, HOUR } from '../../src/domain/time.js';
import { Earshot } from '../support/earshot.js';
import { caller, hangsUp, leavesQueue, queues, reaches } from '../support/story.js';
import { until } from '../support/until.js';

let earshot: Earshot;
let admin: string;

beforeAll(async () => {
  earshot = await Earshot.prepare();
  await earshot.start();
  admin = await earshot.command('tokens', 'create', '--role', 'admin');
  const key = await earshot.command('keys', 'create', '--source', 'story');
  const begin = Date.now() - 10 * DAY;
  const stories = Array.from({ length: 60 }, (_, place) => caller({ id: `call-${place}`, begins: begin + place * HOUR, from: `+4930${1_000_000 + (place % 20)}` })
    .at(0, queues('support')).at(10 * place, leavesQueue('support', 'answered'), reaches('al', 'support')).at(10 * place + 60, hangsUp()));
  expect(await earshot.post(stories.flatMap((story) => story.events), key)).toBe(200);
  await earshot.caughtUp(admin);
}, 60_000);
afterAll(() => earshot.remove());

async function send<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const answer = await fetch(`${earshot.url}${path}`, { method, headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  return await answer.json() as Answer;
}

test('replays stored contacts on a thread of its own, keeps what came of it over a restart, and counts as the stored flags do', async () => {
  const wanted = { rule: 'long-wait', draft: { options: { after: 300 } }, from: Date.now() - 20 * DAY, to: Date.now() };
  // Rows are saved a while after a contact has ended.
  let state: LabRunView['state'] | undefined;
  await until(async () => {
    const { id } = await send<LabRunView>('POST', '/api/v1/lab/runs', wanted);
    await until(async () => (state = (await earshot.get<LabRunView>(`/api/v1/lab/runs/${id}`, admin)).state).is !== 'running', 60_000);
    return state?.is === 'done' && state.result.contacts === 60;
  }, 120_000);
  if (state?.is !== 'done') throw new Error(`The run is ${state?.is}.`);
  // Waits of 0, 10, … 590 seconds: more than 120 s are 47 of them, more than 300 s are 29.
  expect(state.result).toMatchObject({ inForce: { contacts: 47 }, draft: { contacts: 29 }, added: 0, gone: 18, same: 29 });
  const flags = await earshot.get<{ items: unknown[] }>('/api/v1/flags?rule=long-wait&retracted=false&limit=200', admin);
  expect(flags.items).toHaveLength(47);
  await earshot.stop();
  await earshot.start();
  const { id } = await send<LabRunView>('POST', '/api/v1/lab/runs', { ...wanted, rule: 'queue-starving', draft: { options: { longestOf: 1, longest: 300 } } });
  await until(async () => (state = (await earshot.get<LabRunView>(`/api/v1/lab/runs/${id}`, admin)).state).is !== 'running', 60_000);
  // One caller at a time: never two, and on each of the days one who waits for more than five minutes in the end.
  expect(state).toMatchObject({ is: 'done', result: { inForce: { contacts: 0 }, draft: { flags: 29 }, queues: [{ queue: 'support' }] } });
  await send('POST', '/api/v1/lab/runs', wanted);
  await until(async () => (await earshot.get<LabView>('/api/v1/lab', admin)).running === null, 60_000);
  const { runs, running } = await earshot.get<LabView>('/api/v1/lab', admin);
  expect([running, runs[0]?.request.draft]).toEqual([null, { options: { after: 300 } }]);
}, 240_000);
