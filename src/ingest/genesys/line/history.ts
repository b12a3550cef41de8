import type { Instant } from '../../../domain/time.js';
import { instantIn, objectIn, textIn, textsIn, wordIn } from '../fields.js';
import type { Fields } from '../fields.js';
import type { Connection } from './connection.js';
import { listIn, wordsOf } from './snapshot.js';
import type { Snapshot } from './snapshot.js';

/** A conversation as /api/v2/analytics/conversations/details/query has it: each session in its segments, with their times. */
export function historyIn(conversation: Fields): Snapshot | undefined {
  const id = textIn(conversation, 'conversationId');
  if (id === undefined) return undefined;
  const connections = listIn(conversation, 'participants').flatMap((participant) => (
    listIn(participant, 'sessions').flatMap((session) => connectionIn(participant, session) ?? [])
  ));
  return { conversation: id, connections };
}

interface Segment {
  readonly type: string;
  readonly from: Instant;
  readonly to: Instant | undefined;
  readonly fields: Fields;
}

function connectionIn(participant: Fields, session: Fields): Connection | undefined {
  const [id, sessionId] = [textIn(participant, 'participantId'), textIn(session, 'sessionId')];
  const segments = listIn(session, 'segments').flatMap(segmentIn).toSorted((a, b) => a.from - b.from);
  const line = segments.filter(({ type }) => type !== 'WRAPUP');
  if (id === undefined || sessionId === undefined || line.length === 0) return undefined;
  const last = line.at(-1);
  const purpose = wordIn(participant, 'purpose')?.toLowerCase() ?? '';
  const talk = line.find(({ type }) => type === 'INTERACT' || type === 'HOLD' || type === 'IVR' || type === 'VOICEMAIL');
  return {
    participant: id, session: sessionId, purpose, startedAt: line[0]?.from, connectedAt: talk?.from, endedAt: last?.to,
    holds: purpose === 'agent' || purpose === 'user' ? line.flatMap(({ type, from, to }) => (type === 'HOLD' ? [{ from, to }] : [])) : [],
    wrapUp: wrapUpIn(segments), flow: flowIn(session),
    isSupervisor: ['monitoredParticipantId', 'coachedParticipantId', 'bargedParticipantId'].some((name) => textIn(session, name) !== undefined),
    about: {
      mediaType: wordIn(session, 'mediaType'), messageType: textIn(session, 'messageType'), direction: wordIn(session, 'direction'),
      ani: textIn(session, 'ani'), dnis: textIn(session, 'dnis'), addressFrom: textIn(session, 'addressFrom'), addressTo: textIn(session, 'addressTo'),
      queueId: line.map(({ fields }) => textIn(fields, 'queueId')).find((queue) => queue !== undefined),
      userId: textIn(participant, 'userId'), externalContactId: textIn(participant, 'externalContactId'),
      disconnectType: wordsOf(last?.fields['disconnectType']), callbackNumbers: textsIn(session, 'callbackNumbers'), callbackScheduledTime: instantIn(session, 'callbackScheduledTime'),
    },
  };
}

function segmentIn(fields: Fields): Segment[] {
  const from = instantIn(fields, 'segmentStart');
  return from === undefined ? [] : [{ type: wordIn(fields, 'segmentType') ?? '', from, to: instantIn(fields, 'segmentEnd'), fields }];
}

function wrapUpIn(segments: readonly Segment[]): Connection['wrapUp'] {
  const last = segments.findLast(({ type }) => type === 'WRAPUP');
  return last?.to === undefined ? undefined : { at: last.to, lasted: last.to - last.from, code: textIn(last.fields, 'wrapUpCode') };
}

function flowIn(session: Fields): Fields | undefined {
  const flow = objectIn(session, 'flow');
  const flowId = textIn(flow, 'flowId');
  if (flowId === undefined) return undefined;
  return { flowId, flowType: wordIn(flow, 'flowType'), flowVersion: textIn(flow, 'flowVersion'), exitReason: wordsOf(flow['exitReason']), transferType: wordsOf(flow['transferType']) };
}
