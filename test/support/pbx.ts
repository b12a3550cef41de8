import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What becomes of a call: `answered` and `no-answer` of the customer, or the agent does not pick up. `held`: it is placed, and the test tells the rest. */
export type Fate = 'answered' | 'no-answer' | 'agent-away' | 'denied' | 'silent' | 'held';

type Block = Readonly<Record<string, string>>;

/** A small Asterisk: a manager interface that takes Originate and tells what becomes of the call, block by block as a real one does. */
export class Pbx {
  readonly originates: ReadonlyMap<string, string>[] = [];
  fate: Fate = 'answered';
  private readonly sockets = new Set<Socket>();
  private readonly up = new Map<string, ReadonlyMap<string, string>>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Pbx> {
    const server = createServer();
    const pbx = new Pbx(server);
    server.on('connection', (socket) => pbx.serve(socket));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    return pbx;
  }

  get url(): string {
    return `ami://earshot:secret@127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** To everyone who listens, as a PBX tells its events. */
  tell(...blocks: readonly Block[]): void {
    for (const socket of this.sockets) for (const block of blocks) write(socket, block);
  }

  /** What a `held` call has left to tell: the customer's phone rings, how that ended, and that all hung up. It is over for who asks from now on. */
  restOf(asked: ReadonlyMap<string, string>, ending: 'ANSWER' | 'NOANSWER'): readonly Block[] {
    const about = aboutOf(asked);
    this.up.delete(about.Uniqueid);
    const began = Date.now();
    return [...dialsOf(asked, ending), { Event: 'Hangup', ...about, Cause: '16' }].map((block, nth) => ({ ...block, Timestamp: stamp(began + nth) }));
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.setEncoding('utf8');
    socket.write('Asterisk Call Manager/11.0.0\r\n');
    let rest = '';
    socket.on('data', (chunk: string) => {
      const blocks = `${rest}${chunk}`.split('\r\n\r\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) this.answer(socket, fieldsOf(block));
    });
  }

  private answer(socket: Socket, asked: ReadonlyMap<string, string>): void {
    const ActionID = asked.get('ActionID') ?? '';
    const tell = (fields: Block): void => write(socket, { ...fields, ActionID });
    switch (asked.get('Action')) {
      case 'Login': return tell({ Response: 'Success', Message: 'Authentication accepted' });
      case 'Ping': return tell({ Response: 'Success', Ping: 'Pong', Timestamp: stamp() });
      case 'CoreShowChannels':
        for (const each of this.up.values()) tell({ Event: 'CoreShowChannel', ...aboutOf(each), ChannelState: '6', CallerIDNum: each.get('CallerID') ?? '', Context: 'out', Exten: each.get('Exten') ?? '' });
        return tell({ Event: 'CoreShowChannelsComplete' });
      case 'QueueStatus': return tell({ Event: 'QueueStatusComplete', Timestamp: stamp() });
      case 'Originate': return this.originate(socket, asked, tell);
      default: return undefined;
    }
  }

  private originate(socket: Socket, asked: ReadonlyMap<string, string>, tell: (fields: Block) => void): void {
    this.originates.push(asked);
    const { fate } = this;
    if (fate === 'silent') return undefined;
    if (fate === 'denied') return tell({ Response: 'Error', Message: 'Permission denied' });
    const about = aboutOf(asked);
    const id = about.Uniqueid;
    this.up.set(id, asked);
    if (fate === 'held') return undefined;
    tell({ Response: 'Success', Message: 'Originate successfully queued' });
    const happens = (fields: Block): void => write(socket, { ...fields, Timestamp: stamp() });
    happens({ Event: 'Newchannel', ...about, ChannelState: '0', CallerIDNum: '', Exten: 's', Context: 'default' });
    for (const variable of (asked.get('Variable') ?? '').split(',')) happens({ Event: 'VarSet', ...about, Variable: variable.split('=')[0] ?? '', Value: variable.split('=')[1] ?? '' });
    const hangUp = (cause: string): void => {
      this.up.delete(id);
      happens({ Event: 'Hangup', ...about, Cause: cause });
    };
    if (fate === 'agent-away') {
      hangUp('19');
      return tell({ Event: 'OriginateResponse', Response: 'Failure', Reason: '3', Uniqueid: '<null>', Timestamp: stamp() });
    }
    tell({ Event: 'OriginateResponse', Response: 'Success', Reason: '4', Uniqueid: id, Timestamp: stamp() });
    for (const block of dialsOf(asked, fate === 'answered' ? 'ANSWER' : 'NOANSWER')) happens(block);
    hangUp('16');
  }
}

function aboutOf(asked: ReadonlyMap<string, string>): { readonly Uniqueid: string; readonly Linkedid: string; readonly Channel: string } {
  const id = asked.get('ChannelId') ?? '';
  return { Uniqueid: id, Linkedid: id, Channel: `${asked.get('Channel') ?? ''}-00000007` };
}

function dialsOf(asked: ReadonlyMap<string, string>, DialStatus: 'ANSWER' | 'NOANSWER'): readonly Block[] {
  const about = aboutOf(asked);
  const dialled = { ...about, DestUniqueid: `${about.Uniqueid}-2`, DestLinkedid: about.Linkedid, DestChannel: 'PJSIP/trunk-00000008', DestCallerIDNum: asked.get('Exten') ?? '' };
  return [{ Event: 'DialBegin', ...dialled }, { Event: 'DialEnd', ...dialled, DialStatus }];
}

function write(socket: Socket, block: Block): void {
  socket.write(`${Object.entries(block).map(([key, value]) => `${key}: ${value}\r\n`).join('')}\r\n`);
}

function stamp(at = Date.now()): string {
  return (at / 1_000).toFixed(6);
}

function fieldsOf(block: string): ReadonlyMap<string, string> {
  return new Map(block.split('\r\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
}
