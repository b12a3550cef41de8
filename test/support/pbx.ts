import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What becomes of a call: `answered` and `no-answer` of the customer, or the agent does not pick up. */
export type Fate = 'answered' | 'no-answer' | 'agent-away' | 'denied' | 'silent';

/** A small Asterisk: a manager interface that takes Originate and tells what becomes of the call, block by block as a real one does. */
export class Pbx {
  readonly originates: ReadonlyMap<string, string>[] = [];
  fate: Fate = 'answered';
  private readonly sockets = new Set<Socket>();
  private readonly up = new Map<string, string>();

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
    const tell = (fields: Readonly<Record<string, string>>): void => void socket.write(`${Object.entries({ ...fields, ActionID }).map(([key, value]) => `${key}: ${value}\r\n`).join('')}\r\n`);
    switch (asked.get('Action')) {
      case 'Login': return tell({ Response: 'Success', Message: 'Authentication accepted' });
      case 'Ping': return tell({ Response: 'Success', Ping: 'Pong', Timestamp: stamp() });
      case 'CoreShowChannels':
        for (const [uniqueid, channel] of this.up) tell({ Event: 'CoreShowChannel', Channel: channel, ChannelState: '6', Uniqueid: uniqueid, Linkedid: uniqueid, CallerIDNum: '2001', Context: 'out', Exten: 's' });
        return tell({ Event: 'CoreShowChannelsComplete' });
      case 'QueueStatus': return tell({ Event: 'QueueStatusComplete', Timestamp: stamp() });
      case 'Originate': return this.originate(socket, asked, tell);
      default: return undefined;
    }
  }

  private originate(socket: Socket, asked: ReadonlyMap<string, string>, tell: (fields: Readonly<Record<string, string>>) => void): void {
    this.originates.push(asked);
    const { fate } = this;
    if (fate === 'silent') return undefined;
    if (fate === 'denied') return tell({ Response: 'Error', Message: 'Permission denied' });
    tell({ Response: 'Success', Message: 'Originate successfully queued' });
    const [id, phone] = [asked.get('ChannelId') ?? '', asked.get('Channel') ?? ''];
    const channel = `${phone}-00000007`;
    const about = { Uniqueid: id, Linkedid: id, Channel: channel };
    const happens = (fields: Readonly<Record<string, string>>): void => void socket.write(`${Object.entries({ ...fields, Timestamp: stamp() }).map(([key, value]) => `${key}: ${value}\r\n`).join('')}\r\n`);
    this.up.set(id, channel);
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
    const dialled = { ...about, DestUniqueid: `${id}-2`, DestLinkedid: id, DestChannel: 'PJSIP/trunk-00000008', DestCallerIDNum: asked.get('Exten') ?? '' };
    happens({ Event: 'DialBegin', ...dialled });
    happens({ Event: 'DialEnd', ...dialled, DialStatus: fate === 'answered' ? 'ANSWER' : 'NOANSWER' });
    hangUp('16');
  }
}

function stamp(): string {
  return (Date.now() / 1_000).toFixed(6);
}

function fieldsOf(block: string): ReadonlyMap<string, string> {
  return new Map(block.split('\r\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
}
