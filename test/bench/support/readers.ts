import { openRawBoard } from './raw-board.js';
import type { Address, RawBoard } from './raw-board.js';

/** Many readers of the board in a process of their own; asked with any message, it answers what they heard so far. */
export interface ReadersAsked extends Address {
  /** One a scope; the sockets are spread over them evenly. */
  readonly tokens: readonly string[];
  readonly sockets: number;
}

export interface Heard {
  readonly frames: number;
  readonly bytes: number;
  /** Of the readers' own process. */
  readonly cpuSeconds: number;
}

/** Opened at a time: a server admits each of them, and a thousand at once would wait for one another. */
const AT_ONCE = 25;

const { tokens, sockets, ...address } = JSON.parse(process.argv[2] ?? '{}') as ReadersAsked;
const boards: RawBoard[] = [];
for (let from = 0; from < sockets; from += AT_ONCE) {
  const places = Array.from({ length: Math.min(AT_ONCE, sockets - from) }, (_, place) => from + place);
  boards.push(...await Promise.all(places.map((place) => openRawBoard(address, tokens[place % tokens.length] ?? ''))));
}
process.on('message', () => process.send?.(heard()));
process.send?.(heard());

function heard(): Heard {
  const { user, system } = process.cpuUsage();
  return {
    frames: boards.reduce((sum, board) => sum + board.heard.frames, 0),
    bytes: boards.reduce((sum, board) => sum + board.heard.bytes, 0),
    cpuSeconds: (user + system) / 1e6,
  };
}
