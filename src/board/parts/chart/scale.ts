/** From a number to its place in a box of so many pixels. */
export const scale = (from: number, to: number, pixels: number) => (value: number): number => (to === from ? 0 : ((value - from) / (to - from)) * pixels);

/** The next round number above: 1, 2, 2.5 or 5 times a power of ten; 1 of nothing. */
export function roundAbove(highest: number): number {
  if (highest <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(highest));
  return ([1, 2, 2.5, 5, 10].find((each) => each * power >= highest) ?? 10) * power;
}

/** Lines of a grid from 0 to a round top, at most four of them above 0; those of counts are whole. */
export function gridTo(top: number, isWhole: boolean): readonly number[] {
  const steps = [4, 2, 1].find((each) => !isWhole || Number.isInteger(top / each)) ?? 1;
  return Array.from({ length: steps + 1 }, (_, nth) => (top / steps) * nth);
}

/** Minutes and hours are rounder than tens: the next of them above, in milliseconds. */
export function roundTimeAbove(highest: number): number {
  const seconds = [4, 10, 20, 40, 60, 120, 240, 600, 1_200, 2_400, 3_600, 7_200, 14_400, 28_800, 86_400];
  return (seconds.find((each) => each * 1_000 >= highest) ?? Math.ceil(highest / 86_400_000) * 86_400) * 1_000;
}

export interface Point {
  readonly x: number;
  /** null: nothing is known there, and the line stops. */
  readonly y: number | null;
}

/** What an SVG path draws: a line through the points, broken where nothing is known. */
export function pathThrough(points: readonly Point[]): string {
  let path = '';
  let isDown = false;
  for (const { x, y } of points) {
    if (y !== null) path += `${isDown ? 'L' : 'M'}${cut(x)} ${cut(y)}`;
    isDown = y !== null;
  }
  return path;
}

const cut = (pixels: number): number => Math.round(pixels * 10) / 10;

/** Every so many of them that at most `most` are left, the first among them. */
export function everyFew<Each>(all: readonly Each[], most: number): readonly Each[] {
  const step = Math.max(1, Math.ceil(all.length / Math.max(1, most)));
  return all.filter((_, nth) => nth % step === 0);
}
