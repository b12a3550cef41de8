import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * An independent recount of the bank's week: it reads the raw file with no code of Earshot, so that a mistake in the
 * import, the fold or the metrics cannot hide in both. What each doubtful row counts as stands in
 * src/ingest/import/README.md.
 */

export const bankFile = resolve('../shared/data/anonymous-bank/feb-1999-days01-07.txt');

export function hasBankWeek(): boolean {
  return existsSync(bankFile);
}

export type BankKind = 'answered' | 'abandoned' | 'left-in-menu';

/** One call; times in seconds since 1 February 1999, 0:00, local time (no clock change in that week). */
export interface BankCall {
  readonly line: number;
  readonly day: string;
  readonly type: string;
  readonly kind: BankKind;
  readonly queued: boolean;
  /** Answered without a stay in the queue. */
  readonly direct: boolean;
  /** Seconds in the queue; 0 for direct answers. */
  readonly wait: number;
  readonly customer: string | undefined;
  readonly start: number;
  readonly end: number;
}

export interface BankCounts {
  readonly calls: number;
  readonly answered: number;
  readonly direct: number;
  readonly abandoned: number;
  readonly leftInMenu: number;
  /** Answered within 20 s, direct answers included. */
  readonly answeredIn20: number;
  /** Abandoned within 5 s, and within 20 s. */
  readonly abandonedIn5: number;
  readonly abandonedIn20: number;
  /** Sums of seconds: of everyone who waited, of the answered, of the abandoned. */
  readonly waitOfQueued: number;
  readonly waitOfAnswered: number;
  readonly waitOfAbandoned: number;
  readonly knownCustomer: number;
  readonly repeats24h: number;
  readonly repeats7d: number;
}

export interface BankFigures extends BankCounts {
  readonly meanWaitOfQueued: number | null;
  /** Average speed of answer with direct answers counted as a wait of 0, and with them left out. */
  readonly asa: number | null;
  readonly asaWithoutDirect: number | null;
  /** Percent answered within 20 s: of callers who reached a queue (direct ones too), and of all who called. */
  readonly queueAnsweredIn20: number | null;
  readonly contactAnsweredIn20: number | null;
  readonly queueAbandonRate: number | null;
  readonly contactAbandonRate: number | null;
}

export interface BankRecount {
  readonly excluded: number;
  readonly calls: readonly BankCall[];
  readonly total: BankFigures;
  readonly byDay: ReadonlyMap<string, BankFigures>;
  readonly byType: ReadonlyMap<string, BankFigures>;
  /** Keyed "990201 PS". */
  readonly byDayAndType: ReadonlyMap<string, BankFigures>;
}

export function recountBankWeek(file: string = bankFile): BankRecount {
  const rows = readFileSync(file, 'latin1').split('\r\n').slice(1).filter((line) => line !== '').map((line) => line.split('\t'));
  const kept = rows.map((cells, index) => ({ cells, line: index + 2 })).filter(({ cells }) => cells[12] !== 'PHANTOM');
  const calls = kept.map(({ cells, line }) => bankCall(cells, line));
  const repeats = repeatsOf(calls);
  const figures = (those: readonly BankCall[]): BankFigures => bankFigures(those, repeats);
  return {
    excluded: rows.length - kept.length,
    calls,
    total: figures(calls),
    byDay: grouped(calls, (call) => call.day, figures),
    byType: grouped(calls, (call) => call.type, figures),
    byDayAndType: grouped(calls, (call) => `${call.day} ${call.type}`, figures),
  };
}

function bankCall(cells: readonly string[], line: number): BankCall {
  const [, , customer = '', , type = '', day = '', entry = '', exit = '', , queueStart = '', , queueTime = '', outcome = '', , serviceExit = ''] = cells;
  const midnight = (Number(day) - 990201) * 86_400;
  const none = '0:00:00';
  const kind: BankKind = outcome === 'AGENT' ? 'answered' : queueStart === none ? 'left-in-menu' : 'abandoned';
  const menuEnd = midnight + timeOfDay(exit);
  const start = Math.min(midnight + timeOfDay(entry), menuEnd);
  const queueEnd = queueStart === none ? undefined : midnight + timeOfDay(queueStart) + Number(queueTime);
  const served = kind === 'answered' && serviceExit !== none ? midnight + timeOfDay(serviceExit) : undefined;
  const overMidnight = served !== undefined && served < start - 43_200 ? 86_400 : 0;
  return {
    line,
    day,
    type,
    kind,
    queued: queueStart !== none,
    direct: kind === 'answered' && queueStart === none,
    wait: Number(queueTime),
    customer: customer === '0' ? undefined : customer,
    start,
    // The last thing recorded; a service that ends before the wait does (clock overlap) ends with it.
    end: Math.max(start, served === undefined ? queueEnd ?? menuEnd : Math.max(served + overMidnight, queueEnd ?? 0)),
  };
}

function timeOfDay(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
  return hours * 3_600 + minutes * 60 + seconds;
}

interface Repeats {
  readonly within24h: ReadonlySet<BankCall>;
  readonly within7d: ReadonlySet<BankCall>;
}

/** A call repeats when an earlier call of the same known customer ended at most `window` before it started; overlapping calls do not. */
function repeatsOf(calls: readonly BankCall[]): Repeats {
  const known = grouped(calls.filter((call) => call.customer !== undefined), (call) => call.customer, (mine) => mine);
  const within = (hours: number): ReadonlySet<BankCall> => new Set([...known.values()].flatMap((mine) =>
    mine.filter((call) => mine.some((earlier) => {
      const gap = call.start - earlier.end;
      return earlier.start < call.start && gap >= 0 && gap <= hours * 3_600;
    }))));
  return { within24h: within(24), within7d: within(168) };
}

function bankFigures(calls: readonly BankCall[], repeats: Repeats): BankFigures {
  const answered = calls.filter((call) => call.kind === 'answered');
  const abandoned = calls.filter((call) => call.kind === 'abandoned');
  const direct = answered.filter((call) => call.direct);
  const queued = calls.filter((call) => call.queued);
  const in20 = answered.filter((call) => call.wait <= 20).length;
  const offered = answered.length + abandoned.length;
  const leftInMenu = calls.length - offered;
  return {
    calls: calls.length,
    answered: answered.length,
    direct: direct.length,
    abandoned: abandoned.length,
    leftInMenu,
    answeredIn20: in20,
    abandonedIn5: abandoned.filter((call) => call.wait <= 5).length,
    abandonedIn20: abandoned.filter((call) => call.wait <= 20).length,
    waitOfQueued: waits(queued),
    waitOfAnswered: waits(answered),
    waitOfAbandoned: waits(abandoned),
    knownCustomer: calls.filter((call) => call.customer !== undefined).length,
    repeats24h: calls.filter((call) => repeats.within24h.has(call)).length,
    repeats7d: calls.filter((call) => repeats.within7d.has(call)).length,
    meanWaitOfQueued: ratio(waits(queued), queued.length),
    asa: ratio(waits(answered), answered.length),
    asaWithoutDirect: ratio(waits(answered), answered.length - direct.length),
    queueAnsweredIn20: ratio(100 * in20, offered),
    contactAnsweredIn20: ratio(100 * in20, calls.length),
    queueAbandonRate: ratio(100 * abandoned.length, offered),
    contactAbandonRate: ratio(100 * (abandoned.length + leftInMenu), calls.length),
  };
}

/** A day on which nobody called about something. */
export const noBankCalls: BankFigures = bankFigures([], { within24h: new Set(), within7d: new Set() });

function waits(calls: readonly BankCall[]): number {
  return calls.reduce((sum, call) => sum + call.wait, 0);
}

function ratio(above: number, below: number): number | null {
  return below === 0 ? null : above / below;
}

function grouped<Key, Value>(
  calls: readonly BankCall[], keyOf: (call: BankCall) => Key, valueOf: (those: readonly BankCall[]) => Value,
): ReadonlyMap<Key, Value> {
  const groups = new Map<Key, BankCall[]>();
  for (const call of calls) groups.set(keyOf(call), [...groups.get(keyOf(call)) ?? [], call]);
  return new Map([...groups].map(([key, those]) => [key, valueOf(those)]));
}
