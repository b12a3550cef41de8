import type { FindingChartPoint } from '../../../contract/findings.js';

export interface Mark {
  readonly at: number;
  readonly says: string;
}

export interface Drawn {
  readonly points: readonly { readonly x: number; readonly y: number; readonly low: number; readonly high: number; readonly point: FindingChartPoint }[];
  /** `before`: there is no room behind it for what it says. */
  readonly marks: readonly { readonly x: number; readonly says: string; readonly before: boolean }[];
  readonly grid: readonly { readonly y: number; readonly share: number }[];
  readonly days: readonly { readonly x: number; readonly at: number }[];
  readonly usual: number | null;
}

/** What a word or a date takes, in pixels. */
const ROOM = 75;

/** Where things stand in a box of that size: shares upwards from 0, time to the right. Points of few contacts have no interval and are left out. */
export function draw(chart: readonly FindingChartPoint[], usual: number | null, marks: readonly Mark[], width: number, height: number): Drawn {
  const shown = chart.filter(({ share }) => share.value !== null);
  const times = [...shown.flatMap(({ from, to }) => [from, to]), ...marks.map(({ at }) => at)];
  const [begin, end] = [Math.min(...times), Math.max(...times)];
  const top = topOf(Math.max(0.01, usual ?? 0, ...shown.map(({ share }) => share.high ?? 0)));
  const x = (at: number): number => ((at - begin) / Math.max(1, end - begin)) * width;
  const y = (share: number): number => height - (Math.min(share, top) / top) * height;
  return {
    points: shown.map((point) => ({ x: x((point.from + point.to) / 2), y: y(point.share.value ?? 0), low: y(point.share.low ?? 0), high: y(point.share.high ?? 0), point })),
    marks: marks.map(({ at, says }) => ({ x: x(at), says, before: x(at) > width - ROOM })),
    grid: [0, 0.5, 1].map((part) => ({ y: y(part * top), share: part * top })),
    days: shown.length === 0 ? [] : spread(shown.map(({ from }) => from), Math.max(2, Math.floor(width / (1.3 * ROOM)))).map((at) => ({ x: x(at), at })).filter((day) => day.x <= width - ROOM),
    usual: usual === null ? null : y(usual),
  };
}

/** The next round share above. */
function topOf(highest: number): number {
  return [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75].find((round) => round >= highest) ?? 1;
}

function spread(all: readonly number[], most: number): readonly number[] {
  const step = Math.ceil(all.length / most);
  return all.filter((_, place) => place % step === 0);
}
