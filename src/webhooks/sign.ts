import { createHash, createHmac } from 'node:crypto';

/** The signature of Standard Webhooks 1.0 (standardwebhooks.com): HMAC-SHA256 over id, time in seconds and body. */
export function signatureOf(secret: string, id: string, seconds: number, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
}

/** A header takes no letters but ASCII, and the id may not hold the point that parts it from the time: what it is made of may. */
export function messageId(id: string): string {
  return `msg_${createHash('sha256').update(id).digest('base64url').slice(0, 32)}`;
}
