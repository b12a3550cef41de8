import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contactOf } from '../../../../test/support/story.js';
import { at, translated } from '../story.js';
import { detailsOf } from './connection.js';
import { historyIn } from './history.js';
import { snapshotIn, wordsOf } from './snapshot.js';
import { topicsOf } from './topics.js';

const iso = (second: number): string => new Date(at(second)).toISOString();
const call = (id: string, from: number, to: number | undefined, more: object = {}): object => ({
  id, state: to === undefined ? 'connected' : 'terminated', direction: 'inbound', connectedTime: iso(from), ...(to === undefined ? {} : { disconnectedTime: iso(to) }), ...more,
});
const contactIn = (participants: readonly object[], second = 0): ReturnType<typeof contactOf> => {
  const snapshot = snapshotIn({ id: 'c', participants }, at(second), new Map());
  return contactOf(translated([detailsOf('c', snapshot?.connections ?? [])]));
};
const caller = { id: 'p', purpose: 'customer', calls: [call('caller', 0, undefined, { self: { addressNormalized: 'tel:+12025550123' }, other: { addressNormalized: 'tel:+12025550100' } })] };

test('who listens in to an agent is no agent of the call', () => {
  const agent = { id: 'a', purpose: 'agent', userId: 'anna', queueId: 'q', calls: [call('anna', 10, undefined)] };
  const supervisor = { id: 's', purpose: 'agent', userId: 'boss', monitoredParticipantId: 'a', calls: [call('boss', 20, undefined)] };
  expect(contactIn([caller, agent, supervisor]).segments.map(({ agent: who }) => who)).toEqual(['anna']);
});

test('a stay that ends as an agent is connected is answered, one that ends with the caller abandoned', () => {
  const stay = { id: 'q', purpose: 'acd', queueId: 'q', calls: [call('stay', 5, 30, { disconnectType: 'transfer' })] };
  const agent = { id: 'a', purpose: 'agent', userId: 'anna', queueId: 'q', calls: [call('anna', 30.4, undefined)] };
  expect(contactIn([caller, stay, agent]).visits).toMatchObject([{ queue: 'q', reason: 'answered', agent: 'anna' }]);
  const gone = { ...caller, calls: [call('caller', 0, 30, { disconnectType: 'endpoint' })] };
  expect(contactIn([gone, stay])).toMatchObject({ endedBy: 'customer', visits: [{ reason: 'abandoned' }] });
});

test('an answer that is told after the end of the stay stands over what was thought before', () => {
  const stay = { id: 'q', purpose: 'acd', queueId: 'q', calls: [call('stay', 5, 30, { disconnectType: 'transfer' })] };
  const agent = { id: 'a', purpose: 'agent', userId: 'anna', queueId: 'q', calls: [call('anna', 30.4, undefined)] };
  const posts = [[caller, stay], [caller, stay, agent]].map((participants) => detailsOf('c', snapshotIn({ id: 'c', participants }, at(31), new Map())?.connections ?? []));
  for (const order of [posts, posts.toReversed()]) expect(contactOf(translated(order)).visits).toMatchObject([{ queue: 'q', reason: 'answered', agent: 'anna' }]);
});

test('the types of a disconnect are read in all their spellings', () => {
  expect(['transfer.conference', 'transfer.noanswer', 'consultTransfer', 'TRANSPORT_FAILURE', 'peer', undefined].map(wordsOf))
    .toEqual(['CONFERENCE_TRANSFER', 'NOANSWER_TRANSFER', 'CONSULT_TRANSFER', 'TRANSPORT_FAILURE', 'PEER', undefined]);
});

test('history without ids or segments says nothing, and throws nothing', () => {
  expect([historyIn({}), historyIn({ conversationId: 'c', participants: [{}, { participantId: 'p', sessions: [{ sessionId: 's', segments: [{}] }] }, 7] })]).toEqual([undefined, { conversation: 'c', connections: [] }]);
});

test('a thousand topics are asked for at most, queues first, and only ids of the platform\'s own', () => {
  const id = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
  const { topics, agents, problem } = topicsOf({ queues: [id(0), 'support'], agents: Array.from({ length: 1_200 }, (_, index) => id(index)) });
  expect([topics.length, topics[0], agents.length, problem]).toEqual([1_000, `v2.routing.queues.${id(0)}.conversations`, 999, 'The settings name 1201 queues and agents; Genesys Cloud lets 1000 be listened to. The last 201 agents are left out.']);
  expect(topicsOf({ queues: ['support'], agents: [] }).problem).toMatch(/^The settings name no queue/);
});

test('whatever a conversation holds, nothing is thrown', () => {
  const word = fc.oneof(fc.constantFrom('customer', 'acd', 'agent', 'ivr', 'voice', 'alerting', 'terminated', 'hold', 'wrapup', iso(5), 'constructor'), fc.integer(), fc.constant(null), fc.boolean());
  const part = (names: readonly string[]) => fc.dictionary(fc.constantFrom(...names), word);
  const communication = part(['id', 'state', 'direction', 'held', 'startHoldTime', 'connectedTime', 'disconnectedTime', 'disconnectType', 'self', 'wrapup', 'callbackNumbers']);
  const segment = part(['segmentType', 'segmentStart', 'segmentEnd', 'queueId', 'disconnectType', 'wrapUpCode']);
  const participant = fc.tuple(part(['id', 'participantId', 'purpose', 'userId', 'queueId', 'endAcwTime']), fc.array(communication, { maxLength: 3 }), fc.array(fc.tuple(part(['sessionId', 'mediaType', 'flow']), fc.array(segment, { maxLength: 3 })), { maxLength: 2 }))
    .map(([about, calls, sessions]) => ({ ...about, calls, callbacks: calls, sessions: sessions.map(([session, segments]) => ({ ...session, segments })) }));
  fc.assert(fc.property(fc.array(fc.oneof(participant, fc.anything()), { maxLength: 5 }), (participants) => {
    for (const snapshot of [snapshotIn({ id: 'c', participants }, at(9), new Map()), historyIn({ conversationId: 'c', participants })]) {
      expect(translated([detailsOf('c', snapshot?.connections ?? [])]).every(({ time }) => Number.isFinite(time))).toBe(true);
    }
  }), { numRuns: 300 });
});
