import { afterEach, describe, expect, test } from '@jest/globals';
import { delivered, disordered, silent, undelivered } from '../../src/demo/twilio/fate.js';
import type { Fate, Mood } from '../../src/demo/twilio/fate.js';
import type { StandInOptions } from '../../src/demo/twilio/stand-in.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import type { Programme, SurveySettings } from '../../src/domain/survey.js';
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js';
import { everyCall, NOON, SurveyStory } from '../support/survey-story.js';
import { until } from '../support/until.js';

const ANN = '+12125550101';
const BOB = '+12125550102';
let story: SurveyStory;
afterEach(() => story?.close());

async function begin(more: { programmes?: Readonly<Record<string, Programme>>; settings?: Partial<SurveySettings>; standIn?: Partial<StandInOptions> } = {}): Promise<void> {
  story = new SurveyStory(more.programmes, more.settings);
  await story.open(more.standIn);
}
/** Asked, and with the receipt in. */
async function asked(contact = 'c-1', from = ANN): Promise<string> {
  const invitation = await story.ends(contact, from);
  if (!invitation) throw new Error('Nobody was to be asked.');
  await story.outbox.send();
  await until(async () => ['delivered', 'failed'].includes((await story.of(invitation.id)).delivery));
  return invitation.id;
}
const says = (event: EarshotEvent): string => `${event.type === 'other' ? event.sentType : event.type} ${event.subject}${'value' in event.data ? ` ${String(event.data['question'])}=${String(event.data['value'])}` : ''}`;
async function logged(): Promise<string[]> {
  await story.tell();
  return story.events.map(says);
}
const textOf = (answer: { text: string } | undefined): string => /<Message>(.*)<\/Message>/.exec(answer?.text ?? '')?.[1] ?? '';

describe('a survey by SMS', () => {
  test('goes out, is delivered, answered question by question, and told to the log', async () => {
    await begin();
    const id = await asked();
    expect(story.textsTo(ANN)).toEqual(['Example: you were in touch with us. Did we solve what you needed? Reply 1 yes, 2 partly, 3 no. Reply STOP to end.']);
    expect(textOf(await story.standIn.receive(ANN, 'Yes!'))).toMatch(/^How satisfied/);
    expect(textOf(await story.standIn.receive(ANN, ' 4 '))).toMatch(/^Anything we should do better/);
    expect(textOf(await story.standIn.receive(ANN, 'My account is 12345678, all fine'))).toMatch(/^Thank you/);
    expect(await story.of(id)).toMatchObject({ outcome: 'answered', answers: { resolved: 'yes', 'csat-5': 4, free: 'given' } });
    expect(await logged()).toEqual(['survey.sent c-1', 'survey.delivered c-1', 'survey.answered c-1 resolved=yes', 'survey.answered c-1 csat-5=4', 'survey.answered c-1 free=given']);
    expect(await story.store.comments({}, 10)).toEqual([{ contact: 'c-1', queue: 'service', at: NOON, text: 'My account is ########, all fine' }]);
    expect(JSON.stringify(story.events)).not.toMatch(/account|2125550101/);
  });

  test('has its free line counted by topic: the log is told the topic, never the line', async () => {
    await begin({ settings: { topics: { router: ['router'], bill: ['bill', 'bills'], rebate: ['rebate'] } } });
    await asked();
    for (const said of ['no', '2', 'My ROUTER of Elm Street is broken, and the bills too']) await story.standIn.receive(ANN, said);
    const heard = (await logged()).filter((each) => each.startsWith('feedback'));
    expect(heard).toEqual(['feedback.received c-1', 'feedback.received c-1']);
    expect(story.events.filter(({ type }) => type === 'feedback.received').map(({ source, data }) => [source, data])).toEqual([
      ['earshot/surveys', { channel: 'survey', topic: 'router' }], ['earshot/surveys', { channel: 'survey', topic: 'bill' }],
    ]);
    expect(JSON.stringify(story.events)).not.toMatch(/Elm/);
  });

  test('is told once: what the log had no room for is told later, what it has is not told again', async () => {
    await begin();
    await asked();
    story.isLogAway = true;
    expect(await story.tell()).toBe(false);
    story.isLogAway = false;
    expect(await logged()).toEqual(['survey.sent c-1', 'survey.delivered c-1']);
    expect(await logged()).toHaveLength(2);
    expect(new Set(story.events.map(({ id }) => id)).size).toBe(2);
  });

  test('a reply that Twilio sends again is answered as before, and counts once', async () => {
    await begin();
    const id = await asked();
    const first = await story.standIn.receive(ANN, '1');
    const again = story.standIn.messages.find(({ direction }) => direction === 'inbound');
    if (!again) throw new Error('Nothing came in.');
    expect((await story.standIn.deliver(again))?.text).toBe(first?.text);
    expect(await story.of(id)).toMatchObject({ at: 1, answers: { resolved: 'yes' } });
  });

  test('two replies at once are two turns', async () => {
    await begin();
    const id = await asked();
    await Promise.all([story.standIn.receive(ANN, '1'), story.standIn.receive(ANN, '5')]);
    expect((await story.of(id)).at).toBe(2);
  });

  test('what is not understood is asked once more', async () => {
    await begin();
    await asked();
    expect(textOf(await story.standIn.receive(ANN, 'well, you know'))).toMatch(/^Sorry, that was not clear\. Did we solve/);
    expect(textOf(await story.standIn.receive(ANN, 'it depends'))).toMatch(/^How satisfied/);
  });

  test('who answers a part is partial in the end, who says nothing expired', async () => {
    await begin();
    const ann = await asked('c-1', ANN);
    const bob = await asked('c-2', BOB);
    await story.standIn.receive(ANN, '3');
    story.pass(2 * DAY);
    await story.expire();
    expect([(await story.of(ann)).outcome, (await story.of(bob)).outcome]).toEqual(['partial', 'expired']);
    expect(await story.store.results({ programme: 'calls' })).toEqual(expect.arrayContaining([
      { programme: 'calls', isLater: false, queue: 'service', delivery: 'delivered', outcome: 'partial', expiresAt: NOON + 2 * DAY, answers: { resolved: 'no' } },
    ]));
    expect((await logged()).filter((each) => each.includes('expired'))).toEqual(['survey.expired c-1', 'survey.expired c-2']);
    expect(textOf(await story.standIn.receive(BOB, '1'))).toBe('');
  });

  test.each<[string, Fate, string]>([['in order', delivered, 'delivered'], ['twice and the wrong way round', disordered, 'delivered'], ['of failure', undelivered, 'failed']])('takes receipts %s', async (_, fate, end) => {
    await begin({ standIn: { fate: () => fate } });
    const id = await asked();
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect((await story.of(id)).delivery).toBe(end);
    expect((await logged()).filter((each) => each.startsWith('survey.delivered'))).toHaveLength(end === 'delivered' ? 1 : 0);
  });

  test('forgets the number once it is sent', async () => {
    await begin({ programmes: { calls: { ...everyCall, delayMs: HOUR } } });
    const planned = await story.ends('c-1', ANN);
    expect(await story.store.numberOf(planned?.id ?? '')).toBeDefined();
    expect(Buffer.from(await story.store.numberOf(planned?.id ?? '') ?? []).toString('latin1')).not.toContain('2125550101');
    story.pass(HOUR);
    await story.outbox.send();
    expect(await story.store.numberOf(planned?.id ?? '')).toBeUndefined();
  });
});

describe('STOP', () => {
  test.each(['STOP', 'stop.', 'Bitte abmelden', 'UNSUBSCRIBE'])('%p ends it at once, for ever', async (text) => {
    await begin();
    const id = await asked();
    expect(textOf(await story.standIn.receive(ANN, text))).toMatch(/^Example: you will get no more messages/);
    expect((await story.of(id)).outcome).toBe('stopped');
    expect(await logged()).toContain('survey.stopped c-1');
    story.pass(200 * DAY);
    expect(await story.ends('c-2', ANN)).toBeUndefined();
    expect(textOf(await story.standIn.receive(ANN, 'stop'))).toBe('');
  });

  test('takes back what is planned', async () => {
    await begin({ programmes: { calls: { ...everyCall, delayMs: HOUR } } });
    const planned = await story.ends('c-1', ANN);
    await story.standIn.receive(ANN, 'STOP');
    story.pass(HOUR);
    await story.outbox.send();
    expect(await story.of(planned?.id ?? '')).toMatchObject({ delivery: 'cancelled', reason: 'stopped' });
    expect(story.textsTo(ANN).filter((text) => text.includes('Did we solve'))).toEqual([]);
  });

  test('holds until START, and for the other numbers of the same customer', async () => {
    await begin();
    await story.ends('c-1', ANN, { customer: 'K-7' });
    await story.outbox.send();
    await story.standIn.receive(ANN, 'STOP');
    expect(await story.ends('c-2', BOB, { customer: 'K-7' })).toBeUndefined();
    expect(textOf(await story.standIn.receive(ANN, 'START'))).toMatch(/^Example: you may get messages/);
    story.pass(31 * DAY);
    expect(await story.ends('c-3', BOB, { customer: 'K-7' })).toBeDefined();
  });

  test('that Twilio has answered itself is honoured without a second answer', async () => {
    await begin();
    const id = await asked();
    expect(textOf(await story.standIn.receive(ANN, 'STOP', { OptOutType: 'STOP' }))).toBe('');
    expect((await story.of(id)).outcome).toBe('stopped');
  });

  test('that Twilio knows of is ours from then on', async () => {
    await begin({ standIn: { mood: () => 'stopped' } });
    const id = await asked();
    expect(await story.of(id)).toMatchObject({ delivery: 'failed', reason: '21610' });
    story.pass(40 * DAY);
    expect(await story.ends('c-2', ANN)).toBeUndefined();
  });

  test('HELP tells who this is, once an hour, and no stranger', async () => {
    await begin();
    await asked();
    expect(textOf(await story.standIn.receive(ANN, 'help?'))).toMatch(/^Example: short surveys/);
    expect(textOf(await story.standIn.receive(ANN, 'HELP'))).toBe('');
    expect(textOf(await story.standIn.receive('+12125550199', 'HELP'))).toBe('');
  });
});

describe('nobody is pestered', () => {
  test('once in 30 days, however often they call', async () => {
    await begin();
    expect(await story.ends('c-1', ANN)).toBeDefined();
    expect(await story.ends('c-2', ANN)).toBeUndefined();
    await story.outbox.send();
    story.pass(29 * DAY);
    expect(await story.ends('c-3', ANN)).toBeUndefined();
    story.pass(2 * DAY);
    expect(await story.ends('c-4', ANN)).toBeDefined();
  });

  test('once for two contacts that end at once', async () => {
    await begin();
    expect((await Promise.all([story.ends('c-1', ANN), story.ends('c-2', ANN)])).filter((each) => each !== undefined)).toHaveLength(1);
  });

  test('by one survey at a time: while one may be answered none of another kind begins, and the next contact after it may', async () => {
    await begin({ programmes: { calls: { ...everyCall, questions: ['resolved', 'csat-5'] }, year: { kind: 'periodic', channel: 'sms', questions: ['nps-10'], share: 1, delayMs: 0, expiresMs: DAY } } });
    const first = (await story.ends('c-1', ANN))?.id ?? '';
    expect([(await story.of(first)).programme, await story.ends('c-2', ANN)]).toEqual(['calls', undefined]);
    await story.outbox.send();
    expect(await story.ends('c-3', ANN)).toBeUndefined();
    await story.standIn.receive(ANN, 'yes');
    expect(await story.ends('c-4', ANN)).toBeUndefined();
    await story.standIn.receive(ANN, '5');
    expect(await story.of(first)).toMatchObject({ outcome: 'answered', answers: { resolved: 'yes', 'csat-5': 5 } });
    expect(await story.ends('c-5', ANN)).toMatchObject({ programme: 'year', contact: 'c-5' });
  });

  test('the same contact is asked about once, told as often as it likes, over a restart too', async () => {
    await begin();
    await asked('c-1');
    story.begin();
    story.pass(31 * DAY);
    expect(await story.ends('c-1', ANN)).toBeUndefined();
  });

  test('not by night: in New York it is two in the afternoon before Honolulu gets up', async () => {
    await begin();
    story.now = Date.parse('2026-11-16T14:30:00Z');
    const planned = await story.ends('c-1', ANN);
    expect(new Date(planned?.dueAt ?? 0).toISOString()).toBe('2026-11-16T19:00:00.000Z');
    expect(await story.outbox.send()).toBe(0);
  });

  test('not by night either when the server was away at the time', async () => {
    await begin();
    const planned = await story.ends('c-1', ANN);
    story.now = NOON + 12 * HOUR;
    expect(await story.outbox.send()).toBe(0);
    const later = await story.of(planned?.id ?? '');
    expect([later.delivery, new Date(later.dueAt).toISOString()]).toEqual(['planned', '2026-11-17T19:00:00.000Z']);
    story.now = later.dueAt;
    expect(await story.outbox.send()).toBe(1);
  });

  test('no number that is not allowed, no fixed line, no premium number', async () => {
    await begin();
    for (const [nth, from] of ['+447911123456', '+493012345678', '+19005550101', 'anonymous'].entries()) expect(await story.ends(`c-${nth}`, from)).toBeUndefined();
  });

  test('no more than the caps of a day; what is over waits for the next', async () => {
    await begin({ settings: { perDay: 2 } });
    for (const nth of [1, 2, 3]) await story.ends(`c-${nth}`, `+1212555010${nth}`);
    expect(await story.outbox.send()).toBe(2);
    expect(await story.outbox.send()).toBe(0);
    story.pass(DAY);
    expect(await story.outbox.send()).toBe(1);
  });

  test('no more answers than a study wants', async () => {
    await begin({ programmes: { study: { kind: 'pulsed', channel: 'sms', questions: ['ces-7'], share: 1, delayMs: 0, expiresMs: DAY, quota: 1 } } });
    await asked('c-1', ANN);
    await story.standIn.receive(ANN, '6');
    expect(await story.ends('c-2', BOB)).toBeUndefined();
  });
});

describe('never twice', () => {
  async function sendIn(mood: Mood): Promise<string> {
    const state = { mood };
    await begin({ standIn: { mood: () => state.mood, fate: () => silent } });
    const planned = await story.ends('c-1', ANN);
    await story.outbox.send();
    state.mood = 'well';
    return planned?.id ?? '';
  }

  test('what was taken before the connection broke is found at Twilio', async () => {
    const id = await sendIn('cut');
    expect((await story.of(id)).delivery).toBe('sending');
    story.begin();
    await story.outbox.send();
    await story.outbox.lookUp();
    expect(await story.of(id)).toMatchObject({ delivery: 'sent', sid: story.standIn.messages[0]?.sid });
    expect(story.textsTo(ANN)).toHaveLength(1);
  });

  test.each<Mood>(['lost', 'error'])('what may have been taken (%s) and is not found is of unknown fate, and never sent again', async (mood) => {
    const id = await sendIn(mood);
    for (let minute = 0; minute < 3; minute += 1) {
      await story.outbox.send();
      await story.outbox.lookUp();
      story.pass(MINUTE);
    }
    expect((await story.of(id)).delivery).toBe('unknown');
    expect(story.textsTo(ANN)).toEqual([]);
    expect(await story.ends('c-2', ANN)).toBeUndefined();
  });

  test('what Twilio surely did not take is tried again', async () => {
    const id = await sendIn('busy');
    expect((await story.of(id)).delivery).toBe('planned');
    story.pass(MINUTE);
    await story.outbox.send();
    expect((await story.of(id)).delivery).toBe('sent');
    expect(story.textsTo(ANN)).toHaveLength(1);
  });

  test('two rounds at once send once', async () => {
    await begin();
    await story.ends('c-1', ANN);
    await Promise.all([story.outbox.send(), story.outbox.send(), story.outbox.send()]);
    expect(story.textsTo(ANN)).toHaveLength(1);
  });
});

describe('a survey by telephone', () => {
  const byPhone = { calls: { ...everyCall, channel: 'voice' as const, questions: ['resolved', 'csat-5'] as const } };
  const pressing = (...keys: string[]): Partial<StandInOptions> => ({ person: () => ({ answers: true, presses: (_, nth) => keys[nth] }) });
  async function called(standIn: Partial<StandInOptions>): Promise<string> {
    await begin({ programmes: byPhone, standIn });
    const planned = await story.ends('c-1', ANN);
    await story.outbox.send();
    await until(() => story.standIn.calls[0]?.endedAt !== null);
    await until(async () => (await story.of(planned?.id ?? '')).delivery !== 'sent');
    await new Promise((resolve) => setTimeout(resolve, 50));
    return planned?.id ?? '';
  }

  test('is answered by keys', async () => {
    const id = await called(pressing('1', '5'));
    expect(await story.of(id)).toMatchObject({ outcome: 'answered', answers: { resolved: 'yes', 'csat-5': 5 } });
    expect(await logged()).toEqual(['survey.sent c-1', 'survey.delivered c-1', 'survey.answered c-1 resolved=yes', 'survey.answered c-1 csat-5=5']);
  });

  test('asks again after silence, and who hangs up has answered a part', async () => {
    const id = await called(pressing('', '2'));
    expect(await story.of(id)).toMatchObject({ outcome: 'partial', answers: { resolved: 'partly' } });
  });

  test('is answered by telephone only: a text at the same time is no answer', async () => {
    await begin({ programmes: byPhone, standIn: { reach: (url) => (url.includes('/call') ? 'http://127.0.0.1:9/' : url) } });
    const planned = await story.ends('c-1', ANN);
    await story.outbox.send();
    expect(textOf(await story.standIn.receive(ANN, '1'))).toBe('');
    expect((await story.of(planned?.id ?? '')).answers).toEqual({});
  });

  test('ends for ever at the star key', async () => {
    const id = await called(pressing('*'));
    expect((await story.of(id)).outcome).toBe('stopped');
    story.pass(40 * DAY);
    expect(await story.ends('c-2', ANN)).toBeUndefined();
  });

  test('failed where nobody picks up', async () => {
    const id = await called({ person: () => ({}) });
    expect(await story.of(id)).toMatchObject({ delivery: 'failed', reason: 'no-answer' });
  });
});

test('whatever someone writes, and whoever they are, is answered with 200', async () => {
  await begin({ programmes: { calls: { ...everyCall, questions: ['free'] } } });
  const id = await asked();
  const bodies = ['', '\0', 'a\0b', '\ud800', '\udfff\ud800', '\u202e\u200b', '__proto__', '<script>alert(1)</script>', "'; DROP TABLE survey_invitation; --", '😀'.repeat(800), 'x'.repeat(20_000), '９'.repeat(300), '%00', '{"a":1}'];
  for (const body of bodies) expect((await story.standIn.receive(BOB, body))?.status).toBe(200);
  for (const from of ['', '+', 'anonymous', 'sip:x@y', 'whatsapp:+12125550199', '\0', 'constructor', '9'.repeat(400)]) expect((await story.standIn.receive(from, 'STOP'))?.status).toBe(200);
  expect((await story.standIn.receive(ANN, `a\0b\ud800 4111 1111 1111 1111 ${'y'.repeat(5_000)}`))?.status).toBe(200);
  expect((await story.of(id)).outcome).toBe('answered');
  const [comment] = await story.store.comments({}, 1);
  expect(comment?.text).toMatch(/^a b.? #### #### #### #### y+$/);
});

describe('a webhook that Twilio did not send', () => {
  test('is refused with 403 and a sentence that says why', async () => {
    await begin();
    const id = await asked();
    const post = (path: string, headers: Record<string, string>, body = 'From=%2B12125550101&Body=1&MessageSid=SM1'): Promise<Response> =>
      fetch(`${story.url}/surveys/twilio/${path}`, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } });
    for (const path of ['message', `status/${id}`, `call/${id}`, `call/${id}/0.0`, `call-status/${id}`]) {
      for (const headers of [{}, { 'x-twilio-signature': 'AAAA' }, { 'x-twilio-signature': '' }]) expect((await post(path, headers)).status).toBe(403);
    }
    expect(await (await post('message', {})).json()).toEqual({ error: { what: expect.stringContaining('it carries no signature'), do: expect.stringContaining('EARSHOT_PUBLIC_URL') } });
    for (const body of ['', '{"a":1}', 'Body=1&Body=2', '__proto__=1', '%ff%00=%ZZ', 'a'.repeat(100_000)]) expect((await post('message', { 'x-twilio-signature': 'x' }, body)).status).toBe(403);
    expect((await story.of(id)).at).toBe(0);
  });
});
