import { expect, test } from '@jest/globals';
import { blockOf, fieldsOf, keptBlock } from '../ingest/asterisk/ami-block.js';
import { startAmi } from '../ingest/asterisk/ami-state.js';
import { fieldsOfLine, lineOfFields } from '../ingest/asterisk/queue-log-line.js';
import { startQueueLog } from '../ingest/asterisk/queue-log-state.js';
import { translateQueueLog } from '../ingest/asterisk/queue-log.js';
import { translateAmi } from '../ingest/asterisk/translate.js';
import { eventOf } from '../ingest/freeswitch/esl-event.js';
import { startEsl } from '../ingest/freeswitch/state.js';
import { translateEsl } from '../ingest/freeswitch/translate.js';
import { postOf, sentAt } from '../ingest/twilio/kept-post.js';
import { CALL, status, stream, task, taskRouter, tell } from '../ingest/twilio/story.js';
import type { TwilioPost } from '../ingest/twilio/translate.js';
import type { EarshotEvent } from '../domain/event.js';
import { scrubbed } from '../pipeline/scrub.js';

/** As it stands in the list: through JSON, without numbers. */
const kept = (sent: unknown): unknown => JSON.parse(JSON.stringify(scrubbed(sent, { customerOf: () => 'tel_key' })));
const toldOf = (events: readonly EarshotEvent[]) => events.map(({ id, source, type, subject, time, sequence }) => ({ id, source, type, subject, time, sequence }));

test('a line of queue_log from the list tells what it would have told, without the caller\'s number', () => {
  const text = '1700000004|pbx1-1700000000.1|support|NONE|ENTERQUEUE||+12025550123|1';
  const state = () => ({ ...startQueueLog({ systemName: 'pbx1' }), line: 41 });
  const sent = kept(fieldsOfLine(text, 42));
  expect(JSON.stringify(sent)).not.toContain('2025550123');
  const line = lineOfFields(sent);
  expect(line).toEqual({ line: 42, text: '1700000004|pbx1-1700000000.1|support|NONE|ENTERQUEUE||tel_key|1' });
  expect(toldOf(translateQueueLog(state(), line?.text ?? '').events)).toEqual(toldOf(translateQueueLog(state(), text).events));
  expect(lineOfFields(kept(fieldsOfLine('half a li', 7)))).toBeUndefined();
});

test('a block of the manager interface does as well', () => {
  const block = blockOf([['Event', 'Newchannel'], ['Timestamp', '1700000001.000123'], ['SystemName', 'pbx1'], ['Channel', 'PJSIP/trunk-00000001'], ['ChannelState', '4'], ['CallerIDNum', '6175550157'], ['Exten', '2565552000'], ['Uniqueid', 'pbx1-1700000001.1'], ['Linkedid', 'pbx1-1700000001.1']]);
  const sent = kept(fieldsOf(block));
  expect(JSON.stringify(sent)).not.toContain('6175550157');
  const again = keptBlock(sent);
  expect(toldOf(translateAmi(startAmi('pbx1'), again ?? block).events)).toEqual(toldOf(translateAmi(startAmi('pbx1'), block).events));
});

test('an event of the event socket does as well', () => {
  const fields = { 'Event-Name': 'CHANNEL_CREATE', 'Call-Direction': 'inbound', 'Caller-Destination-Number': '2565552000', 'Caller-Caller-ID-Number': '6175550157', 'Caller-Channel-Created-Time': '1700000001000000', 'Unique-ID': 'c4f0a1b2-1234-1234-1234-123456789012', 'Event-Date-Timestamp': '1700000001000000', 'Event-Sequence': '12345678', 'Channel-State-Number': '4' };
  const sent = kept(fields);
  expect(JSON.stringify(sent)).not.toContain('6175550157');
  const toldFrom = (from: unknown) => toldOf(translateEsl(startEsl('fs1'), { kind: 'event', event: eventOf(from) ?? { fields: new Map() } }).events);
  expect(toldFrom(sent)).toEqual(toldFrom(fields));
  expect(toldFrom(fields)).toHaveLength(1);
});

test.each<[string, TwilioPost, number]>([
  ['a status callback', status(0, 'ringing'), 0],
  ['a TaskRouter callback', taskRouter(10, 'task.created'), 0],
  ['one event of a stream', stream(20, ['com.twilio.messaging.message.sent', {}], ['com.twilio.taskrouter.task.created', { payload: { eventtype: 'task.created', sid: 'EV77', ...task } }]), 1],
])('%s of Twilio does as well', (_, post, index) => {
  const sent = kept(sentAt(post, index));
  expect(JSON.stringify(sent)).not.toContain('+12025550123');
  const again = postOf(sent, 0);
  const events = toldOf(tell([post]).events);
  expect([events.length > 0, again === undefined ? [] : toldOf(tell([again]).events).map(({ id, type, time }) => ({ id, type, time }))]).toEqual([true, events.map(({ id, type, time }) => ({ id, type, time }))]);
  expect(events[0]?.subject).toBe(CALL);
});
