import type { EarshotEvent } from '../../../domain/event.js';
import type { Scrub, StandIns } from '../../../ports/recording.js';
import { own } from '../../own.js';
import { LineReading } from './reading.js';
import type { LineThing } from './reading.js';

type Rule = (value: string, standIns: StandIns) => string;

const asText: Rule = (value, { text }) => text(value);
/** A telephone in any spelling, a mail address, or whatever a channel calls its people by. */
const address: Rule = (value, { number, text, person }) => {
  const [, scheme = '', rest = ''] = /^(tel:)?(.*)$/is.exec(value) ?? [];
  if (value.includes('@')) return text(value);
  return scheme !== '' || /^[+\d\s()./-]+$|^sips?:/i.test(rest) ? scheme + number(rest) : person(value);
};
const time: Rule = (value) => (/^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$/.test(value) ? value : '');

/** What is read of a conversation and of a user, by its field. Everything else may be anything (attributes hold what callers typed), and does not leave. */
const rules: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries([
    'participants', 'calls', 'callbacks', 'chats', 'emails', 'messages', 'videos', 'self', 'other', 'fromAddress', 'toAddress', 'wrapup', 'sessions', 'segments', 'flow', 'routingStatus', 'presence', 'presenceDefinition',
    'state', 'purpose', 'direction', 'type', 'disconnectType', 'held', 'mediaType', 'messageType', 'segmentType', 'flowType', 'flowVersion', 'exitReason', 'transferType', 'status', 'systemPresence',
    'id', 'conversationId', 'participantId', 'sessionId', 'queueId', 'userId', 'flowId', 'code', 'wrapUpCode', 'externalContactId', 'monitoredParticipantId', 'coachedParticipantId', 'bargedParticipantId', 'activeQueueIds',
  ].map((name) => [name, asText])),
  ...Object.fromEntries([
    'startAlertingTime', 'connectedTime', 'disconnectedTime', 'startHoldTime', 'endTime', 'startAcwTime', 'endAcwTime', 'durationSeconds', 'callbackScheduledTime', 'segmentStart', 'segmentEnd', 'startTime', 'modifiedDate', 'dateActiveQueuesChanged',
  ].map((name) => [name, time])),
  ...Object.fromEntries(['addressNormalized', 'addressRaw', 'ani', 'dnis', 'addressFrom', 'addressTo', 'callbackNumbers'].map((name) => [name, address])),
};

export const scrubGenesysLine: Scrub = (sent, standIns) => {
  const thing = sent as LineThing;
  if (thing.is === 'history') return { ...thing, conversation: scrubbed(thing.conversation, asText, standIns) };
  return { ...thing, body: scrubbed(thing.body, asText, standIns) };
};

function scrubbed(value: unknown, rule: Rule, standIns: StandIns): unknown {
  if (typeof value === 'string') return rule(value, standIns);
  if (typeof value === 'number' && rule === address) return rule(String(value), standIns);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each: unknown) => scrubbed(each, rule, standIns));
  return Object.fromEntries(Object.entries(value).flatMap(([name, held]) => {
    const its = own(rules, name);
    return its === undefined ? [] : [[name, scrubbed(held, its, standIns)]];
  }));
}

/** Reads a recorded line again, thing by thing, as the connection did. */
export class RecordedGenesysLine {
  private readonly reading: LineReading;

  constructor(source: string) {
    this.reading = new LineReading(source);
  }

  read(sent: unknown): readonly EarshotEvent[] {
    return this.reading.read(sent as LineThing)?.events ?? [];
  }
}
