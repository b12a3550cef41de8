import { type Socket, io } from 'socket.io-client';
import type { BoardClientEvents, BoardServerEvents, WatchRequest } from '../../contract/board.js';
import type { Message } from '../state/board.js';

export interface Connection {
  /** Ask for another view. */
  watch(view: View): void;
  close(): void;
}

export type View = Pick<WatchRequest, 'queues' | 'teams'>;

export interface Listener {
  hear(message: Message): void;
  /** Where to resume the feed. */
  lastFact(): number | null;
  /** The server will not let this reader in, or cut it off for a reason. */
  refused(reason: string): void;
}

/** Keeps one socket to `/board` open for as long as the page lives; a new connection resumes the feed where the old one broke. */
export function connect(first: View, listener: Listener): Connection {
  const socket: Socket<BoardServerEvents, BoardClientEvents> = io('/board', {
    transports: ['websocket'], reconnectionDelay: 500, reconnectionDelayMax: 5_000, randomizationFactor: 0.5,
  });
  let view = first;
  let refused = false;
  let again: ReturnType<typeof setTimeout> | undefined;

  const watch = (fresh: boolean): void => {
    const since = fresh ? null : listener.lastFact();
    socket.emit('watch', since === null ? view : { ...view, since });
  };
  // Socket.io does not come back by itself when the server hung up or refused the handshake.
  const comeBack = (): void => {
    clearTimeout(again);
    if (!socket.active && !refused) again = setTimeout(() => socket.connect(), 500 + Math.random() * 2_000);
  };

  socket.on('connect', () => { listener.hear({ type: 'connected' }); watch(listener.lastFact() === null); });
  socket.on('disconnect', () => { listener.hear({ type: 'lost' }); comeBack(); });
  socket.on('connect_error', (error) => {
    if (socket.active) return;
    refused = true;
    listener.refused(error.message);
  });
  socket.on('refused', ({ reason }) => { refused = true; listener.refused(reason); });
  socket.on('snapshot', (snapshot) => listener.hear({ type: 'snapshot', snapshot, heardAt: Date.now() }));
  socket.on('changes', (frame) => listener.hear({ type: 'changes', frame, heardAt: Date.now() }));
  socket.on('flag', (fact) => listener.hear({ type: 'flag', fact }));

  return {
    watch: (next) => { view = next; if (socket.connected) watch(true); },
    close: () => { clearTimeout(again); refused = true; socket.close(); },
  };
}
