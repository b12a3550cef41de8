export interface Drawn {
  /** An SVG path on a ground of 100 × 30; a gap in the trend is a gap in the line. */
  readonly path: string;
  readonly target: number | null;
  readonly end: { readonly x: number; readonly y: number } | null;
}

const top = 2;
const bottom = 28;

/** With a target the ground reaches from the lowest to the highest of both; a count stands on zero. */
export function lineOf(trend: readonly (number | null)[], target: number | undefined): Drawn {
  const seen = trend.filter((value) => value !== null);
  const low = target === undefined ? 0 : Math.min(target, ...seen);
  const high = Math.max(target ?? 0, ...seen, low + 1e-9);
  const x = (index: number): number => round(trend.length < 2 ? 100 : (index / (trend.length - 1)) * 100);
  const y = (value: number): number => round(bottom - ((value - low) / (high - low)) * (bottom - top));
  const last = trend.at(-1) ?? null;
  return {
    path: trend.map((value, index) => (value === null ? '' : `${trend[index - 1] === null || index === 0 ? 'M' : 'L'}${x(index)} ${y(value)}`)).join(''),
    target: target === undefined ? null : y(target),
    end: last === null ? null : { x: x(trend.length - 1), y: y(last) },
  };
}

const round = (n: number): number => Math.round(n * 10) / 10;
