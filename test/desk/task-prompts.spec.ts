import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PromptView } from '../../src/contract/desk.js';
import { TwilioStandIn } from '../../src/demo/twilio/stand-in.js';
import { changeAttributes } from '../../src/ingest/twilio/task-attributes.js';
import { TaskPrompts } from '../../src/ingest/twilio/task-prompts.js';
import type { LiveContact } from '../../src/ports/live-state.js';
import { caller, contactOf, queues } from '../support/story.js';

/** Twilio's own description of TaskRouter, where it is at hand. */
const file = fileURLToPath(new URL('../../../shared/data/twilio/twilio_taskrouter_v1.json', import.meta.url));
const whereDescribed = existsSync(file) ? test : test.skip;

const account = { accountSid: `AC${'a'.repeat(32)}`, authToken: 'secret', workspaceSid: `WS${'b'.repeat(32)}` };
const task = `WT${'c'.repeat(32)}`;
const standIn = new TwilioStandIn({ ...account, smsUrl: () => 'http://127.0.0.1:9/none', person: () => ({}) });
const { tasks } = standIn;
const notes: string[] = [];
const slept: number[] = [];
let prompts: TaskPrompts;

beforeAll(async () => {
  await standIn.start();
  const contact = contactOf(caller({ id: 'CA1' }).at(5, queues('billing', { visit: `${task}:WQ1` })));
  prompts = new TaskPrompts({
    account: { ...account, apiUrl: standIn.url }, state: { contacts: new Map([['CA1', { id: 'CA1', contact } as LiveContact]]) }, clock: { now: () => 0 },
    note: (sentence) => notes.push(sentence), sleep: async (duration) => void slept.push(duration),
  });
});
afterAll(() => standIn.stop());

const view = (more: Partial<PromptView> = {}): PromptView => ({
  id: 'CA1~al', agent: { id: 'al', name: 'Alice' }, contact: 'CA1', label: 'caller', overAt: 0, shownAt: 0, expiresAt: 600_000, state: 'open',
  questions: [{ id: 'resolved', asks: 'Resolved?', choices: [{ value: 'yes', says: 'Yes' }, { value: 'no', says: 'No' }] }], ...more,
});
const attributes = (): Record<string, unknown> => JSON.parse(tasks.all.get(task)?.attributes ?? '{}') as Record<string, unknown>;
async function tell(prompt: PromptView): Promise<void> {
  prompts.prompt('al', prompt, true);
  await prompts.settled();
}

describe('a prompt in its TaskRouter task', () => {
  test('stands beside what others keep there, with questions while it is open and without when it is over', async () => {
    tasks.add(account.workspaceSid, task, { call_sid: 'CA1', name: '+4930', earshot: { theirs: 1 } });
    await tell(view());
    expect(attributes()).toEqual({
      call_sid: 'CA1', name: '+4930',
      earshot: { theirs: 1, prompt: { id: 'CA1~al', state: 'open', agent: 'al', contact: 'CA1', expires_at: '1970-01-01T00:10:00.000Z', questions: [{ id: 'resolved', asks: 'Resolved?', choices: [{ value: 'yes', says: 'Yes' }, { value: 'no', says: 'No' }] }] } },
    });
    await tell(view({ state: 'answered' }));
    expect(attributes()['earshot']).toEqual({ theirs: 1, prompt: { id: 'CA1~al', state: 'answered', agent: 'al', contact: 'CA1', expires_at: '1970-01-01T00:10:00.000Z' } });
  });

  test('loses nothing that another writes between our reading and writing', async () => {
    tasks.add(account.workspaceSid, task, { call_sid: 'CA1' });
    let others = 0;
    tasks.onRead = (each) => {
      if (others < 3) each.attributes = JSON.stringify({ ...JSON.parse(each.attributes) as object, [`other${others += 1}`]: true });
    };
    await tell(view());
    tasks.onRead = () => undefined;
    expect(attributes()).toMatchObject({ call_sid: 'CA1', other1: true, other2: true, other3: true, earshot: { prompt: { state: 'open' } } });
  });

  test('is told in its order, however close together, and not covered by another that is over', async () => {
    tasks.add(account.workspaceSid, task, {});
    for (const state of ['open', 'expired'] as const) prompts.prompt('al', view({ state }), true);
    prompts.prompt('bo', view({ id: 'CA1~bo' }), true);
    prompts.prompt('al', view({ state: 'expired' }), true);
    await prompts.settled();
    expect(attributes()).toMatchObject({ earshot: { prompt: { id: 'CA1~bo', state: 'open' } } });
  });

  test('is not written where nothing new is to be told, or no task is known', async () => {
    tasks.add(account.workspaceSid, task, {});
    prompts.prompt('al', view(), false);
    prompts.prompt('al', view({ contact: 'elsewhere' }), true);
    prompts.prompt('al', view({ questions: [{ id: 'resolved', asks: '', choices: [], answer: 'yes' }] }), true);
    await prompts.settled();
    expect(attributes()).toEqual({});
  });

  test('is given up where the task is gone, and said so; what fails for a while is tried again', async () => {
    tasks.all.clear();
    await tell(view());
    expect(notes.splice(0)).toEqual([expect.stringContaining('Twilio answered 404')]);
    expect(slept).toEqual([]);
    const away = new TaskPrompts({
      account: { ...account, apiUrl: 'http://127.0.0.1:9' }, state: { contacts: new Map() }, clock: { now: () => 0 }, note: (sentence) => notes.push(sentence), sleep: async (duration) => void slept.push(duration),
    });
    away.prompt('al', view({ contact: task }), true);
    await away.settled();
    expect([slept, notes]).toEqual([[2_000, 10_000, 30_000, 60_000], [expect.stringContaining('Twilio could not be reached')]]);
  });

  test('more than a task can hold is refused by TaskRouter, and not tried again', async () => {
    tasks.add(account.workspaceSid, task, {});
    expect(await changeAttributes({ ...account, apiUrl: standIn.url }, task, () => ({ long: 'x'.repeat(5_000) }))).toEqual({ is: 'gone', why: 'Twilio answered 400' });
  });
});

whereDescribed('the stand-in\'s tasks answer as Twilio\'s OpenAPI says, and are sent no field that it does not know', async () => {
  const described = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addSchema(nullable(described) as object, 'taskrouter');
  const isTask = ajv.getSchema('taskrouter#/components/schemas/taskrouter.v1.workspace.task');
  tasks.add(account.workspaceSid, task, { call_sid: 'CA1' });
  const url = `${standIn.url}/v1/Workspaces/${account.workspaceSid}/Tasks/${task}`;
  const authorization = `Basic ${Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')}`;
  for (const sent of [{}, { method: 'POST', body: new URLSearchParams({ Attributes: '{}' }) }]) {
    const answer = await fetch(url, { ...sent, headers: { authorization } });
    expect([answer.status, answer.headers.has('etag')]).toEqual([200, true]);
    void isTask?.(await answer.json());
    expect(isTask?.errors).toBeNull();
  }
  const paths = described['paths'] as Record<string, { post: { parameters: { name: string }[]; requestBody: { content: Record<string, { schema: { properties: object } }> } } }>;
  const { post } = paths['/v1/Workspaces/{WorkspaceSid}/Tasks/{Sid}'] ?? {};
  expect(post?.parameters.map(({ name }) => name)).toContain('If-Match');
  expect(Object.keys(post?.requestBody.content['application/x-www-form-urlencoded']?.schema.properties ?? {})).toContain('Attributes');
});

/** OpenAPI 3.0 says "nullable" where JSON Schema has a type of null. */
function nullable(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(nullable);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable: maybe, ...rest } = schema as Record<string, unknown>;
  const read = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, nullable(value)]));
  return maybe === true ? { anyOf: [read, { type: 'null' }] } : read;
}
