import { expect, test } from '@jest/globals';
import { Player } from './player.js';
import { readRecording } from './recording-file.js';

test.each([['no recording', 'queues: {}'], ['one of another version', '{"earshot":"recording","version":2,"webhooks":{}}'], ['a line that is no thing', '{"earshot":"recording","version":1,"webhooks":{}}\n{"at":1}']])('plays nothing of %s', (_, text) => {
  expect(() => readRecording(text)).toThrow(/no recording of this version|Line 2 of the recording/);
});

test('reads a post at the time at which it came, and counts what nobody reads', async () => {
  const player = new Player({ ivr: { subject: { path: 'call' }, events: [{ type: 'contact.started', when: { what: 'start' } }] } });
  const at = Date.UTC(2026, 2, 2, 9);
  const post = (body: object, path = '/ingest/webhook/ivr', type = 'application/json') => player.read({ at, source: 'ivr', way: 'post', sent: { path, type, headers: {}, body: JSON.stringify(body) } });
  expect((await post({ call: 'c', what: 'start' })).map(({ type, subject, time }) => [type, subject, time])).toEqual([['contact.started', 'c', at]]);
  expect([await post({ call: 'c', what: 'moo' }), player.refused, player.reason]).toEqual([[], 1, expect.stringMatching(/^No event of the mapping fits/)]);
  expect([await post({}, '/ingest/nowhere'), await post([{ EventType: 'x' }], '/ingest/twilio/events'), player.refused]).toEqual([[], [], 3]);
  const form = { at, source: 'twilio', way: 'post', sent: { path: '/ingest/twilio/status', type: 'application/x-www-form-urlencoded', headers: {}, body: 'CallSid=CA00000000000000000000000000000001&CallStatus=ringing&Direction=inbound&From=%2B999000000000001&To=%2B12025550100&AccountSid=AC1' } };
  expect((await player.read(form)).map(({ type }) => type)).toContain('contact.started');
});
