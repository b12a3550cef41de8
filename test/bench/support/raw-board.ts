import { WebSocket } from 'ws';

/** A reader of the board in as little CPU as there can be: speaks enough of socket.io to be sent frames, and drops them unread. */
export interface RawBoard {
  /** What the server sent since it was opened. */
  readonly heard: { frames: number; bytes: number };
  close(): void;
}

/** Resolves once the board's snapshot, or for a server without the board's `watch` the connection, is there. */
export function openRawBoard({ url, namespace, token, watch }: { readonly url: string; readonly namespace: string; readonly token: string; readonly watch: boolean }): Promise<RawBoard> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, { perMessageDeflate: false, skipUTF8Validation: true });
  const heard = { frames: 0, bytes: 0 };
  return new Promise((resolve, reject) => {
    const opened = (): void => resolve({ heard, close: () => socket.terminate() });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error(`${url} closed the connection of a board.`)));
    socket.on('message', (data: Buffer) => {
      const kind = data[0];
      if (kind === PING) return socket.send('3');
      if (kind === OPEN) return socket.send(`40${namespace},${JSON.stringify({ token })}`);
      if (data[1] === CONNECTED) {
        if (!watch) return opened();
        return socket.send(`42${namespace},["watch",{}]`);
      }
      if (data[1] === REFUSED) return reject(new Error(`${url} refused a board: ${data.toString()}`));
      if (watch && heard.frames === 0) opened();
      heard.frames += 1;
      heard.bytes += data.length;
    });
  });
}

const [OPEN, PING] = Buffer.from('02');
const [CONNECTED, REFUSED] = Buffer.from('04');
