import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { jostled } from './shuffle.js';

export interface ReplayOptions {
  /** A recorded stream of the manager interface. */
  readonly recording: string;
  readonly user?: string;
  readonly secret?: string;
  /** 1 = as it happened, 10 = ten times as fast; absent = as fast as the reader takes it. */
  readonly speed?: number;
  /** Hang up after so many events, once for each number. */
  readonly cutAfter?: readonly number[];
  /** Events that happen while nobody listens, after each cut. */
  readonly missed?: number;
  /** Silence after so many events, until whoever listens is gone: to be killed there, or to hang up. */
  readonly restsAfter?: number;
  /** How often the whole recording is played, each time to who comes back. */
  readonly times?: number;
  /** Events leave in another order: each up to so many places from its own. */
  readonly shuffledWithin?: number;
  /** The PBX's own name in place of the recorded one, so that several can play the same calls to one server. */
  readonly named?: string;
  /** The first event is sent as if it happened at this instant, the others so much later as they did. */
  readonly shiftTo?: number;
}

/** A PBX that serves a recording: greeting, login, the two questions of a resync, then the events. */
export interface AmiReplayer {
  readonly port: number;
  readonly logins: () => number;
  /** The seconds by which `shiftTo` moved everything: other files of the same calls move along. */
  readonly shift: number;
  /** Resolves when the last event was sent. */
  readonly finished: Promise<void>;
  /** Whether it is silent until whoever listens is gone. */
  readonly rests: () => boolean;
  close(): Promise<void>;
}

interface Recorded { readonly text: string; readonly at: number | undefined; readonly fields: ReadonlyMap<string, string> }

export async function replayAmi(options: ReplayOptions): Promise<AmiReplayer> {
  const { events, shift } = read(options);
  const tape = new Tape(events, options);
  const sockets = new Set<Socket>();
  let logins = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    serve(socket, tape, options, () => logins++);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    logins: () => logins,
    shift,
    finished: tape.finished,
    rests: () => tape.rests,
    close: () => closeAll(server, sockets),
  };
}

function serve(socket: Socket, tape: Tape, options: ReplayOptions, loggedIn: () => void): void {
  let rest = '';
  let isIn = false;
  socket.setEncoding('utf8');
  socket.write('Asterisk Call Manager/11.0.0\r\n');
  socket.on('data', (chunk: string) => {
    rest += chunk;
    const blocks = rest.split('\r\n\r\n');
    rest = blocks.pop() ?? '';
    for (const action of blocks.map(fieldsOf)) {
      const id = action.get('ActionID') ?? '';
      if (action.get('Action') === 'Login') {
        isIn = action.get('Username') === (options.user ?? 'earshot') && action.get('Secret') === (options.secret ?? 'secret');
        socket.write(isIn ? 'Response: Success\r\nMessage: Authentication accepted\r\n\r\n' : 'Response: Error\r\nMessage: Authentication failed\r\n\r\n');
        if (isIn) loggedIn();
        else socket.end();
      } else if (!isIn) socket.write('Response: Error\r\nMessage: Permission denied\r\n\r\n');
      else if (action.get('Action') === 'Ping') socket.write(`Response: Success\r\nActionID: ${id}\r\nPing: Pong\r\nTimestamp: ${tape.clock}\r\n\r\n`);
      else if (action.get('Action') === 'CoreSettings') socket.write(block({ Response: 'Success', ActionID: id, AMIversion: '11.0.0', AsteriskVersion: '22.10.1', SystemName: tape.systemName }));
      else if (action.get('Action') === 'CoreShowChannels') socket.write(tape.channels(id));
      else if (action.get('Action') === 'QueueStatus') {
        socket.write(tape.queues(id));
        void tape.playTo(socket);
      } else if (action.get('Action') === 'Logoff') socket.end();
    }
  });
}

class Tape {
  readonly finished: Promise<void>;
  private position = 0;
  private round = 1;
  private hasRested = false;
  private readonly events: readonly Recorded[];
  private readonly cuts: number[];
  private done: () => void = () => undefined;

  constructor(recorded: readonly Recorded[], private readonly options: ReplayOptions) {
    this.events = jostled(recorded, options.shuffledWithin ?? 0);
    this.cuts = [...(options.cutAfter ?? [])];
    this.finished = new Promise((resolve) => { this.done = resolve; });
  }

  get clock(): string {
    const at = this.events.slice(0, this.position + 1).findLast((event) => event.at !== undefined)?.at ?? this.events.find((event) => event.at !== undefined)?.at;
    return String(at ?? 0);
  }

  get systemName(): string {
    return this.events.find(({ fields }) => fields.has('SystemName'))?.fields.get('SystemName') ?? '';
  }

  /** The channels that are up at this place of the recording. */
  channels(actionId: string): string {
    const up = new Map<string, Map<string, string>>();
    const bridges = new Map<string, string>();
    for (const { fields } of this.events.slice(0, this.position)) {
      const leg = fields.get('Uniqueid') ?? '';
      const event = fields.get('Event');
      if (event === 'Newchannel') up.set(leg, new Map(fields));
      if (event === 'Hangup') up.delete(leg);
      if (event === 'Newexten' && !/^App(?:Dial|Queue)/.test(fields.get('Application') ?? '')) for (const [name, from] of [['Application', 'Application'], ['AppData', 'AppData'], ['Context', 'Context'], ['Exten', 'Extension']] as const) up.get(leg)?.set(name, fields.get(from) ?? '');
      if (event === 'BridgeEnter') bridges.set(leg, fields.get('BridgeUniqueid') ?? '');
      if (event === 'BridgeLeave') bridges.delete(leg);
    }
    const listed = [...up].map(([leg, fields]) => block({
      Event: 'CoreShowChannel', ActionID: actionId, Channel: fields.get('Channel') ?? '', ChannelState: fields.get('ChannelState') ?? '', CallerIDNum: fields.get('CallerIDNum') ?? '',
      Context: fields.get('Context') ?? '', Exten: fields.get('Exten') ?? '', Uniqueid: leg, Linkedid: fields.get('Linkedid') ?? '',
      Application: fields.get('Application') ?? '', ApplicationData: fields.get('AppData') ?? '', BridgeId: bridges.get(leg) ?? '',
    }));
    return started(actionId) + listed.join('') + block({ Event: 'CoreShowChannelsComplete', ActionID: actionId, EventList: 'Complete' });
  }

  /** The callers that wait and the agents, at this place of the recording. */
  queues(actionId: string): string {
    const waiting = new Map<string, ReadonlyMap<string, string>>();
    const members = new Map<string, ReadonlyMap<string, string>>();
    for (const { fields } of this.events.slice(0, this.position)) {
      const event = fields.get('Event');
      if (event === 'QueueCallerJoin') waiting.set(fields.get('Uniqueid') ?? '', fields);
      if (event === 'QueueCallerLeave') waiting.delete(fields.get('Uniqueid') ?? '');
      if (event?.startsWith('QueueMember')) members.set(`${fields.get('Queue')} ${fields.get('Interface')}`, fields);
    }
    const now = Number(this.clock);
    const entries = [...waiting.values()].map((fields) => block({
      Event: 'QueueEntry', ActionID: actionId, Queue: fields.get('Queue') ?? '', Position: fields.get('Position') ?? '', Channel: fields.get('Channel') ?? '',
      Uniqueid: fields.get('Uniqueid') ?? '', Wait: String(Math.floor(now - Number(fields.get('Timestamp')))),
    }));
    const listed = [...members.values()].filter((fields) => fields.get('Event') !== 'QueueMemberRemoved').map((fields) => block({
      Event: 'QueueMember', ActionID: actionId, Queue: fields.get('Queue') ?? '', Name: fields.get('MemberName') ?? '', Location: fields.get('Interface') ?? '',
      Paused: fields.get('Paused') ?? '', PausedReason: fields.get('PausedReason') ?? '', Status: fields.get('Status') ?? '', LoginTime: fields.get('LoginTime') ?? '',
    }));
    return started(actionId) + listed.join('') + entries.join('') + block({ Event: 'QueueStatusComplete', ActionID: actionId, EventList: 'Complete' });
  }

  get rests(): boolean {
    return this.hasRested;
  }

  async playTo(socket: Socket): Promise<void> {
    while (this.position < this.events.length) {
      if (socket.destroyed || socket.writableEnded) return;
      const event = this.events[this.position];
      if (!event) break;
      await this.pace(this.position);
      if (socket.destroyed) return;
      this.position++;
      if (!socket.write(event.text)) await new Promise<void>((resolve) => { socket.once('drain', resolve); socket.once('close', () => resolve()); });
      if (!this.hasRested && this.position === this.options.restsAfter) {
        this.hasRested = true;
        return;
      }
      if (this.cuts[0] !== undefined && this.position >= this.cuts[0]) {
        this.cuts.shift();
        this.position = Math.min(this.events.length, this.position + (this.options.missed ?? 0));
        // What was sent arrives first: an end, not a reset.
        socket.end();
        return;
      }
    }
    if (this.round >= (this.options.times ?? 1)) return this.done();
    this.round++;
    this.position = 0;
    socket.end();
  }

  private async pace(position: number): Promise<void> {
    const { speed } = this.options;
    if (speed === undefined) {
      if (position % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
      return;
    }
    const [before, now] = [this.events[position - 1]?.at, this.events[position]?.at];
    if (before !== undefined && now !== undefined && now > before) await new Promise((resolve) => setTimeout(resolve, (now - before) * 1_000 / speed));
  }
}

function read({ recording, shiftTo, named }: ReplayOptions): { readonly events: Recorded[]; readonly shift: number } {
  const texts = readFileSync(recording, 'utf8').split(/\r?\n\r?\n/).filter((text) => /^Event: (?!FullyBooted)/m.test(text));
  const plain = texts.map((text) => ({ text, fields: fieldsOf(text) }));
  const first = Number(plain.find(({ fields }) => fields.has('Timestamp'))?.fields.get('Timestamp') ?? 0);
  const systemName = plain.find(({ fields }) => fields.has('SystemName'))?.fields.get('SystemName') ?? '';
  // Whole seconds, so that microseconds, which order events, stay as they were.
  const shift = shiftTo === undefined ? 0 : Math.floor(shiftTo / 1_000) - Math.floor(first);
  const events = plain.map(({ text }) => {
    const shifted = shift === 0 ? text : text.replace(/\b\d{10}(?=\.\d+)/g, (second) => String(Number(second) + shift)).replace(/^(LastCall|LastPause|LoginTime): ([1-9]\d{9})$/gm, (_, key: string, second: string) => `${key}: ${Number(second) + shift}`);
    const called = named === undefined ? shifted : shifted.replaceAll(systemName, named);
    const fields = fieldsOf(called);
    const at = fields.get('Timestamp');
    return { text: `${called.replace(/\r?\n/g, '\r\n')}\r\n\r\n`, at: at === undefined ? undefined : Number(at), fields };
  });
  return { events, shift };
}

function fieldsOf(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0 && !fields.has(line.slice(0, colon))) fields.set(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  return fields;
}

function started(actionId: string): string {
  return block({ Response: 'Success', ActionID: actionId, EventList: 'start', Message: 'List will follow' });
}

function block(fields: Readonly<Record<string, string>>): string {
  return `${Object.entries(fields).map(([key, value]) => `${key}: ${value}\r\n`).join('')}\r\n`;
}

function closeAll(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy();
  return new Promise((resolve) => server.close(() => resolve()));
}
