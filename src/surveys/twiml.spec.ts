import { expect, test } from '@jest/globals';
import { gathering, message, saying } from './twiml.js';

test('writes back, whatever the text holds', () => {
  expect(message('Smith & <Sons>: "ok"?\0')).toBe('<?xml version="1.0" encoding="UTF-8"?><Response><Message>Smith &amp; &lt;Sons&gt;: &quot;ok&quot;?</Message></Response>');
});

test('asks for keys and says goodbye', () => {
  expect(gathering({ action: 'https://e.example/a?x=1&y=2', digits: 1, text: 'Press 1.', language: 'en' })).toContain('action="https://e.example/a?x=1&amp;y=2"><Say language="en">Press 1.</Say></Gather></Response>');
  expect(saying('Bye.', 'de')).toContain('<Say language="de">Bye.</Say><Hangup/>');
});
