import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { translateTwilio } from '../../src/ingest/twilio/translate.js';
import { nothingKnown } from '../../src/ingest/twilio/twilio-state.js';
import { TwilioDoor } from '../support/twilio-door.js';
import { form, send } from '../support/twilio-posts.js';

const FILE = '../shared/data/twilio/status-callback-2018-redacted.txt';
const present = existsSync(FILE);
if (!present) test.skip('a status callback that Twilio really sent is not at ../shared/data/twilio, so nothing is checked against it', () => undefined);

(present ? describe : describe.skip)('a status callback that Twilio sent in 2018, numbers redacted', () => {
  const fields = present ? Object.fromEntries(new URLSearchParams(readFileSync(FILE, 'utf8').trim())) : {};

  test('is a call of nine seconds: CallDuration counts, and not the one begun minute of Duration', () => {
    const { events, refused } = translateTwilio(nothingKnown, { is: 'call', fields, hints: {}, id: 'a', at: Date.parse('2018-11-02T10:52:30Z') });
    expect(refused).toEqual([]);
    expect(events.map(({ type, subject, time, data }) => [type, subject, new Date(time).toISOString(), data])).toEqual([
      ['contact.started', 'CAd7fe2ad60939a04e564c0e4e3302ff5b', '2018-11-02T10:52:20.000Z', { channel: 'voice', direction: 'inbound', from: fields['From'], to: fields['To'] }],
      ['contact.ended', 'CAd7fe2ad60939a04e564c0e4e3302ff5b', '2018-11-02T10:52:29.999Z', { cause: 'completed' }],
    ]);
  });

  test('is taken over HTTP, empty fields and all', async () => {
    const door = new TwilioDoor();
    await door.open();
    expect((await send(door.url, form('/ingest/twilio/status', fields))).status).toBe(204);
    expect(door.events).toHaveLength(2);
    await door.close();
  });
});
