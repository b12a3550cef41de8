import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { RecoveryLine, Snapshot } from '../../src/contract/board.js';
import { TwilioStandIn } from '../../src/demo/twilio/stand-in.js';
import { Earshot } from '../support/earshot.js';
import { Pbx } from '../support/pbx.js';
import { RecoveryList } from '../support/recovery-list.js';
import { form, send } from '../support/twilio-posts.js';
import { until } from '../support/until.js';

const folder = mkdtempSync(path.join(tmpdir(), 'earshot-killed-calls-'));
const floorFile = path.join(folder, 'floor.yaml');
const account = { accountSid: `AC${'d'.repeat(32)}`, authToken: 'the token of this test' };
const PUBLIC = 'http://earshot.test';
const AGENT = '+12025550100';

let earshot: Earshot;
let list: RecoveryList;
let pbx: Pbx;
let sue = '';
// The agent's phone rings for good: what Twilio tells is posted by the test.
const twilio = new TwilioStandIn({ ...account, smsUrl: () => '', person: () => ({ ringsUntil: new Promise(() => undefined) }) });

beforeAll(async () => {
  await twilio.start();
  pbx = await Pbx.start();
  writeFloor('asterisk', "phones: { sue: PJSIP/2001 }\n  context: out\n  exten: '00{digits}'");
  earshot = await Earshot.prepare({
    EARSHOT_SETTINGS: floorFile, EARSHOT_TWILIO_ACCOUNT_SID: account.accountSid, EARSHOT_TWILIO_AUTH_TOKEN: account.authToken, EARSHOT_TWILIO_API_URL: twilio.url,
    EARSHOT_PUBLIC_URL: PUBLIC, EARSHOT_AMI_URL: pbx.url,
  });
  await earshot.start();
  sue = await earshot.command('tokens', 'create', '--role', 'supervisor', '--label', 'sue');
  list = new RecoveryList(earshot, await earshot.command('keys', 'create', '--source', 'test'), sue);
}, 180_000);
afterAll(async () => {
  await earshot.remove();
  await twilio.stop();
  await pbx.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('through Asterisk, killed between Originate and its answer, and told the rest out of order and twice', () => {
  afterEach(() => void (pbx.fate = 'answered'));

  test('whoever was reached is off the list, and nobody was called again', async () => {
    const { line, number } = await killedAfterOriginate('a1');
    const asked = pbx.originates.at(-1) ?? new Map();
    const rest = pbx.restOf(asked, 'ANSWER');
    pbx.tell(...rest.toReversed(), ...rest);
    await until(async () => await list.lineOf(line) === undefined);
    await isCalledOnce('a1', ['callback.attempted', 'callback.reached']);
    expect((await list.contact(asked.get('ChannelId') ?? '')).lane).toMatchObject({ stage: 'ended', direction: 'callback', customer: line.id });
    expect(JSON.stringify([await list.timeline('a1'), await list.timeline(asked.get('ChannelId') ?? '')])).not.toContain(number.slice(2));
  }, 40_000);

  test('whoever was not is on it with one try', async () => {
    const { line } = await killedAfterOriginate('a2');
    const rest = pbx.restOf(pbx.originates.at(-1) ?? new Map(), 'NOANSWER');
    pbx.tell(...rest.toReversed(), ...rest);
    await until(async () => (await list.lineOf(line))?.state === 'attempted');
    expect(await list.lineOf(line)).toMatchObject({ attempts: 1, lastAttempt: { result: 'no-answer' } });
    await isCalledOnce('a2', ['callback.attempted']);
  }, 40_000);

  async function killedAfterOriginate(id: string): Promise<{ readonly line: RecoveryLine; readonly number: string }> {
    const { line, number } = await list.letDown(id);
    pbx.fate = 'held';
    const before = pbx.originates.length;
    await list.asked(line);
    await until(() => pbx.originates.length > before);
    await killed(line);
    const channel = pbx.originates.at(-1)?.get('ChannelId') ?? '';
    // The PBX has listed what goes on.
    await until(async () => (await list.timeline(channel)).length > 0);
    return { line, number };
  }

  async function isCalledOnce(id: string, told: readonly string[]): Promise<void> {
    expect(await triesOf(id)).toEqual(told);
    expect(pbx.originates.filter((asked) => asked.get('Variable')?.endsWith(`__EARSHOT_CONTACT=${id}`))).toHaveLength(1);
  }
});

describe('through Twilio, killed while the customer\'s phone rings, and told the rest out of order and twice', () => {
  beforeAll(async () => {
    writeFloor('twilio', `phones: { sue: '${AGENT}' }`);
    await until(async () => (await earshot.get<Snapshot>('/api/v1/board', sue)).scope.queues.some(({ name }) => name === 'twilio'), 15_000);
  }, 30_000);

  test('whoever was reached is off the list, and nobody was called again', async () => {
    const { line, tell } = await killedWhileItRings('t1');
    const answers = await tell([['agent-status', { CallStatus: 'completed' }], ['customer', { CallStatus: 'completed' }], ['customer', { CallStatus: 'in-progress' }], ['customer', { CallStatus: 'initiated' }], ['done', { DialCallStatus: 'completed' }]]);
    expect(answers.every((status) => status < 300)).toBe(true);
    await until(async () => await list.lineOf(line) === undefined);
    expect(await triesOf('t1')).toEqual(['callback.attempted', 'callback.reached']);
    // The key pressed once more, late: nobody is dialled for a call that is settled.
    expect((await post('go', { Digits: '1' })).text).not.toContain('<Dial');
    expect(twilio.calls).toHaveLength(1);
  }, 40_000);

  test('whoever was not is on it with one try', async () => {
    const { line, tell } = await killedWhileItRings('t2');
    await tell([['customer', { CallStatus: 'busy' }], ['agent-status', { CallStatus: 'completed' }], ['done', { DialCallStatus: 'busy' }], ['customer', { CallStatus: 'initiated' }]]);
    await until(async () => (await list.lineOf(line))?.state === 'attempted');
    expect(await list.lineOf(line)).toMatchObject({ attempts: 1, lastAttempt: { result: 'busy' } });
    expect(await triesOf('t2')).toEqual(['callback.attempted']);
    expect(twilio.calls).toHaveLength(2);
  }, 40_000);

  type Turn = readonly [turn: string, fields: Readonly<Record<string, string>>];

  async function killedWhileItRings(id: string): Promise<{ readonly line: RecoveryLine; readonly tell: (turns: readonly Turn[]) => Promise<number[]> }> {
    const { line } = await list.letDown(id);
    const before = twilio.calls.length;
    await list.asked(line);
    await until(() => twilio.calls.length > before);
    expect((await post('agent', {})).text).toContain('<Gather');
    expect((await post('go', { Digits: '1' })).text).toContain('<Dial');
    expect((await post('customer', { CallStatus: 'initiated' })).status).toBe(204);
    await killed(line);
    const tell = async (turns: readonly Turn[]): Promise<number[]> => {
      const statuses: number[] = [];
      for (const [turn, fields] of [...turns, ...turns]) statuses.push((await post(turn, fields)).status);
      return statuses;
    };
    return { line, tell };
  }

  function post(turn: string, fields: Readonly<Record<string, string>>): ReturnType<typeof send> {
    const { sid = '', url = '' } = twilio.calls.at(-1) ?? {};
    const where = new URL(url).pathname.replace('/agent/', `/${turn}/`);
    return send(earshot.url, form(where, { CallSid: sid, AccountSid: account.accountSid, ...fields }, { token: account.authToken, publicUrl: PUBLIC }));
  }
});

/** Killed and back: the line says that someone is calling, and nobody else may. */
async function killed(line: RecoveryLine): Promise<void> {
  await earshot.kill();
  await earshot.start();
  await earshot.caughtUp(sue);
  expect((await list.lineOf(line))?.state).toBe('calling');
  expect((await list.call(line)).status).toBe(409);
}

async function triesOf(id: string): Promise<string[]> {
  return (await list.timeline(id)).map(({ type }) => type).filter((type) => /^callback\.(?:attempted|reached)$/.test(type));
}

/** The queue is called like the way, so that one sees which settings hold. */
function writeFloor(way: string, more: string): void {
  writeFileSync(floorFile, `queues: { bill: { name: ${way} } }\ncallbacks:\n  way: ${way}\n  callerId: '+12025550199'\n  allow: ['+1']\n  hours: 00:00-24:00\n  ${more}\n`);
}
