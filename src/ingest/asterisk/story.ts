import type { EarshotEvent } from '../../domain/event.js';
import { EPOCH } from '../story.js';
import { blockOf, type AmiBlock } from './ami-block.js';
import { startAmi, type AmiState } from './ami-state.js';
import { translateAmi } from './translate.js';

/** For specs: a story of manager events told in seconds, on one PBX named `pbx1`. */
export const CALLER = 'pbx1-1700000000.1';

export type Line = readonly [second: number, event: string, fields?: Readonly<Record<string, string>>];

/** Each line becomes a block of the caller's channel, unless it names another. */
export function blocksOf(lines: readonly Line[]): AmiBlock[] {
  return lines.map(([second, event, fields = {}]) => {
    const [name, userEvent] = event.split('/');
    const all = {
      Event: name ?? event, Timestamp: (EPOCH + second).toFixed(6), SystemName: 'pbx1',
      Channel: 'PJSIP/trunk-00000001', Uniqueid: CALLER, Linkedid: CALLER, ...(userEvent === undefined ? {} : { UserEvent: userEvent }), ...fields,
    };
    return blockOf(Object.entries(all));
  });
}

export function tell(lines: readonly Line[], from: AmiState = startAmi()): { state: AmiState; events: EarshotEvent[] } {
  let state = from;
  const events = blocksOf(lines).flatMap((block) => {
    const told = translateAmi(state, block);
    state = told.state;
    return [...told.events];
  });
  return { state, events };
}

export const rings = [0, 'Newchannel', { ChannelState: '4', CallerIDNum: '6175550157', Exten: '2565552000' }] as const satisfies Line;
export const support = { Queue: 'support', Position: '1' };
export const alice = { ...support, MemberName: 'Alice Agent', Interface: 'PJSIP/2001', DestUniqueid: 'pbx1-1700000005.2', DestChannel: 'PJSIP/2001-00000002' };
export const onAlice = { Uniqueid: 'pbx1-1700000005.2', Channel: 'PJSIP/2001-00000002' };
