import type { EarshotEvent } from '../../domain/event.js';
import { EPOCH } from '../story.js';
import type { EslEvent, EslMessage } from './esl-event.js';
import { startEsl, type EslState } from './state.js';
import { translateEsl } from './translate.js';

/** For specs: a story of events told in seconds, on one switch named `fs1`. */
export const CALLER = 'c0000000';
export const AGENT_LEG = 'a0000000';

export type Line = readonly [second: number, name: string, fields?: Readonly<Record<string, string>>];

/** Each line becomes an event of the caller's channel, unless it names another. `callcenter member-queue-start` and the like are written short. */
export function messagesOf(lines: readonly Line[]): EslMessage[] {
  return lines.map(([second, name, fields = {}], index): EslMessage => {
    if (name.startsWith('answer ')) return { kind: 'answer', question: name.slice(7), text: fields['text'] ?? '', at: Math.round((EPOCH + second) * 1_000) };
    return { kind: 'event', event: eventOf(second, name, fields, index) };
  });
}

function eventOf(second: number, name: string, fields: Readonly<Record<string, string>>, index: number): EslEvent {
  const [subclass = '', action] = name.replace(/^callcenter /, 'callcenter::info ').replace(/^vm /, 'vm::maintenance ').split(' ');
  const custom = name.includes('::') || action !== undefined;
  const queued = subclass === 'callcenter::info' ? { 'CC-Action': action ?? '', 'CC-Member-Session-UUID': CALLER } : {};
  const all = {
    'Event-Name': custom ? 'CUSTOM' : name, ...(custom ? { 'Event-Subclass': encodeURIComponent(subclass) } : {}), ...queued,
    'Event-Date-Timestamp': String(Math.round((EPOCH + second) * 1_000_000)), 'Event-Sequence': String(index + 1), 'FreeSWITCH-Switchname': 'fs1',
    'Unique-ID': CALLER, 'Call-Direction': 'inbound', 'Channel-Name': 'sofia/external/6175550157', 'Channel-State-Number': '4', 'Answer-State': 'answered',
    'Caller-Caller-ID-Number': '6175550157', 'Caller-Destination-Number': '2565552000', 'Caller-Channel-Created-Time': String(EPOCH * 1_000_000), ...fields,
  };
  return { fields: new Map(Object.entries(all).filter(([, value]) => value !== '')) };
}

export function tell(lines: readonly Line[], from: EslState = startEsl()): { state: EslState; events: EarshotEvent[] } {
  let state = from;
  const events = messagesOf(lines).flatMap((message) => {
    const told = translateEsl(state, message);
    state = told.state;
    return [...told.events];
  });
  return { state, events };
}

export const rings = [0, 'CHANNEL_CREATE'] as const satisfies Line;
export const support = { 'CC-Queue': 'support@default', 'CC-Member-UUID': 'm1' };
export const alice = { ...support, 'CC-Agent': 'alice@default', 'CC-Agent-UUID': AGENT_LEG };
export const onAlice = { 'Unique-ID': AGENT_LEG, 'Call-Direction': 'outbound', variable_cc_agent: 'alice@default', variable_cc_member_session_uuid: CALLER };
export const hangsUp = { 'Answer-State': 'hangup', 'Channel-State-Number': '11', 'Hangup-Cause': 'NORMAL_CLEARING', variable_sip_hangup_disposition: 'recv_bye' };
export const isHungUp = { ...hangsUp, variable_sip_hangup_disposition: 'send_bye' };
