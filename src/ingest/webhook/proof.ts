import { createHmac, timingSafeEqual } from 'node:crypto';
import { ok, refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import { MINUTE, SECOND } from '../../domain/time.js';
import type { Instant, Millis } from '../../domain/time.js';
import type { ProofRule } from './mapping.js';

export type SignedRule = Exclude<ProofRule, { is: 'key' }>;
export type Headers = Readonly<Record<string, unknown>>;

/** How far a signed post's time may lie from ours: Standard Webhooks leaves it to the receiver, its libraries take five minutes. */
const WINDOW: Millis = 5 * MINUTE;
/** With fewer bytes a secret can be guessed. */
const SHORTEST = 16;

/** The secrets that a file holds, one a line: two while the sender changes from one to the other. */
export function secretsIn(text: string, { is }: SignedRule): Result<readonly Buffer[]> {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const keys = lines.map((line) => (is === 'standard-webhooks' ? Buffer.from(line.replace(/^whsec_/, ''), 'base64') : Buffer.from(line, 'utf8')));
  if (keys.length === 0) return refused('holds no secret: write it on a line');
  if (keys.some(({ length }) => length < SHORTEST)) return refused(`holds a secret of fewer than ${SHORTEST} bytes${is === 'standard-webhooks' ? ' (it is to be whsec_ and base64)' : ''}: make a longer one`);
  return ok(keys);
}

/** A post that is believed, and when it was signed where the signature says so. */
export interface Proven {
  readonly signedAt?: Instant;
}

/** Whether one of the secrets made the post's signature. A reason says what did not fit, never what would have. */
export function proves(rule: SignedRule, secrets: readonly Buffer[], headers: Headers, body: string, now: Instant): Result<Proven> {
  switch (rule.is) {
    case 'hmac': return provesHmac(rule, secrets, headers, body);
    case 'hmac-with-time': return provesHmacWithTime(rule, secrets, headers, body, now);
    case 'standard-webhooks': return provesStandard(secrets, headers, body, now);
  }
}

function provesHmac({ header, algorithm, encoding, prefix }: Extract<SignedRule, { is: 'hmac' }>, secrets: readonly Buffer[], headers: Headers, body: string): Result<Proven> {
  const sent = headers[header];
  if (typeof sent !== 'string' || sent === '') return refused(`it carries no ${header}`);
  if (!sent.startsWith(prefix)) return refused(`its ${header} does not begin as the settings say`);
  const signature = Buffer.from(sent.slice(prefix.length), encoding);
  return secrets.some((key) => same(createHmac(algorithm, key).update(body).digest(), signature)) ? ok({}) : refused(`its ${header} does not fit the secret`);
}

/** `t=…,v1=…`: the signature may stand there several times, one for each secret while they change. */
function provesHmacWithTime({ header, scheme, encoding }: Extract<SignedRule, { is: 'hmac-with-time' }>, secrets: readonly Buffer[], headers: Headers, body: string, now: Instant): Result<Proven> {
  const sent = headers[header];
  if (typeof sent !== 'string' || sent === '') return refused(`it carries no ${header}`);
  const parts = sent.split(',').map((part) => part.trim());
  const [sentAt] = parts.flatMap((part) => /^t=(\d{1,12})$/.exec(part)?.[1] ?? []);
  if (sentAt === undefined) return refused(`its ${header} has no time in seconds such as t=1700000000`);
  const signatures = parts.filter((part) => part.startsWith(`${scheme}=`)).map((part) => Buffer.from(part.slice(scheme.length + 1), encoding));
  if (!madeBy(secrets, `${sentAt}.${body}`, signatures)) return refused(`its ${header} does not fit the secret`);
  return within(sentAt, now, `the time in its ${header}`);
}

/** Standard Webhooks 1.0 (standardwebhooks.com): HMAC-SHA256 over id, time in seconds and body. */
function provesStandard(secrets: readonly Buffer[], headers: Headers, body: string, now: Instant): Result<Proven> {
  const { 'webhook-id': id, 'webhook-timestamp': sentAt, 'webhook-signature': sent } = headers;
  if (typeof id !== 'string' || typeof sentAt !== 'string' || typeof sent !== 'string') return refused('it carries no webhook-id, webhook-timestamp and webhook-signature');
  if (!/^\d{1,12}$/.test(sentAt)) return refused('its webhook-timestamp is no time in seconds');
  const signatures = sent.split(' ').filter((each) => each.startsWith('v1,')).map((each) => Buffer.from(each.slice(3), 'base64'));
  if (!madeBy(secrets, `${id}.${sentAt}.${body}`, signatures)) return refused('its webhook-signature does not fit the secret');
  return within(sentAt, now, 'its webhook-timestamp');
}

function madeBy(secrets: readonly Buffer[], signed: string, signatures: readonly Buffer[]): boolean {
  return secrets.some((key) => {
    const ours = createHmac('sha256', key).update(signed).digest();
    return signatures.some((each) => same(ours, each));
  });
}

function within(sentAt: string, now: Instant, what: string): Result<Proven> {
  const signedAt = Number(sentAt) * SECOND;
  const off = Math.abs(now - signedAt);
  return off <= WINDOW ? ok({ signedAt }) : refused(`${what} lies ${Math.round(off / SECOND)} s from our time, ${WINDOW / SECOND} are the most`);
}

function same(ours: Buffer, theirs: Buffer): boolean {
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}
