import { readFileSync } from 'node:fs';
import { bankFile } from './bank-recount.js';

/**
 * The second half of the independent recount: how long things took, call by call, read from the raw file with no code of Earshot.
 * All in seconds since 1 February 1999, 0:00. Where clocks overlap (src/ingest/import/README.md): the wait stays as recorded, the
 * agent's part begins when the wait has ended, and the contact at its earliest instant.
 */
export interface BankTimes {
  readonly line: number;
  readonly type: string;
  readonly server: string;
  readonly outcome: 'answered' | 'abandoned' | 'left-in-menu';
  readonly start: number;
  /** When it came into the queue, if it did, and how long it waited there. */
  readonly queuedAt: number | undefined;
  readonly waited: number;
  /** When an agent took it, and how long that agent talked, where the file says. */
  readonly agentAt: number | undefined;
  readonly talked: number | undefined;
}

const NONE = '0:00:00';

export function bankTimes(file: string = bankFile): readonly BankTimes[] {
  const lines = readFileSync(file, 'latin1').split('\r\n').slice(1).filter((line) => line !== '').map((line) => line.split('\t'));
  return lines.flatMap((cells, index) => (cells[12] === 'PHANTOM' ? [] : [timesOf(cells, index + 2)]));
}

function timesOf(cells: readonly string[], line: number): BankTimes {
  const [, , , , type = '', day = '', entry = '', exit = '', , queueStart = '', , queueTime = '', outcome = '', serviceStart = '', serviceExit = '', , server = ''] = cells;
  const midnight = (Number(day) - 990201) * 86_400;
  const menuFrom = midnight + secondsOf(entry);
  const menuTo = midnight + secondsOf(exit);
  const queuedAt = queueStart === NONE ? undefined : midnight + secondsOf(queueStart);
  const waited = Number(queueTime);
  const isAnswered = outcome === 'AGENT';
  const picked = serviceStart === NONE ? queuedAt === undefined ? menuTo : queuedAt + waited : near(midnight + secondsOf(serviceStart), menuFrom);
  const agentAt = isAnswered ? Math.max(picked, queuedAt === undefined ? picked : queuedAt + waited) : undefined;
  const left = serviceExit === NONE ? undefined : near(midnight + secondsOf(serviceExit), menuFrom);
  return {
    line, type, server, outcome: isAnswered ? 'answered' : queuedAt === undefined ? 'left-in-menu' : 'abandoned',
    start: Math.min(menuFrom, menuTo, queuedAt ?? Infinity, agentAt ?? Infinity),
    queuedAt, waited, agentAt, talked: agentAt === undefined || left === undefined ? undefined : Math.max(0, left - agentAt),
  };
}

/** A time of day means the instant nearest to when the call came: a call over midnight rolls over. */
function near(at: number, to: number): number {
  return [at - 86_400, at, at + 86_400].reduce((best, each) => (Math.abs(each - to) < Math.abs(best - to) ? each : best));
}

function secondsOf(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
  return hours * 3_600 + minutes * 60 + seconds;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** Null of nothing. */
export function meanOf(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : sumOf(numbers) / numbers.length;
}

/** By the nearest rank, from the numbers themselves. */
export function rankOf(numbers: readonly number[], share: number): number {
  return numbers.toSorted((a, b) => a - b)[Math.max(1, Math.ceil(share * numbers.length)) - 1] ?? Number.NaN;
}
