import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import type { ContactPage } from '../../src/contract/contact.js';
import type { PromptView, Taken } from '../../src/contract/desk.js';
import type { Page } from '../../src/contract/session.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import { Earshot } from '../support/earshot.js';
import { kept } from './summary/kept.js';

jest.setTimeout(300_000);

const ROUNDS = Number(process.env['EARSHOT_TEST_KILLS'] ?? 3);
const choices = [['reason', 'other'], ['resolved', 'no'], ['blocked', 'system'], ['promise', 'tomorrow']] as const;
const earshot = await Earshot.prepare();
let key = '';
let alice = '';
let supervisor = '';

beforeAll(async () => {
  await earshot.start();
  key = await earshot.command('keys', 'create', '--source', 'kill');
  alice = await earshot.command('tokens', 'create', '--role', 'agent', '--for', 'al');
  supervisor = await earshot.command('tokens', 'create', '--role', 'supervisor');
});
afterAll(() => earshot.remove());

/** A desk that sends what was not acknowledged again, as the page does. */
class Desk {
  readonly socket: Socket;
  readonly acknowledged = new Set<string>();
  private readonly seen = new Map<string, PromptView>();

  constructor() {
    this.socket = io(`${earshot.url}/desk`, { transports: ['websocket'], forceNew: true, reconnectionDelay: 100, reconnectionDelayMax: 200, auth: { token: alice } });
    this.socket.on('prompt', (prompt: PromptView) => void this.seen.set(prompt.contact, prompt));
  }

  async answerAll(contact: string): Promise<void> {
    await until(() => this.seen.has(contact), `the prompt about ${contact} to be asked`);
    for (const [question, choice] of choices) await until(() => this.answer(contact, question, choice), `${question} of ${contact} to be taken`);
  }

  private async answer(contact: string, question: string, choice: string): Promise<boolean> {
    if (!this.socket.connected) return false;
    const taken = await (this.socket.timeout(500).emitWithAck('answer', { prompt: this.seen.get(contact)?.id, question, choice }) as Promise<Taken>).catch(() => undefined);
    if (taken?.ok === false && !taken.again) throw new Error(`The answer to ${question} of ${contact} was refused: ${taken.reason}`);
    if (taken?.ok !== true) return false;
    this.acknowledged.add(`${contact} ${question} ${choice}`);
    return true;
  }
}

async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!await isSo()) {
    if (Date.now() > deadline) throw new Error(`Waited 30 s for ${what}:\n${earshot.output.slice(-1_500)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function post(events: readonly EarshotEvent[]): Promise<void> {
  await until(async () => await earshot.post(events, key) === 200, 'a call to be taken');
}

function call(contact: string): EarshotEvent[] {
  const over = Date.now() - 500;
  const event = (type: string, time: number, data: object): EarshotEvent => ({ id: `${contact} ${type}`, source: 'kill', type, time, subject: contact, data }) as EarshotEvent;
  return [
    event('contact.started', over - 60_000, { direction: 'inbound' }), event('agent.connected', over - 50_000, { agent: 'al' }),
    event('agent.left', over, { agent: 'al' }), event('contact.ended', over, { by: 'customer' }),
  ];
}

test('killed at any moment between a call\'s end and the last answer, each question is asked once and no answer is lost', async () => {
  const desk = new Desk();
  for (let round = 0; round < ROUNDS; round += 1) {
    const contact = `c${round}`;
    const answering = post(call(contact)).then(() => desk.answerAll(contact));
    await new Promise((resolve) => setTimeout(resolve, 200 + Math.random() * 1_800));
    await earshot.kill();
    await earshot.start();
    await answering;
  }
  desk.socket.close();
  await earshot.caughtUp(supervisor);
  const prompts = (await earshot.get<Page<PromptView>>('/api/v1/prompts', supervisor)).items;
  expect(desk.acknowledged.size).toBe(ROUNDS * choices.length);
  for (let round = 0; round < ROUNDS; round += 1) {
    const contact = `c${round}`;
    const { timeline } = await earshot.get<ContactPage>(`/api/v1/contacts/${contact}`, supervisor);
    const types = timeline.map(({ type }) => type).filter((type) => type.startsWith('prompt.') || type.startsWith('promise.')).toSorted();
    expect([contact, ...types]).toEqual([contact, 'promise.made', 'prompt.answered', 'prompt.answered', 'prompt.answered', 'prompt.answered', 'prompt.shown']);
    const listed = prompts.find((prompt) => prompt.contact === contact);
    // A prompt that was answered before the last kill is in its contact, and not among those that are still listed.
    if (listed) expect(listed.questions.map(({ id, answer }) => [id, answer])).toEqual(choices.map((each) => [...each]));
  }
  kept('kill -9 while agents answer prompts', `${ROUNDS} kills`, `${desk.acknowledged.size} answers acknowledged: 0 lost, 0 asked twice`);
});
