import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TwilioStandIn } from '../../src/demo/twilio/stand-in.js';
import type { Carrier } from '../../src/ports/carrier.js';
import { openTwilio } from '../../src/surveys/twilio.js';

/** Twilio's own description of its API, where it is at hand. */
const file = fileURLToPath(new URL('../../../shared/data/twilio/twilio_api_v2010.json', import.meta.url));
const whereDescribed = existsSync(file) ? test : test.skip;

const account = { accountSid: `AC${'a'.repeat(32)}`, authToken: 'secret' };
const standIn = new TwilioStandIn({ ...account, smsUrl: () => 'http://127.0.0.1:9/none', person: () => ({}) });
const auth = `Basic ${Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')}`;
const path = `/2010-04-01/Accounts/${account.accountSid}`;
let carrier: Carrier;

beforeAll(async () => {
  await standIn.start();
  carrier = await openTwilio({ ...account, apiUrl: standIn.url, callbackUrl: 'https://earshot.example.com' });
});
afterAll(() => standIn.stop());

async function ask(method: 'GET' | 'POST', where: string, form?: Readonly<Record<string, string>>): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(`${standIn.url}${path}${where}`, { method, headers: { authorization: auth }, ...(form === undefined ? {} : { body: new URLSearchParams(form) }) });
  return { status: answer.status, body: await answer.json() as Record<string, unknown> };
}

describe('the Twilio stand-in answers as Twilio\'s OpenAPI says', () => {
  whereDescribed('messages: taken, shown, listed', async () => {
    const taken = await ask('POST', '/Messages.json', { To: '+12125550101', From: '+15005550006', Body: 'Hello' });
    expect(violations('post', '/Messages.json', taken)).toEqual([]);
    expect(violations('get', '/Messages/{Sid}.json', await ask('GET', `/Messages/${String(taken.body['sid'])}.json`))).toEqual([]);
    expect(violations('get', '/Messages.json', await ask('GET', '/Messages.json?To=%2B12125550101&PageSize=20'))).toEqual([]);
  });

  whereDescribed('messages through a messaging service', async () => {
    const taken = await ask('POST', '/Messages.json', { To: '+12125550102', MessagingServiceSid: `MG${'b'.repeat(32)}`, Body: 'Hello' });
    expect([taken.body['from'], violations('post', '/Messages.json', taken)]).toEqual([null, []]);
  });

  whereDescribed('calls: taken, shown, listed', async () => {
    const taken = await ask('POST', '/Calls.json', { To: '+12125550103', From: '+15005550006', Url: 'http://127.0.0.1:9/call' });
    expect(violations('post', '/Calls.json', taken)).toEqual([]);
    expect(violations('get', '/Calls/{Sid}.json', await ask('GET', `/Calls/${String(taken.body['sid'])}.json`))).toEqual([]);
    expect(violations('get', '/Calls.json', await ask('GET', '/Calls.json?To=%2B12125550103'))).toEqual([]);
  });

  whereDescribed('and takes no field that Twilio would not', async () => {
    const described = JSON.parse(readFileSync(file, 'utf8')) as { paths: Record<string, { post: { requestBody: { content: Record<string, { schema: { properties: object } }> } } }> };
    const known = (where: string): string[] => Object.keys(described.paths[`/2010-04-01/Accounts/{AccountSid}${where}`]?.post.requestBody.content['application/x-www-form-urlencoded']?.schema.properties ?? {});
    await carrier.hand({ invitation: 'i', channel: 'sms', to: '+12125550104', sender: '+15005550006', text: 'Hello' });
    await carrier.hand({ invitation: 'i', channel: 'voice', to: '+12125550104', sender: '+15005550006', text: 'Hello' });
    const [message, call] = ['/Messages.json', '/Calls.json'].map((where) => standIn.asked.filter((each) => each.where === where).at(-1)?.fields ?? []);
    expect(message).toContain('StatusCallback');
    expect(call).toContain('Url');
    expect(message?.filter((field) => !known('/Messages.json').includes(field))).toEqual([]);
    expect(call?.filter((field) => !known('/Calls.json').includes(field))).toEqual([]);
  });
});

describe('the carrier, over the twilio package', () => {
  const outgoing = { invitation: 'i-1', channel: 'sms', to: '+12125550110', sender: '+15005550006', text: 'How was it?' } as const;

  test('finds what it handed over, and nothing else', async () => {
    const since = Date.now();
    expect(await carrier.find(outgoing, since)).toEqual({ is: 'not-there' });
    const handed = await carrier.hand(outgoing);
    expect(handed).toEqual({ is: 'taken', sid: expect.stringMatching(/^SM/) });
    expect(await carrier.find(outgoing, since)).toMatchObject({ is: 'found', sid: handed.is === 'taken' ? handed.sid : '' });
    expect(await carrier.find({ ...outgoing, text: 'Another text' }, since)).toEqual({ is: 'not-there' });
    expect(await carrier.find(outgoing, since + 10 * 60_000)).toEqual({ is: 'not-there' });
  });

  test.each([
    ['no-number', { is: 'refused', reason: '21211', isStopped: false }],
    ['stopped', { is: 'refused', reason: '21610', isStopped: true }],
    ['busy', { is: 'busy', reason: expect.any(String), retryAfterMs: 5_000 }],
    ['error', { is: 'unclear', reason: expect.any(String) }],
    ['lost', { is: 'unclear', reason: expect.any(String) }],
    ['cut', { is: 'unclear', reason: expect.any(String) }],
  ] as const)('tells what surely was not taken from what may have been: %s', async (mood, handed) => {
    const moody = new TwilioStandIn({ ...account, smsUrl: () => '', mood: () => mood });
    await moody.start();
    const other = await openTwilio({ ...account, apiUrl: moody.url, callbackUrl: 'https://earshot.example.com' });
    expect(await other.hand(outgoing)).toEqual(handed);
    await moody.stop();
    expect(await other.hand(outgoing)).toMatchObject({ is: 'busy', reason: expect.stringContaining('ECONNREFUSED') });
  });

  test('does not blame a number for a wrong token', async () => {
    const wrong = await openTwilio({ ...account, authToken: 'other', apiUrl: standIn.url, callbackUrl: '' });
    expect(await wrong.hand(outgoing)).toMatchObject({ is: 'busy', reason: expect.stringContaining('EARSHOT_TWILIO_AUTH_TOKEN') });
  });
});

/** What Twilio's own schema has against an answer; every field of the schema must be there. */
function violations(method: 'get' | 'post', where: string, { status, body }: { status: number; body: unknown }): unknown[] {
  const described = JSON.parse(readFileSync(file, 'utf8')) as Described;
  const response = described.paths[`/2010-04-01/Accounts/{AccountSid}${where}`]?.[method]?.responses[String(status)];
  if (!response) return [`${method} ${where} may not answer ${status}`];
  const check = compile(described, response.content['application/json'].schema);
  return check(body) ? [] : check.errors ?? [];
}

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, { readonly content: { readonly 'application/json': { readonly schema: object } } }>> }>>>>;
  readonly components: unknown;
}

/** OpenAPI 3.0 says `nullable`; all fields of Twilio's resources are always there, which it leaves unsaid. */
function compile(described: Described, schema: object): ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const strict = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(strict);
    if (typeof value !== 'object' || value === null) return value;
    const { nullable, ...rest } = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, strict(each)])) as Record<string, unknown>;
    const whole = typeof rest['properties'] === 'object' && rest['type'] === 'object' ? { ...rest, required: Object.keys(rest['properties'] as object) } : rest;
    return nullable === true && typeof whole['type'] === 'string' ? { ...whole, type: [whole['type'], 'null'] } : whole;
  };
  return ajv.compile(strict({ ...schema, components: described.components }) as object);
}
