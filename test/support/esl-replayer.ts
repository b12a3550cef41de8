import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { jostled } from './shuffle.js';

export interface EslReplayOptions {
  /** A recorded stream of the event socket, plain. */
  readonly recording: string;
  readonly secret?: string;
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
  /** One hexadecimal digit: every UUID begins with it, so that several switches can play the same calls to one server. */
  readonly marked?: string;
  /** The first event is sent as if it happened at this instant, the others so much later as they did. */
  readonly shiftTo?: number;
}

/** A switch that serves a recording: authentication, subscription, the questions of a resync, then the events. */
export interface EslReplayer {
  readonly port: number;
  readonly logins: () => number;
  /** The commands that were sent, in order. */
  readonly asked: readonly string[];
  /** Resolves when the last event was sent. */
  readonly finished: Promise<void>;
  /** Whether it is silent until whoever listens is gone. */
  readonly rests: () => boolean;
  close(): Promise<void>;
}

export interface RecordedEvent { readonly text: string; readonly fields: ReadonlyMap<string, string> }

export async function replayEsl(options: EslReplayOptions): Promise<EslReplayer> {
  const tape = new Tape(recorded(options), options);
  const sockets = new Set<Socket>();
  const asked: string[] = [];
  let logins = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    serve(socket, tape, options, asked, () => logins++);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, logins: () => logins, asked, finished: tape.finished, rests: () => tape.rests, close: () => closeAll(server, sockets) };
}

/** The events of a recording, re-framed: what was edited in it no longer has the length that it says. */
export function recorded({ recording, shiftTo, marked }: Pick<EslReplayOptions, 'recording' | 'shiftTo' | 'marked'>): RecordedEvent[] {
  const texts = readFileSync(recording, 'utf8').split(/^Content-Length: \d+\nContent-Type: text\/event-plain\n\n/m).slice(1).map((text) => `${text.trimEnd()}\n\n`);
  const first = Number(/^Event-Date-Timestamp: (\d{10})/m.exec(texts[0] ?? '')?.[1] ?? 0);
  // Whole seconds, so that microseconds, which order events, stay as they were.
  const shift = shiftTo === undefined ? 0 : Math.floor(shiftTo / 1_000) - first;
  return texts.map((text) => {
    const moved = shift === 0 ? text : text.replace(/\b1795\d{6}(?=\d{6}\b|\b)/g, (second) => String(Number(second) + shift));
    const named = marked === undefined ? moved : moved.replace(/\b[0-9a-f](?=[0-9a-f]{7}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b)/g, marked);
    return { text: named, fields: fieldsOf(named) };
  });
}

function serve(socket: Socket, tape: Tape, options: EslReplayOptions, asked: string[], loggedIn: () => void): void {
  let rest = '';
  let isIn = false;
  socket.setEncoding('utf8');
  socket.write('Content-Type: auth/request\n\n');
  const reply = (text: string): void => void socket.write(`Content-Type: command/reply\nReply-Text: ${text}\n\n`);
  socket.on('data', (chunk: string) => {
    rest += chunk;
    const commands = rest.split('\n\n');
    rest = commands.pop() ?? '';
    for (const command of commands) {
      // Cut: to answer now would tear the line, and with it what is still on the way.
      if (socket.writableEnded) return;
      asked.push(command.replace(/^auth .*/, 'auth'));
      if (command.startsWith('auth ')) {
        isIn = command === `auth ${options.secret ?? 'ClueCon'}`;
        reply(isIn ? '+OK accepted' : '-ERR invalid');
        if (isIn) loggedIn();
        else socket.end();
      } else if (!isIn) reply('-ERR command not found');
      else if (command.startsWith('event ')) reply('+OK event listener enabled plain');
      else if (command.startsWith('api ')) {
        const body = tape.answer(command.slice(4));
        socket.write(`Content-Type: api/response\nContent-Length: ${Buffer.byteLength(body)}\n\n${body}`);
        if (command.startsWith('api callcenter_config queue list') && tape.isLastQuestion(command)) void tape.playTo(socket);
      } else reply('-ERR command not found');
    }
  });
}

class Tape {
  readonly finished: Promise<void>;
  private position = 0;
  private round = 1;
  private hasRested = false;
  private readonly cuts: number[];
  private readonly order: readonly RecordedEvent[];
  private done: () => void = () => undefined;

  constructor(private readonly events: readonly RecordedEvent[], private readonly options: EslReplayOptions) {
    this.cuts = [...(options.cutAfter ?? [])];
    this.order = jostled(events, options.shuffledWithin ?? 0);
    this.finished = new Promise((resolve) => { this.done = resolve; });
  }

  answer(question: string): string {
    if (question === 'switchname') return this.events[0]?.fields.get('FreeSWITCH-Switchname') ?? '';
    if (question === 'strepoch') return String(Math.floor(this.clock / 1_000_000));
    if (question === 'show channels as json') return this.channels();
    if (question === 'callcenter_config queue list') return table('name|strategy', this.queues().map((queue) => `${queue}|longest-idle-agent`));
    if (question.startsWith('callcenter_config queue list members ')) return this.members(question.split(' ').at(-1) ?? '');
    if (question === 'callcenter_config agent list') return this.agents();
    if (question === 'callcenter_config tier list') return '+OK\n';
    return '-ERR Command not found!\n';
  }

  isLastQuestion(command: string): boolean {
    return command.endsWith(` ${this.queues().at(-1) ?? 'list'}`);
  }

  get rests(): boolean {
    return this.hasRested;
  }

  async playTo(socket: Socket): Promise<void> {
    for (let event = this.order[this.position]; event; event = this.order[this.position]) {
      if (this.position % 200 === 0) await new Promise((resolve) => setImmediate(resolve));
      if (socket.destroyed || socket.writableEnded) return;
      this.position++;
      const frame = `Content-Length: ${Buffer.byteLength(event.text)}\nContent-Type: text/event-plain\n\n${event.text}`;
      if (!socket.write(frame)) await new Promise<void>((resolve) => { socket.once('drain', resolve); socket.once('close', () => resolve()); });
      if (!this.hasRested && this.position === this.options.restsAfter) {
        this.hasRested = true;
        return;
      }
      if (this.cuts[0] !== undefined && this.position >= this.cuts[0]) {
        this.cuts.shift();
        this.position = Math.min(this.order.length, this.position + (this.options.missed ?? 0));
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

  private get past(): readonly RecordedEvent[] {
    return this.order.slice(0, this.position);
  }

  private get clock(): number {
    return Number(this.order[Math.max(0, this.position - 1)]?.fields.get('Event-Date-Timestamp') ?? 0);
  }

  private queues(): string[] {
    return [...new Set(this.events.flatMap(({ fields }) => fields.get('CC-Queue') ?? []))].sort();
  }

  private channels(): string {
    const up = new Map<string, ReadonlyMap<string, string>>();
    for (const { fields } of this.past) {
      const uuid = fields.get('Unique-ID') ?? '';
      if (fields.get('Event-Name') === 'CHANNEL_CREATE') up.set(uuid, fields);
      if (fields.get('Event-Name') === 'CHANNEL_DESTROY') up.delete(uuid);
    }
    const rows = [...up].map(([uuid, fields]) => ({
      uuid, direction: fields.get('Call-Direction'), name: fields.get('Channel-Name'), created_epoch: String(Math.floor(Number(fields.get('Caller-Channel-Created-Time')) / 1_000_000)),
      cid_num: fields.get('Caller-Caller-ID-Number'), initial_cid_num: fields.get('Caller-Caller-ID-Number'), dest: fields.get('Caller-Destination-Number'), initial_dest: fields.get('Caller-Destination-Number'),
      call_uuid: fields.get('variable_cc_member_session_uuid') ?? uuid,
    }));
    return JSON.stringify(rows.length > 0 ? { row_count: rows.length, rows } : { row_count: 0 });
  }

  private members(queue: string): string {
    const rows = new Map<string, string[]>();
    for (const { fields } of this.past) {
      const uuid = fields.get('CC-Member-UUID') ?? '';
      const [action, second] = [fields.get('CC-Action'), String(Math.floor(Number(fields.get('Event-Date-Timestamp')) / 1_000_000))];
      if (fields.get('CC-Queue') !== queue) continue;
      if (action === 'member-queue-start') rows.set(uuid, [queue, uuid, fields.get('CC-Member-Session-UUID') ?? '', second, '0', '', 'Waiting']);
      if (action === 'bridge-agent-start') rows.set(uuid, [...(rows.get(uuid) ?? []).slice(0, 4), second, fields.get('CC-Agent') ?? '', 'Answered']);
      if (action === 'member-queue-end') rows.delete(uuid);
    }
    return table('queue|uuid|session_uuid|joined_epoch|bridge_epoch|serving_agent|state', [...rows.values()].map((row) => row.join('|')));
  }

  private agents(): string {
    const states = new Map<string, string>();
    for (const { fields } of this.past) if (fields.get('CC-Action') === 'agent-state-change') states.set(fields.get('CC-Agent') ?? '', fields.get('CC-Agent-State') ?? '');
    return table('name|status|state|last_status_change', [...states].map(([name, state]) => `${name}|Available|${state}|${Math.floor(this.clock / 1_000_000) - 200}`));
  }
}

function fieldsOf(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0 && !fields.has(line.slice(0, colon))) fields.set(line.slice(0, colon), decodeURIComponent(line.slice(colon + 1).trim()));
  }
  return fields;
}

function table(head: string, rows: readonly string[]): string {
  return rows.length > 0 ? `${[head, ...rows].join('\n')}\n+OK\n` : '+OK\n';
}

function closeAll(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy();
  return new Promise((resolve) => server.close(() => resolve()));
}
