/** A series of counts over a line of values or days. */
export interface Series {
  readonly name: string;
  readonly look: 'draft' | 'inForce';
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface DrawnLines {
  readonly series: readonly { readonly look: Series['look']; readonly path: string; readonly dots: readonly { readonly x: number; readonly y: number }[] }[];
  readonly grid: readonly { readonly y: number; readonly value: number }[];
  readonly ticks: readonly Tick[];
  readonly marks: readonly { readonly x: number; readonly look: Series['look']; readonly anchor: 'start' | 'end' }[];
}

export interface Tick {
  readonly x: number;
  readonly value: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

export interface Mark {
  readonly at: number;
  readonly look: Series['look'];
}

/** What a date or a number beneath the line takes, in pixels. */
const ROOM = 74;

/** Where things stand in a box of that size: counts upwards from 0, values to the right. */
export function drawLines(series: readonly Series[], marks: readonly Mark[], width: number, height: number): DrawnLines {
  const xs = [...new Set([...series.flatMap(({ points }) => points.map(({ x }) => x)), ...marks.map(({ at }) => at)])].toSorted((a, b) => a - b);
  const [begin, end] = [xs[0] ?? 0, xs.at(-1) ?? 1];
  const top = roundUp(Math.max(1, ...series.flatMap(({ points }) => points.map(({ y }) => y))));
  const x = (value: number): number => round(((value - begin) / Math.max(1e-9, end - begin)) * width);
  const y = (value: number): number => round(height - (value / top) * height);
  return {
    series: series.map(({ look, points }) => {
      const dots = points.map((point) => ({ x: x(point.x), y: y(point.y) }));
      return { look, dots, path: dots.map((dot, place) => `${place === 0 ? 'M' : 'L'}${dot.x} ${dot.y}`).join('') };
    }),
    grid: [0, 0.5, 1].map((part) => ({ y: y(part * top), value: part * top })),
    ticks: apart(xs.map((value) => ({ x: x(value), value, anchor: anchorOf(x(value), width) }))),
    marks: marks.map(({ at, look }) => ({ x: x(at), look, anchor: x(at) > width - ROOM ? 'end' : 'start' })),
  };
}

function anchorOf(x: number, width: number): Tick['anchor'] {
  if (x < ROOM / 2) return 'start';
  return x > width - ROOM / 2 ? 'end' : 'middle';
}

/** Those that do not run into each other, from the left. */
function apart(ticks: readonly Tick[]): readonly Tick[] {
  const kept: Tick[] = [];
  const begins = { start: 0, middle: -ROOM / 2, end: -ROOM };
  for (const tick of ticks) {
    const last = kept.at(-1);
    if (last === undefined || tick.x + begins[tick.anchor] >= last.x + begins[last.anchor] + ROOM) kept.push(tick);
  }
  return kept;
}

/** The next even round number, so that its half is one too. */
function roundUp(value: number): number {
  const size = 10 ** Math.floor(Math.log10(value));
  return [2, 4, 6, 8, 10].map((part) => part * size).find((each) => each >= value) ?? value;
}

const round = (value: number): number => Math.round(value * 10) / 10;
