import type { EarshotEvent } from '../../domain/event.js';
import type { Instant } from '../../domain/time.js';
import type { Scrub, StandIns } from '../../ports/recording.js';
import { own } from '../own.js';
import { eventOf, type EslMessage } from './esl-event.js';
import { startEsl, type EslState } from './state.js';
import { translateEsl } from './translate.js';

/** One message as it is recorded: an event's fields as they were sent, or the switch's clock. */
export type EslRecord =
  | { readonly fields: Readonly<Record<string, string>> }
  | { readonly question: string; readonly text: string; readonly at: Instant };

/** Of an event's hundreds of fields those that are read: nothing else is even remembered. */
export function recordOf(message: EslMessage): EslRecord {
  if (message.kind === 'answer') return { question: message.question, text: message.text, at: message.at };
  const { fields } = message.event;
  return { fields: Object.fromEntries(Object.keys(rules).flatMap((name) => { const value = fields.get(name); return value === undefined ? [] : [[name, value]]; })) };
}

type Rule = (value: string, standIns: StandIns, field: (name: string) => string) => string | undefined;

const asIs: Rule = (value) => value;
const asText: Rule = (value, { text }) => text(value);
const number: Rule = (value, standIns) => (/^[+\d]+$/.test(value) ? standIns.number(value) : /^[\w.-]+$/.test(value) ? standIns.person(value) : standIns.text(value));
/** 1001@default, alice@default, alice: the same person however it is written. */
const person: Rule = (value, standIns) => (value.includes('@') ? standIns.text(value) : standIns.person(value));
const pressed: Rule = (value, { typed }, field) => typed(field('Unique-ID'), value, Math.floor(Number(field('Event-Date-Timestamp')) / 1_000));
/** Where two applications put what is typed: the variable's name, and nothing before it. */
const argument: Rule = (value, _, field) => {
  const index = { play_and_get_digits: 7, read: 3 }[field('Application')];
  const name = index === undefined ? undefined : value.split(/\s+/)[index];
  return name === undefined ? undefined : [...Array.from({ length: index ?? 0 }, () => '-'), name].join(' ');
};

/** What is read of an event. Everything else, channel variables above all, may be anything, and does not leave. */
const rules: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries([
    'Event-Name', 'Event-Subclass', 'Event-Date-Timestamp', 'Event-Sequence', 'FreeSWITCH-Switchname', 'Unique-ID', 'Other-Leg-Unique-ID', 'Bridge-A-Unique-ID', 'Bridge-B-Unique-ID', 'Answer-State', 'Call-Direction', 'Channel-State-Number', 'Hangup-Cause', 'Application',
    'Caller-Channel-Created-Time', 'CC-Action', 'CC-Agent-Answered-Time', 'CC-Agent-State', 'CC-Agent-Status', 'CC-Agent-UUID', 'CC-Cancel-Reason', 'CC-Cause', 'CC-Hangup-Cause', 'CC-Member-Joined-Time', 'CC-Member-Leaving-Time', 'CC-Member-Session-UUID', 'CC-Member-UUID', 'CC-Queue',
    'VM-Action', 'VM-Message-Len', 'VM-UUID', 'Earshot', 'Human', 'Level', 'Result', 'variable_cc_agent_uuid', 'variable_cc_cancel_reason', 'variable_cc_cause', 'variable_cc_member_session_uuid', 'variable_cc_member_uuid', 'variable_cc_queue', 'variable_cc_queue_answered_epoch', 'variable_cc_queue_canceled_epoch',
    'variable_cc_queue_joined_epoch', 'variable_cc_queue_terminated_epoch', 'variable_cc_side', 'variable_sip_authorized', 'variable_sip_hangup_disposition',
  ].map((name) => [name, asIs])),
  ...Object.fromEntries(['Menu-Name', 'Name', 'Menu', 'Node', 'Options', 'Slot', 'Flow', 'FlowVersion', 'Purpose', 'Channel-Name', 'variable_sip_refer_to', 'variable_dialed_domain'].map((name) => [name, asText])),
  ...Object.fromEntries(['Caller-Caller-ID-Number', 'Caller-Orig-Caller-ID-Number', 'Caller-Destination-Number', 'Caller-RDNIS', 'CC-Member-CID-Number', 'variable_transfer_destination', 'Number'].map((name) => [name, number])),
  ...Object.fromEntries(['CC-Agent', 'variable_cc_agent', 'variable_dialed_user', 'variable_user_name', 'variable_sip_req_user'].map((name) => [name, person])),
  'DTMF-Digit': pressed, 'Application-Data': argument,
};

/** Of what the switch answers only its clock is kept: its lists name everyone who calls. */
export const scrubEsl: Scrub = (sent, standIns) => {
  const record = sent as EslRecord;
  if (!('fields' in record)) return record.question === 'strepoch' ? record : undefined;
  const { fields } = record;
  const field = (name: string): string => decoded(own(fields, name) ?? '');
  return { fields: Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => {
    const rule = own(rules, name);
    if (rule === undefined) return [];
    const plain = decoded(value);
    const kept = plain === '' ? '' : rule(plain, standIns, field);
    return kept === undefined ? [] : [[name, kept === plain ? value : encodeURIComponent(kept)]];
  })) } satisfies EslRecord;
};

/** Reads a recorded line again, message by message, as the connection did. */
export class RecordedEsl {
  private state: EslState;

  constructor(source: string) {
    this.state = { ...startEsl(), source, isNamed: true };
  }

  read(sent: unknown): readonly EarshotEvent[] {
    const message = messageOf(sent as EslRecord);
    if (message === undefined) return [];
    const { state, events } = translateEsl(this.state, message);
    this.state = state;
    return events;
  }
}

function messageOf(record: EslRecord): EslMessage | undefined {
  if (!('fields' in record)) return { kind: 'answer', ...record };
  const event = eventOf(record.fields);
  return event === undefined ? undefined : { kind: 'event', event };
}

function decoded(raw: string): string {
  if (!raw.includes('%')) return raw;
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}
