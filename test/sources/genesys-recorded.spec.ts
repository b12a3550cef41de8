import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { KeyedPseudonyms } from '../../src/access/pseudonym.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import { MINUTE } from '../../src/domain/time.js';
import { LineReading } from '../../src/ingest/genesys/line/reading.js';
import type { LineThing } from '../../src/ingest/genesys/line/reading.js';
import { RecordedGenesysLine, scrubGenesysLine } from '../../src/ingest/genesys/line/recorded-line.js';
import { standInsOf } from '../../src/recording/stand-ins.js';
import { TypedKeys } from '../../src/recording/typed-keys.js';
import { GenesysConversation } from '../support/genesys-conversation.js';
import { contactOf } from '../support/story.js';

const QUEUE = '11111111-1111-4111-8111-111111111111';
const ANNA = '22222222-2222-4222-8222-222222222222';
const began = Date.UTC(2026, 10, 2, 9);
const standIns = standInsOf({ pseudonyms: new KeyedPseudonyms(Buffer.alloc(32, 7), () => 'US'), ours: ['+12025550100'], keys: new TypedKeys(), around: began });

/** A call as the line tells it, notice by notice, and as the history has it. */
function heard(): LineThing[] {
  const things: LineThing[] = [];
  const call: GenesysConversation = new GenesysConversation('call', began, () => void things.push({ is: 'notice', topic: `v2.routing.queues.${QUEUE}.conversations`, body: call.snapshot() as never, at: began + things.length * 1_000 }));
  call.calls(0);
  call.hears(1, 'flow');
  call.waitsIn(20, QUEUE);
  call.rings(45, ANNA);
  call.isAnswered(52, ANNA);
  call.isHeld(100, ANNA);
  call.isBack(130, ANNA);
  call.hangsUp(200);
  call.wrapsUp(230, ANNA, 'rebate');
  const activity = { id: ANNA, name: 'Anna Lee', routingStatus: { status: 'IDLE', startTime: new Date(began + 10 * MINUTE).toISOString() }, presence: { presenceDefinition: { systemPresence: 'ON_QUEUE' } }, activeQueueIds: [QUEUE] };
  return [...things, { is: 'history', conversation: call.details() as never }, { is: 'notice', topic: `v2.users.${ANNA}.activity`, body: activity, at: began + 11 * MINUTE }, { is: 'user', body: activity, at: began + 12 * MINUTE }];
}
const contact = (events: readonly EarshotEvent[]) => contactOf(events.filter(({ subject }) => subject === 'call'));

test('comes to the same contact and states, with a number of nowhere for who called', () => {
  const [reading, again] = [new LineReading('genesys'), new RecordedGenesysLine('genesys')];
  const live = heard().flatMap((thing) => [...reading.read(thing)?.events ?? []]);
  const played = heard().flatMap((thing) => again.read(JSON.parse(JSON.stringify(scrubGenesysLine(thing, standIns)))));
  const { customer, number, ...rest } = contact(played);
  expect([customer, number]).toEqual([expect.stringMatching(/^\+999\d+$/), customer]);
  expect({ ...rest, customer: '+12025550123', number: '+12025550123' }).toEqual(contact(live));
  expect(rest.entry).toBe('+12025550100');
  const states = (events: readonly EarshotEvent[]): unknown[] => events.filter(({ type }) => type.startsWith('agent.s')).map(({ type, subject, time, data }) => [type, subject, time, data]);
  expect(states(played)).toEqual(states(live));
  expect(states(live).length).toBeGreaterThan(1);
});

test('holds no name, no note, nothing that a caller typed, and no field that is not read', () => {
  const text = JSON.stringify(heard().map((thing) => scrubGenesysLine(thing, standIns)));
  expect(text).not.toMatch(/Novak|Lee|rang|4711|\bill\b|2025550123|attributes|"name"|notes|participantName/i);
});

test('whatever a conversation holds, scrubbing throws nothing, and no other field leaves', () => {
  fc.assert(fc.property(fc.jsonValue(), fc.constantFrom('calls', 'self', 'ani', 'startTime', 'callbackNumbers'), (value, name) => {
    const thing = { is: 'history', conversation: { participants: [{ attributes: value, [name]: value }] } } as unknown as LineThing;
    const left = JSON.parse(JSON.stringify(scrubGenesysLine(thing, standIns))) as { readonly conversation: { readonly participants: readonly object[] } };
    expect(Object.keys(left.conversation.participants[0] ?? {})).toEqual([name]);
    new RecordedGenesysLine('genesys').read(left);
  }));
});
