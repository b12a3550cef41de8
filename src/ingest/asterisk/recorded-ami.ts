import { own } from '../own.js';
import type { EarshotEvent } from '../../domain/event.js';
import type { Scrub, StandIns } from '../../ports/recording.js';
import { keptBlock } from './ami-block.js';
import { expectResync, startAmi, type AmiState } from './ami-state.js';
import { translateAmi } from './translate.js';

/** One block as it is recorded: what comes once as a text, what repeats as a list. */
export type AmiRecord = Readonly<Record<string, string | readonly string[]>>;

/** Stands for the beginning of a connection. */
export const LOGIN: AmiRecord = { Earshot: 'login' };

type Rule = (value: string, standIns: StandIns, block: AmiRecord) => string | undefined;

const asText: Rule = (value, { text }) => text(value);
/** A channel's name ends with a count that is no number to call. */
const channel: Rule = (value, { text }) => {
  const [, name = '', count = ''] = /^(.*?)(-[0-9a-f]{8}(?:;[12])?)?$/.exec(value) ?? [];
  return text(name) + count;
};
const asIs: Rule = (value) => value;
const number: Rule = (value, standIns) => (/^[+\d]+$/.test(value) ? standIns.number(value) : standIns.text(value));
/** A dialplan that takes several digits takes what was typed: a PIN, say. */
const extension: Rule = (value, standIns, block) => (
  one(block, 'Event') === 'Newexten' && /^\d{2,6}$/.test(value) ? standIns.typed(one(block, 'Uniqueid'), value) : number(value, standIns, block)
);
const person: Rule = (value, standIns) => standIns.person(value);
/** Keys come one by one: a card's number is sixteen of them. */
const pressed: Rule = (value, { typed }, block) => typed(one(block, 'Uniqueid'), value, Math.floor(Number(one(block, 'Timestamp')) * 1_000));
/** A variable may hold anything that a caller typed or said; two of them are read. */
const ofVariable: Rule = (value, _, block) => (['QUEUESTATUS', 'VMSTATUS'].includes(one(block, 'Variable')) ? value : undefined);
/** The first argument of three applications is read: a queue's name, a variable's. */
const firstOf: Rule = (value, { text }, block) => (['Queue', 'Read', 'ReadExten'].includes(one(block, 'Application')) ? text(value.split(',')[0] ?? '') : undefined);

/** What is read of a block. Everything else may be anything, and does not leave. */
const rules: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries([
    'Event', 'UserEvent', 'Timestamp', 'SystemName', 'Uniqueid', 'Linkedid', 'DestUniqueid', 'BridgeUniqueid', 'BridgeId', 'ChannelState', 'Cause', 'Cause-txt', 'DialStatus', 'Direction', 'Reason', 'Status', 'Paused', 'LoginTime', 'HoldTime', 'TalkTime',
    'Wait', 'Position', 'Priority', 'Level', 'New', 'TransfererLinkedid', 'TransfererUniqueid', 'OrigTransfererLinkedid', 'OrigTransfererUniqueid', 'TransfereeUniqueid', 'TransfereeLinkedid', 'ActionID', 'EventList', 'Application', 'Variable', 'Result', 'Count', 'OriginalPosition', 'DestType', 'SecondTransfererUniqueid', 'SecondTransfererLinkedid', 'SecondBridgeUniqueid', 'OrigBridgeUniqueid', 'BridgeType', 'BridgeNumChannels', 'RingTime', 'Earshot',
  ].map((name) => [name, asIs])),
  ...Object.fromEntries(['Queue', 'Context', 'Menu', 'Node', 'Options', 'Slot', 'Flow', 'FlowVersion', 'Human', 'Purpose', 'Task', 'PausedReason', 'Interface', 'Location', 'StateInterface', 'DialString'].map((name) => [name, asText])),
  ...Object.fromEntries(['CallerIDNum', 'DestCallerIDNum', 'ConnectedLineNum', 'SecondTransfererConnectedLineNum', 'TransfererConnectedLineNum', 'Caller'].map((name) => [name, number])),
  Exten: extension, Extension: extension,
  ...Object.fromEntries(['Channel', 'DestChannel', 'TransfererChannel', 'TransferTargetChannel', 'TransfereeChannel', 'OrigTransfererChannel', 'SecondTransfererChannel'].map((name) => [name, channel])),
  MemberName: person, Name: person,
  Digit: pressed, Value: ofVariable, AppData: firstOf,
};

export const scrubAmi: Scrub = (sent, standIns) => {
  const block = sent as AmiRecord;
  return Object.fromEntries(Object.entries(block).flatMap(([name, held]) => {
    const rule = own(rules, name);
    const values = [held].flat().map((value) => rule?.(value, standIns, block));
    if (values.every((value) => value === undefined)) return [];
    const kept = values.map((value) => value ?? '');
    return [[name, typeof held === 'string' ? kept[0] ?? '' : kept]];
  }));
};

/** Reads a recorded line again, block by block, as the connection did. */
export class RecordedAmi {
  private state: AmiState;

  constructor(source: string) {
    this.state = { ...startAmi(), source };
  }

  read(sent: unknown): readonly EarshotEvent[] {
    const block = keptBlock(sent);
    if (block === undefined) return [];
    if (one(sent as AmiRecord, 'Earshot') === 'login') {
      this.state = expectResync(this.state);
      return [];
    }
    const { state, events } = translateAmi(this.state, block);
    this.state = state;
    return events;
  }
}

function one(block: AmiRecord, name: string): string {
  return [own(block, name) ?? ''].flat()[0] ?? '';
}
