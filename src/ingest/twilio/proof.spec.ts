import { createHash, createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { twilioProof } from './proof.js';

const secret = { authToken: '12345', callbackUrl: 'https://mycompany.com' };
const proof = twilioProof(secret);
/** The example in Twilio's page on webhook security, with the signature printed there. */
const printed = {
  path: '/myapp.php?foo=1&bar=2', signature: 'RSOYDt4T1cUTdK1PDd93/VVr8B8=',
  body: 'CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212',
};
const sign = (text: string): string => createHmac('sha1', secret.authToken).update(text).digest('base64');
const json = (body: string, path = `/ingest/twilio/events?bodySHA256=${createHash('sha256').update(body).digest('hex')}`): { path: string; signature: string; body: string } => (
  { path, signature: sign(`${secret.callbackUrl}${path}`), body }
);

test('believes the example of Twilio\'s documentation', () => {
  expect(proof.form(printed)).toMatchObject({ ok: true, value: { Digits: '1234', From: '+14158675309' } });
});

test.each([
  ['another field', { body: printed.body.replace('1234&F', '1235&F') }],
  ['one field more', { body: `${printed.body}&A=1` }],
  ['another address', { path: '/myapp.php?foo=1&bar=3' }],
  ['another signature', { signature: 'RSOYDt4T1cUTdK1PDd93/VVr8B9=' }],
  ['an empty signature', { signature: '' }],
  ['no signature', { signature: undefined }],
  ['a field that comes twice', { body: `${printed.body}&Digits=1234` }],
])('does not believe a form with %s', (_, change) => {
  expect(proof.form({ ...printed, ...change })).toMatchObject({ ok: false });
});

test('believes neither another account nor another public address', () => {
  expect(twilioProof({ ...secret, authToken: '12346' }).form(printed).ok).toBe(false);
  expect(twilioProof({ ...secret, callbackUrl: 'http://127.0.0.1:3000' }).form(printed).ok).toBe(false);
});

test('does not mind whether the proxy names its port', () => {
  const form = { path: '/ingest/twilio/status', body: 'CallSid=CA1', signature: sign('https://mycompany.com:443/ingest/twilio/statusCallSidCA1') };
  expect(proof.form(form).ok).toBe(true);
});

test('believes a JSON body whose hash is in the address that is signed', () => {
  expect(proof.body(json('[{"id":"1"}]'))).toEqual({ ok: true, value: '[{"id":"1"}]' });
  expect(proof.body({ ...json('[{"id":"1"}]'), body: '[{"id":"2"}]' })).toEqual({ ok: false, reason: expect.stringContaining('EARSHOT_TWILIO_AUTH_TOKEN') });
  expect(proof.body(json('[]', '/ingest/twilio/events'))).toEqual({ ok: false, reason: expect.stringContaining('bodySHA256') });
});
