import { type Socket, io } from 'socket.io-client';
import type { DeskClientEvents, DeskServerEvents, GivenAnswer, Taken } from '../../contract/desk.js';
import type { Message } from './state.js';

export interface DeskConnection {
  answer(answer: GivenAnswer): void;
  asked(contact: string): void;
  kept(contact: string, promise: string): void;
  close(): void;
}

export interface DeskListener {
  hear(message: Message): void;
  /** What the server has not got yet. */
  outbox(): readonly GivenAnswer[];
  /** The server will not let this agent in, or cut it off for a reason. */
  refused(reason: string): void;
  /** It would not take something: what to tell the agent. */
  told(problem: string): void;
}

/** Longer than a commit takes, shorter than a person waits. */
const ANSWERED_WITHIN = 4_000;
const AGAIN_AFTER = 2_000;

/** Keeps one socket to `/desk` open for as long as the page lives. What was not acknowledged is sent again: the same answer twice is one. */
export function connectDesk(token: string | null, listener: DeskListener): DeskConnection {
  const socket: Socket<DeskServerEvents, DeskClientEvents> = io('/desk', {
    transports: ['websocket'], reconnectionDelay: 500, reconnectionDelayMax: 5_000, randomizationFactor: 0.5, ...(token === null ? {} : { auth: { token } }),
  });
  let over = false;
  let again: ReturnType<typeof setTimeout> | undefined;

  const send = (answer: GivenAnswer): void => {
    // Answered otherwise meanwhile, or known to the server: nothing is to be said of it any more.
    if (!socket.connected || !listener.outbox().includes(answer)) return;
    socket.timeout(ANSWERED_WITHIN).emit('answer', answer, (late: Error | null, taken?: Taken) => {
      if (late !== null || taken === undefined) return send(answer);
      if (!taken.ok) listener.told(taken.reason);
      if (taken.ok || !taken.again) listener.hear({ type: 'settled', answer, taken: taken.ok });
      else setTimeout(() => send(answer), AGAIN_AFTER);
    });
  };
  const tell = (late: Error | null, taken?: Taken): void => {
    if (late !== null) listener.told('It did not arrive. Try again.');
    else if (taken?.ok === false) listener.told(taken.reason);
  };
  // Socket.io does not come back by itself when the server hung up or refused the handshake.
  const comeBack = (): void => {
    clearTimeout(again);
    if (!socket.active && !over) again = setTimeout(() => socket.connect(), 500 + Math.random() * 2_000);
  };

  socket.on('connect', () => {
    listener.hear({ type: 'connected' });
    for (const answer of listener.outbox()) send(answer);
  });
  socket.on('disconnect', () => { listener.hear({ type: 'lost' }); comeBack(); });
  socket.on('connect_error', (error) => {
    if (socket.active) return;
    over = true;
    listener.refused(error.message);
  });
  socket.on('refused', ({ reason }) => { over = true; listener.refused(reason); });
  socket.on('now', (now) => listener.hear({ type: 'now', now, heardAt: Date.now() }));
  socket.on('prompt', (prompt) => listener.hear({ type: 'prompt', prompt }));

  return {
    answer: send,
    asked: (contact) => void socket.timeout(ANSWERED_WITHIN).emit('asked', { contact }, tell),
    kept: (contact, promise) => void socket.timeout(ANSWERED_WITHIN).emit('kept', { contact, promise }, tell),
    close: () => { clearTimeout(again); over = true; socket.close(); },
  };
}
