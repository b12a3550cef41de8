import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { byTurns, figureOf, number, times, told } from '../measure/figures.js';
import type { Results, Row } from '../measure/report.js';
import { openReaders } from '../support/reading.js';
import { frameOf } from './frame.js';
import type { Spent } from './server.js';

const ROUNDS = 3;
const SECONDS = 4;
const BOARDS = [1_000, 2_500, 5_000] as const;
const GOAL = 0.7;
const MOST_KILOBYTES = 40;

/** Deliveries to many boards in one room, by CPU second of the server that sends them, beside bare `ws` with a prebuilt frame. */
export async function bench(): Promise<Results> {
  const rows: Row[] = [];
  for (const boards of BOARDS) {
    const kilobytes: number[] = [];
    const perCpuSecond = await byTurns(ROUNDS, {
      ours: async () => {
        const { deliveries, bytesASocket } = await measure('ours', boards);
        kilobytes.push(bytesASocket / 1_000);
        return deliveries;
      },
      ws: async () => (await measure('ws', boards)).deliveries,
    });
    rows.push(deliveryRow(boards, perCpuSecond.ours, perCpuSecond.ws), memoryRow(boards, kilobytes));
  }
  return {
    rows,
    notes: [
      `A delivery is one frame of ${number(JSON.stringify(frameOf(1)).length / 1_000)} kB that a reader has received, five frames a second; CPU is that of the sending process alone, kernel time with it, with the encoding of the frame.`,
      'Ours is the product\'s own gateway and socket.io adapter, with a board behind it that has one frame ready. Beside it `ws` hands the bytes of a WebSocket frame that were built once to each socket.',
      'Memory is what the server\'s resident set grew by while the boards were opened and frames were sent, divided by their number; the kernel\'s buffers are not in it.',
    ],
  };
}

async function measure(kind: 'ours' | 'ws', boards: number): Promise<{ readonly deliveries: number; readonly bytesASocket: number }> {
  const server = fork(fileURLToPath(new URL('server.ts', import.meta.url)), [kind], { execArgv: ['--expose-gc', '--no-warnings', '--import', './test/support/typescript.mjs'] });
  const url = await answerOf<string>(server);
  const empty = await spentBy(server);
  const readers = await openReaders({ url, speaks: kind === 'ws' ? 'ws' : 'board', tokens: [''], sockets: boards });
  try {
    await pause(1_000);
    const [heardBefore, before] = [await readers.heard(), await spentBy(server)];
    await pause(SECONDS * 1_000);
    const [heardAfter, after] = [await readers.heard(), await spentBy(server)];
    return {
      deliveries: (heardAfter.frames - heardBefore.frames) / (after.cpuSeconds - before.cpuSeconds),
      bytesASocket: (after.residentBytes - empty.residentBytes) / boards,
    };
  } finally {
    await readers.close();
    server.kill('SIGKILL');
  }
}

function deliveryRow(boards: number, ours: readonly number[], ws: readonly number[]): Row {
  const ratio = figureOf(ours).median / figureOf(ws).median;
  return {
    what: `deliveries to ${number(boards)} boards`,
    ours: told(figureOf(ours), 'per CPU second'), beside: `ws: ${told(figureOf(ws), 'per CPU second')}`,
    ratio: times(ratio), goal: `≥ ${GOAL} ×`, met: ratio >= GOAL,
  };
}

function memoryRow(boards: number, kilobytes: readonly number[]): Row {
  const { median } = figureOf(kilobytes);
  return { what: `memory of ${number(boards)} boards`, ours: told(figureOf(kilobytes), 'kB a socket'), beside: '', ratio: '', goal: `≤ ${MOST_KILOBYTES} kB`, met: median <= MOST_KILOBYTES };
}

function spentBy(server: ChildProcess): Promise<Spent> {
  const answer = answerOf<Spent>(server);
  server.send('spent');
  return answer;
}

function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Answer));
    child.once('exit', (code) => reject(new Error(`The fan-out server ended with ${String(code)}.`)));
  });
}

function pause(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
