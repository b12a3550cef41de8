import { WebSocket } from 'ws';

/** A reader in as little CPU as there can be: speaks as much of the protocol as it takes to be sent frames, and drops them unread. */
export interface RawBoard {
  /** What the server sent since it was opened. */
  readonly heard: { frames: number; bytes: number };
  close(): void;
}

export interface Address {
  readonly url: string;
  /** `board`: asks for a view and is sent a snapshot; `socket.io`: connects to the namespace and listens; `ws`: only listens. */
  readonly speaks: 'board' | 'socket.io' | 'ws';
}

const NAMESPACE = '/board';
const [OPEN, PING] = Buffer.from('02');
const [CONNECTED, REFUSED] = Buffer.from('04');

/** Resolves once it is connected, and for a board once the snapshot is there. */
export function openRawBoard({ url, speaks }: Address, token: string): Promise<RawBoard> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, { perMessageDeflate: false, skipUTF8Validation: true });
  const heard = { frames: 0, bytes: 0 };
  return new Promise((resolve, reject) => {
    const opened = (): void => resolve({ heard, close: () => socket.terminate() });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error(`${url} closed the connection of a board.`)));
    if (speaks === 'ws') socket.once('open', opened);
    socket.on('message', (data: Buffer) => {
      const step = speaks === 'ws' ? 'frame' : stepOf(data);
      if (step === 'ping') return socket.send('3');
      if (step === 'open') return socket.send(`40${NAMESPACE},${JSON.stringify({ token })}`);
      if (step === 'refused') return reject(new Error(`${url} refused a board: ${data.toString()}`));
      if (step === 'connected') return speaks === 'board' ? socket.send(`42${NAMESPACE},["watch",{}]`) : opened();
      opened();
      heard.frames += 1;
      heard.bytes += data.length;
    });
  });
}

function stepOf(data: Buffer): 'ping' | 'open' | 'connected' | 'refused' | 'frame' {
  if (data[0] === PING) return 'ping';
  if (data[0] === OPEN) return 'open';
  return data[1] === CONNECTED ? 'connected' : data[1] === REFUSED ? 'refused' : 'frame';
}
