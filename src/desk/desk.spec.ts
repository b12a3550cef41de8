import { beforeEach, describe, expect, test } from '@jest/globals';
import { unnamedFloor } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import { DAY, HOUR, MINUTE, seconds } from '../domain/time.js';
import type { Webhook } from '../ports/webhooks.js';
import { PromptWebhook } from './prompt-webhook.js';
import { DeskFloor } from '../../test/support/desk-floor.js';
import { caller, enters, givesReason, hangsUp, isTransferred, partsFrom, queues, reaches, wrapsUp } from '../../test/support/story.js';
import type { Story } from '../../test/support/story.js';

const noon = Date.parse('2026-03-10T12:00:00Z');
const floor: Floor = {
  ...unnamedFloor, zone: 'Europe/Berlin', nodes: { rebate: { name: 'Rebate' }, bill: { name: 'Bill' } }, agents: { al: { name: 'Alice', team: 'north' } }, queues: { service: { name: 'Service' } },
};
const answered = caller({ id: 'c1', begins: noon, from: 'tel_ann' }).at(4, enters('main')).at(9, enters('rebate')).at(20, queues('service')).at(40, reaches('al', 'service'));
const over = answered.at(200, partsFrom('al', 'customer'), hangsUp(), wrapsUp('al'));
const after = noon + seconds(202);

let desk: DeskFloor;
beforeEach(() => {
  desk = new DeskFloor(noon, floor);
});

async function hear(...stories: readonly Story[]): Promise<void> {
  for (const event of stories.flatMap((story) => story.events).toSorted((a, b) => a.time - b.time)) await desk.arrive(Math.max(event.time, desk.memory.now), [event]);
}
const give = async (question: string, choice: string, prompt = 'c1~al') => {
  const said = await desk.desk.answer('al', { prompt, question, choice });
  await desk.settle();
  return said;
};
const types = (): string[] => desk.written.map(({ type }) => type);

describe('on a contact', () => {
  test('the effort is there when the agent answers, and the guard a minute later', async () => {
    desk.enter('al');
    await hear(caller({ id: 'c0', begins: noon - 2 * DAY, from: 'tel_ann' }).at(50, hangsUp()), answered);
    await desk.pass(noon + seconds(41));
    const now = desk.said.at(-1)?.now;
    expect(now?.contacts).toEqual([{
      id: 'c1', label: 'caller _ann', channel: 'voice', direction: 'inbound', startedAt: noon, connectedAt: noon + seconds(40), queue: { id: 'service', name: 'Service' },
      reason: { id: 'rebate', name: 'Rebate' }, effort: [{ kind: 'again', says: 'second call in 2 days' }], promises: [],
    }]);
    const told = desk.said.length;
    await desk.pass(noon + seconds(99));
    expect(desk.said).toHaveLength(told);
    await desk.pass(noon + seconds(101));
    expect(desk.said.at(-1)?.now?.contacts[0]?.guard).toBe('Before you go: did we solve Rebate?');
  });

  test('the guard goes when the question was asked, which is noted once', async () => {
    desk.enter('al');
    await hear(answered);
    await desk.pass(noon + seconds(110));
    expect(await desk.desk.asked('al', 'c1')).toEqual({ ok: true });
    await desk.settle();
    await desk.pass(noon + seconds(111));
    expect(desk.said.at(-1)?.now?.contacts[0]?.guard).toBeUndefined();
    await desk.desk.asked('al', 'c1');
    expect(types()).toEqual(['closing.asked']);
    expect(await desk.desk.asked('bo', 'c1')).toMatchObject({ ok: false, again: false });
  });

  test('a promise is marked as kept by whoever is on that customer\'s contact, and by nobody else', async () => {
    await hear(caller({ id: 'c0', begins: noon - 2 * DAY, from: 'tel_ann' }).at(40, { type: 'promise.made', data: { promise: 'p', what: 'refund', due: noon - DAY } }).at(50, hangsUp()), answered);
    expect(await desk.desk.kept('bo', 'c0', 'p')).toMatchObject({ ok: false });
    expect(await desk.desk.kept('al', 'c0', 'other')).toMatchObject({ ok: false });
    expect(desk.written).toEqual([]);
  });
});

describe('the prompt', () => {
  test('is shown a second after the end, with the reason offered and others to choose from', async () => {
    desk.enter('al');
    await hear(caller({ id: 'x', begins: noon - HOUR }).at(1, givesReason('bill')).at(9, hangsUp()), over);
    await desk.pass(noon + seconds(200.5));
    expect(desk.promptsTo('al')).toEqual([]);
    await desk.pass(after);
    const [view] = desk.promptsTo('al');
    expect(view).toMatchObject({ id: 'c1~al', contact: 'c1', agent: { id: 'al', name: 'Alice' }, label: 'caller _ann', state: 'open', shownAt: after, expiresAt: after + 10 * MINUTE });
    expect(view?.questions.map(({ id, asks, choices }) => [id, asks, choices[0]?.says])).toEqual([
      ['reason', 'Was it about Rebate?', 'Yes, Rebate'], ['resolved', 'Is it resolved?', 'Yes'], ['blocked', 'What blocked you?', 'Policy'], ['promise', 'Promised anything? By when?', 'Nothing'],
    ]);
    expect(view?.questions[0]?.choices.map(({ value }) => value)).toEqual(['rebate', 'bill', 'service', 'other']);
  });

  test('says reasons that the floor does not name as words', async () => {
    desk.enter('al');
    await hear(over.at(150, givesReason('bill-too_high')));
    await desk.pass(after);
    expect(desk.promptsTo('al')[0]?.questions[0]?.asks).toBe('Was it about bill too high?');
    expect(desk.promptsTo('al')[0]?.questions[0]?.choices[0]).toEqual({ value: 'bill-too_high', says: 'Yes, bill too high' });
  });

  test('keeps each answer as it is given, and is answered with the last', async () => {
    desk.enter('al');
    await hear(over);
    await desk.pass(after);
    expect(await give('reason', 'rebate')).toEqual({ ok: true });
    await give('resolved', 'no');
    await give('promise', 'tomorrow');
    expect(desk.promptsTo('al').at(-1)).toMatchObject({ state: 'open' });
    await give('blocked', 'policy');
    expect(desk.promptsTo('al').at(-1)).toMatchObject({ state: 'answered' });
    expect(desk.written.map(({ id, type, subject, data }) => ({ id, type, subject, data })).slice(-3, -1)).toEqual([
      { id: 'c1~al/promise/tomorrow', type: 'prompt.answered', subject: 'c1', data: { prompt: 'c1~al', agent: 'al', answers: { promise: 'tomorrow' } } },
      { id: 'c1~al/promise', type: 'promise.made', subject: 'c1', data: { promise: 'c1~al/promise', agent: 'al', what: 'rebate', due: Date.parse('2026-03-11T22:59:59.999Z') } },
    ]);
  });

  test('is told to a tab that comes back, answered elsewhere too, for as long as it could have been asked', async () => {
    desk.enter('al');
    await hear(over);
    await desk.pass(after);
    for (const [question, choice] of [['reason', 'rebate'], ['resolved', 'no'], ['promise', 'tomorrow'], ['blocked', 'policy']] as const) await give(question, choice);
    expect(desk.enter('al').prompts.map(({ state }) => state)).toEqual(['answered']);
    await desk.pass(after + seconds(3_600));
    expect(desk.enter('al').prompts).toEqual([]);
  });

  test('that nobody answers runs out, and what was answered until then stays', async () => {
    desk.enter('al');
    await hear(over);
    await desk.pass(after);
    await give('resolved', 'partly');
    await desk.pass(after + 10 * MINUTE - 1);
    expect(types().filter((type) => type === 'prompt.expired')).toEqual([]);
    await desk.pass(after + 10 * MINUTE);
    expect(desk.promptsTo('al').at(-1)).toMatchObject({ state: 'partly' });
    expect(await give('reason', 'rebate')).toMatchObject({ ok: false, again: false, reason: expect.stringContaining('over') });
    expect(types()).toEqual(['prompt.shown', 'prompt.answered', 'prompt.expired']);
  });

  test('is not asked where nobody would see it, and is when they come back in time', async () => {
    await hear(over);
    await desk.pass(after);
    expect(desk.written).toEqual([]);
    desk.enter('al');
    await desk.pass(after + 5 * MINUTE);
    expect(desk.promptsTo('al')).toHaveLength(1);
    const late = new DeskFloor(noon, floor);
    desk = late;
    await hear(over);
    late.enter('al');
    await late.pass(after + 11 * MINUTE);
    expect(late.written).toEqual([]);
  });

  test('is one on two tabs: asked once, an answer told to both, the same answer again harmless', async () => {
    desk.enter('al');
    desk.enter('al');
    await hear(over);
    await desk.pass(after);
    await desk.pass(after + 1_000);
    await Promise.all([desk.desk.answer('al', { prompt: 'c1~al', question: 'resolved', choice: 'yes' }), desk.desk.answer('al', { prompt: 'c1~al', question: 'resolved', choice: 'yes' })]);
    await desk.settle();
    expect(await give('resolved', 'yes')).toEqual({ ok: true });
    expect(new Set(desk.written.map(({ id }) => id)).size).toBe(2);
    expect(desk.promptsTo('al').map(({ questions }) => questions[1]?.answer)).toEqual([undefined, 'yes']);
    desk.leave('al');
    expect(desk.enter('al').prompts.map(({ questions }) => questions[1]?.answer)).toEqual(['yes']);
  });

  test('waits through the next call, and through a restart', async () => {
    desk.enter('al');
    await hear(over);
    await desk.pass(after);
    await hear(caller({ id: 'c2', begins: noon + seconds(190) }).at(30, reaches('al', 'service')));
    await desk.pass(noon + seconds(225));
    await give('resolved', 'yes');
    desk.restart();
    const { now, prompts } = desk.enter('al');
    expect(now.contacts.map(({ id }) => id)).toEqual(['c2']);
    expect(prompts.map(({ id, questions }) => [id, questions[1]?.answer])).toEqual([['c1~al', 'yes']]);
    await desk.pass(noon + seconds(230));
    expect(types().filter((type) => type === 'prompt.shown')).toHaveLength(1);
  });

  test('is written when the log is back, whatever failed before', async () => {
    desk.enter('al');
    await hear(over);
    desk.refusing = { taken: false, cause: 'log', retryAfterMs: 1_000, reason: 'the database does not answer' };
    await desk.pass(after);
    expect(desk.promptsTo('al')).toEqual([]);
    desk.refusing = undefined;
    await desk.pass(after + 1_000);
    expect(desk.promptsTo('al')).toHaveLength(1);
    desk.refusing = { taken: false, cause: 'busy', retryAfterMs: 1_000, reason: 'too much arrives' };
    expect(await give('resolved', 'yes')).toMatchObject({ ok: false, again: true });
  });

  test('is for whoever ended it: who passed it on is not asked, nor is a colleague who was consulted', async () => {
    desk.elsewhere.add('al').add('bo');
    const passed = answered.at(100, isTransferred('blind', 'billing'), partsFrom('al', 'transfer')).at(120, reaches('bo', 'billing')).at(300, partsFrom('bo'), hangsUp());
    await hear(passed, caller({ id: 'consult', begins: noon, direction: 'internal' }).at(5, reaches('al')).at(50, hangsUp()));
    await desk.pass(noon + seconds(302));
    expect(desk.said.flatMap(({ prompt }) => prompt?.id ?? [])).toEqual(['c1~bo']);
  });

  test('is taken back where a late event shows that it was passed on, unless it was shown', async () => {
    await hear(over, caller({ id: 'c9', begins: noon }).at(5, reaches('al')).at(50, partsFrom('al'), hangsUp()));
    const late = answered.at(199, isTransferred('blind', 'billing')).events.at(-1);
    await desk.arrive(after, late ? [{ ...late, id: 'late' }] : []);
    desk.enter('al');
    await desk.pass(after + 1_000);
    expect(desk.promptsTo('al').map(({ id }) => id)).toEqual(['c9~al']);
  });

  test('is nobody else\'s, and takes no answer that there is not', async () => {
    desk.enter('al');
    await hear(over);
    await desk.pass(after);
    expect(await desk.desk.answer('bo', { prompt: 'c1~al', question: 'resolved', choice: 'yes' })).toMatchObject({ ok: false, again: false });
    for (const [question, choice] of [['resolved', 'maybe'], ['mood', 'good'], ['promise', 'soon'], ['promise', '2020-01-01T00:00:00Z'], ['reason', 'what they typed']] as const) {
      expect(await give(question, choice)).toMatchObject({ ok: false, again: false });
    }
    expect(types()).toEqual(['prompt.shown']);
    expect(await give('promise', '2026-03-12T09:00:00+01:00')).toEqual({ ok: true });
    expect(desk.written.at(-1)?.data).toMatchObject({ due: Date.parse('2026-03-12T08:00:00Z') });
  });

  test('goes out for nothing while the log is read again', async () => {
    desk.state = { is: 'catching-up', from: 0, position: 1, head: 9 };
    desk.enter('al');
    await hear(over);
    await desk.pass(after);
    expect(desk.written).toEqual([]);
    desk.state = { is: 'live' };
    await desk.pass(after + 1);
    expect(types()).toEqual(['prompt.shown']);
  });
});

describe('desktops of another make', () => {
  const sent: Webhook[] = [];
  const address = { url: 'https://crm.example/prompts', secret: 'whsec_x' };
  const told = (): string[] => sent.map(({ id, type }) => `${type} ${id}`);
  beforeEach(() => {
    sent.length = 0;
    desk.desk.connect(new PromptWebhook(address, { send: (webhook) => void sent.push(webhook) }));
  });

  test('are sent what is asked, though no desk of ours is open, and told when it is over', async () => {
    await hear(over);
    await desk.pass(after);
    await give('resolved', 'yes');
    await give('reason', 'rebate');
    await give('promise', 'no');
    expect(told()).toEqual(['prompt.shown c1~al/shown', 'prompt.answered c1~al/answered']);
    expect(sent[0]).toMatchObject({ ...address, at: after, until: after + 10 * MINUTE, data: { id: 'c1~al', contact: 'c1', agent: { id: 'al' }, state: 'open' } });
  });

  test('hear nothing of what is read again, and after a restart once more of what is still open', async () => {
    await hear(over, caller({ id: 'c2', begins: noon }).at(5, reaches('al')).at(50, partsFrom('al'), hangsUp()));
    await desk.pass(after);
    for (const [question, choice] of [['reason', 'other'], ['resolved', 'not-mine'], ['promise', 'no']] as const) await give(question, choice, 'c2~al');
    sent.length = 0;
    desk.state = { is: 'catching-up', from: 0, position: 1, head: 9 };
    desk.restart();
    desk.desk.connect(new PromptWebhook(address, { send: (webhook) => void sent.push(webhook) }));
    await desk.pass(after + 1_000);
    expect(told()).toEqual([]);
    desk.state = { is: 'live' };
    await desk.pass(after + 2_000);
    expect(told()).toEqual(['prompt.shown c1~al/shown']);
  });
});
