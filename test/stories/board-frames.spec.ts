import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fold, nothingYet } from '../../src/board/state/board.js';
import type { BoardState } from '../../src/board/state/board.js';
import type { FeedLine, Frame } from '../../src/contract/board.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import { unnamedFloor } from '../../src/domain/floor.js';
import type { Reader } from '../../src/domain/reader.js';
import { SECOND } from '../../src/domain/time.js';
import { anyAfternoon, anyBatches } from '../support/any-floor.js';
import { LiveFloor } from '../support/live-floor.js';

const START = 1_780_000_000_000;
/** No divisor of five seconds: what happens on the full second must not always meet a whole frame. */
const TICK = 190;
const floor = { ...unnamedFloor, queues: { sales: { team: 'red' }, support: { team: 'blue' } }, agents: { anna: { queues: ['sales'] }, bert: { queues: ['sales', 'support'] } } };
const all: Reader = { who: 'ann', role: 'supervisor', queues: null, teams: null, actsFor: null };
const sales: Reader = { ...all, who: 'sue', queues: ['sales'] };

interface Play {
  readonly batches: readonly (readonly EarshotEvent[])[];
  /** How many ticks lie between two batches. */
  readonly ticks: readonly number[];
  /** Which frames get lost on the way; they are volatile. */
  readonly lost: readonly boolean[];
}
const anyPlay: fc.Arbitrary<Play> = fc.record({
  batches: anyAfternoon.chain(anyBatches),
  ticks: fc.array(fc.constantFrom(1, 5, 100), { minLength: 1, maxLength: 10 }), lost: fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }),
});

const rowsOf = (state: BoardState | Frame): Record<string, unknown> => ({
  headline: state.headline, open: state.open, queues: byId(state.queues), channels: byId(state.channels), agents: byId(state.agents), lanes: byId(state.lanes),
  recovery: state.recovery, sources: byId(state.sources),
});
const byId = (rows: readonly object[] = []): object[] => rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** Plays everything, tick by tick; after each the page has what reached it. */
async function played({ batches, ticks }: Play, reader: Reader, onTick: (page: BoardState, server: Frame, said: { frames: readonly Frame[] }) => BoardState | void): Promise<void> {
  const live = new LiveFloor(START, floor);
  const { room, snapshot } = live.enter(reader);
  let page = fold(nothingYet, { type: 'snapshot', snapshot, heardAt: 0 });
  let now = START;
  for (const [turn, batch] of batches.entries()) {
    now = after(batch, now);
    live.sources.heard(batch, now);
    await live.arrive(now, batch);
    for (let tick = 0; tick < (ticks[turn % ticks.length] ?? 1); tick += 1) {
      live.tickBoard(now += TICK);
      const said = live.saidIn(room);
      for (const fact of said.facts) page = fold(page, { type: 'flag', fact });
      page = onTick(page, live.board.snapshot(room, reader, undefined).frame, said) ?? page;
    }
  }
}

/** Events arrive when they happen. */
const after = (batch: readonly EarshotEvent[], now: number): number => Math.max(now, ...batch.map((event) => event.time));

const taken = (page: BoardState, frames: readonly Frame[]): BoardState => frames.reduce<BoardState>((state, frame) => fold(state, { type: 'changes', frame, heardAt: 0 }), page);

test('a page that hears every frame shows what the server would send whole', async () => {
  await fc.assert(fc.asyncProperty(anyPlay, async (play) => {
    await played(play, all, (before, server, { frames }) => {
      const page = taken(before, frames);
      const [shown, whole] = [rowsOf(page), rowsOf(server)];
      if (frames.some((frame) => frame.whole)) expect(shown).toEqual(whole);
      // Between two whole frames only a lane is said to be gone; a row of anything else may stay a moment.
      for (const list of ['headline', 'open', 'lanes', 'recovery'] as const) expect(shown[list]).toEqual(whole[list]);
      for (const list of ['queues', 'agents'] as const) expect(page[list]).toEqual(expect.arrayContaining([...server[list] ?? []]));
      return page;
    });
  }), { numRuns: 20 });
});

test('a page that loses frames is whole again within five seconds', async () => {
  await fc.assert(fc.asyncProperty(anyPlay, async (play) => {
    let frame = 0;
    let wholeAt = 0;
    await played(play, all, (before, server, { frames }) => {
      frame += 1;
      // Whole ones come every five seconds; those that get lost here are the others.
      const heard = frames.filter((each) => each.whole || play.lost[frame % play.lost.length] !== true);
      if (frames.some((each) => each.whole)) {
        expect(frame - wholeAt).toBeLessThanOrEqual(Math.ceil(5 * SECOND / TICK));
        wholeAt = frame;
      }
      const page = taken(before, heard);
      if (heard.some((each) => each.whole)) expect(rowsOf(page)).toEqual(rowsOf(server));
      return page;
    });
  }), { numRuns: 20 });
});

test('a reader of one queue gets no row, lane, feed line, recovery line or agent of another', async () => {
  await fc.assert(fc.asyncProperty(anyPlay, async ({ batches, ticks }) => {
    const live = new LiveFloor(START, floor);
    const { room, snapshot } = live.enter(sales);
    live.enter(all);
    const frames: Frame[] = [snapshot.frame];
    const lines: FeedLine[] = snapshot.feed.map(({ line }) => line);
    let now = START;
    for (const [turn, batch] of batches.entries()) {
      now = after(batch, now);
      await live.arrive(now, batch);
      for (let tick = 0; tick < (ticks[turn % ticks.length] ?? 1); tick += 1) live.tickBoard(now += TICK);
      const said = live.saidIn(room);
      frames.push(...said.frames);
      lines.push(...said.facts.map(({ line }) => line));
    }
    expect(snapshot.scope.queues).toEqual([{ id: 'sales', name: 'sales' }]);
    expect(frames.flatMap((frame) => frame.queues ?? []).filter(({ id }) => id !== 'sales')).toEqual([]);
    expect(frames.flatMap((frame) => frame.channels ?? [])).toEqual([]);
    expect(frames.flatMap((frame) => frame.recovery ?? []).filter(({ queue }) => queue?.id !== 'sales')).toEqual([]);
    expect(frames.flatMap((frame) => frame.agents ?? []).filter(({ queues }) => !queues.includes('sales'))).toEqual([]);
    expect(lines.filter(({ place }) => place.queue?.id !== 'sales')).toEqual([]);
    const strangers = frames.flatMap((frame) => frame.lanes ?? []).filter(({ id }) => !touchesSales(live, id));
    expect(strangers).toEqual([]);
  }), { numRuns: 30 });
});

function touchesSales(live: LiveFloor, id: string): boolean {
  const contact = live.memory.contacts.get(id)?.contact;
  return contact !== undefined && [...contact.visits, ...contact.segments].some(({ queue }) => queue === 'sales');
}

test('facts are numbered one after the other, and who comes back with the last one gets the rest once', async () => {
  await fc.assert(fc.asyncProperty(anyPlay, async ({ batches }) => {
    const live = new LiveFloor(START, floor);
    const { room, snapshot } = live.enter(all);
    let page = fold(nothingYet, { type: 'snapshot', snapshot, heardAt: 0 });
    let back = page;
    let now = START;
    for (const [turn, batch] of batches.entries()) {
      now = after(batch, now);
      await live.arrive(now, batch);
      live.tickBoard(now += TICK);
      const { facts } = live.saidIn(room);
      for (const fact of facts) page = fold(page, { type: 'flag', fact });
      // The other page is away most of the time.
      if (turn % 5 === 0) back = fold(back, { type: 'snapshot', snapshot: live.enter(all, back.lastFact ?? undefined).snapshot, heardAt: 0 });
      expect(facts.map(({ number }) => number)).toEqual(facts.map(({ number }) => number).toSorted((a, b) => a - b));
    }
    back = fold(back, { type: 'snapshot', snapshot: live.enter(all, back.lastFact ?? undefined).snapshot, heardAt: 0 });
    expect(back.feed).toEqual(page.feed);
  }), { numRuns: 20 });
});
