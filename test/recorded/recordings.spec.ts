import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { KeyedPseudonyms } from '../../src/access/pseudonym.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import { blockOf, fieldsOf, nameOf } from '../../src/ingest/asterisk/ami-block.js';
import { nothingRead, readAmi } from '../../src/ingest/asterisk/ami-parser.js';
import { RecordedAmi, scrubAmi } from '../../src/ingest/asterisk/recorded-ami.js';
import { RecordedQueueLog, scrubQueueLog } from '../../src/ingest/asterisk/recorded-queue-log.js';
import { isRead } from '../../src/ingest/asterisk/translate.js';
import { eventIn, sequenceOf } from '../../src/ingest/freeswitch/esl-event.js';
import { RecordedEsl, recordOf, scrubEsl } from '../../src/ingest/freeswitch/recorded-esl.js';
import { InOrder } from '../../src/ingest/in-order.js';
import type { Heard } from '../../src/ports/recording.js';
import { protect } from '../../src/pipeline/protect.js';
import { Recorder } from '../../src/recording/recorder.js';
import { outcomeOf, StoryStreet } from '../support/street.js';
import { recorded } from '../support/esl-replayer.js';
import { RECORDING } from './freeswitch-counters.js';

const [AMI, LOG] = ['../shared/data/asterisk/ami-events.txt', '../shared/data/asterisk/queue_log'];
const present = [AMI, LOG, RECORDING].every((file) => existsSync(file));
if (!present) test.skip('the recorded calls are not at ../shared/data, so no recording of them is played', () => undefined);

const pseudonyms = new KeyedPseudonyms(Buffer.alloc(32, 7), () => 'US');
const lines = { asterisk: scrubAmi, queue_log: scrubQueueLog, freeswitch: scrubEsl };
interface Line { read(sent: unknown): readonly EarshotEvent[] }

/** Each platform: what its line was sent, and who reads it. */
const platforms: readonly { readonly way: keyof typeof lines; readonly at: number; readonly sent: () => unknown[]; readonly line: () => Line; readonly people: RegExp }[] = [
  { way: 'asterisk', at: 1_795_289_361_000, sent: () => readAmi(nothingRead, readFileSync(AMI, 'utf8')).blocks.filter((block) => isRead(nameOf(block))).map(fieldsOf), line: () => new RecordedAmi('asterisk/pbx'), people: /Alice|Bob|Carol|Dan / },
  { way: 'queue_log', at: 1_795_289_361_000, sent: () => readFileSync(LOG, 'utf8').split('\n').map((text, index) => ({ line: index + 1, text })), line: () => new RecordedQueueLog('asterisk/pbx'), people: /Alice|Bob|Carol|Dan / },
  { way: 'freeswitch', at: 1_795_300_000_000, sent: () => inOrder().map((event) => recordOf({ kind: 'event', event })), line: () => new RecordedEsl('freeswitch/fs'), people: /alice|bob/ },
];
function inOrder() {
  const order = new InOrder(sequenceOf);
  return [...recorded({ recording: RECORDING }).flatMap(({ text }) => order.put(eventIn(text))), ...order.all()];
}

/** As it comes out of a recording. */
function played(way: keyof typeof lines, at: number, sent: readonly unknown[]): { text: string; sent: unknown[] } {
  const recorder = new Recorder({ clock: { now: () => at }, pseudonyms, floor: () => ({ entries: { 2565551100: {} }, webhooks: {} }), lines });
  recorder.begin(undefined, 60);
  for (const each of sent) recorder.heard({ at, source: 's', way, sent: each });
  const text = recorder.take() ?? '';
  return { text, sent: text.trimEnd().split('\n').slice(1).map((line) => (JSON.parse(line) as Heard).sent) };
}

/** Folded, without who it was: callers, agents, and the numbers of both. */
async function folded(line: Line, sent: readonly unknown[]): Promise<string> {
  const events = sent.flatMap((each) => line.read(each)).map((event) => protect(event, pseudonyms));
  const street = new StoryStreet();
  await street.importAt(Math.max(...events.map(({ time }) => time)) + 1_000, events);
  const { contacts, flags } = await outcomeOf(street) as { contacts: unknown; flags: unknown };
  return JSON.stringify({ contacts, flags }, (key, value: unknown) => (['customer', 'entry', 'agent', 'agents', 'to', 'toAgent', 'key'].includes(key) ? '…' : value), 1).replaceAll(/person-[0-9a-f]{8}|(?:Alice|Bob|Carol|Dan) \w+|tel_[\w-]{27}/g, '…');
}

(present ? describe : describe.skip).each(platforms)('a recording of $way', ({ way, at, sent, line, people }) => {
  test('comes to the same contacts and flags, and names nobody', async () => {
    const all = sent();
    const back = played(way, at, all);
    expect(back.text).not.toMatch(people);
    // Numbers of the made-up callers, and accounts that they typed.
    expect(back.text).not.toMatch(/(?<!\d)(?:\+?1?256(?!5551100)\d{7}|\+?1?205\d{7}|1234567\d)(?!\d)/);
    expect(await folded(line(), back.sent)).toEqual(await folded(line(), all));
  });
});

test('a block that says what nobody reads says it no more', () => {
  const block = blockOf([['Event', 'Newexten'], ['Uniqueid', '1795289362.1'], ['Application', 'Set'], ['AppData', 'PIN=4711'], ['CallerIDName', 'Jo Doe'], ['AccountCode', '77']]);
  const { sent } = played('asterisk', 1_795_289_361_000, [fieldsOf(block), { Event: 'VarSet', Variable: 'PIN', Value: '4711' }]);
  expect(sent).toEqual([{ Event: 'Newexten', Uniqueid: '1795289362.1', Application: 'Set' }, { Event: 'VarSet', Variable: 'PIN' }]);
});
