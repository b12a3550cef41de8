import type { Interval } from './interval.js';

/**
 * The always-valid interval of a share, however often it is looked at: for all sizes of the sample at once, with probability
 * 1 − alpha, it holds the true share. All p with B(1 + k, 1 + n − k) / (p^k (1 − p)^(n − k)) < 1 / alpha, where B is the beta
 * function: the likelihood under p against its mean under every share alike (H. Robbins, "Statistical methods related to the law
 * of the iterated logarithm", Annals of Mathematical Statistics 41, 1970; J. Ville's inequality). An ordinary interval that is
 * looked at each hour until it shows what one hopes for shows it sooner or later by chance. Undefined of nothing.
 */
export function alwaysValid(count: number, of: number, alpha: number): Interval | undefined {
  if (of <= 0) return undefined;
  const share = count / of;
  const bound = logBeta(1 + count, 1 + of - count) + Math.log(alpha);
  const isWithin = (p: number): boolean => bound < logLikelihood(p, count, of);
  return { low: isWithin(0) ? 0 : edge(share, 0, isWithin), high: isWithin(1) ? 1 : edge(share, 1, isWithin) };
}

/** The likelihood falls from the observed share to both sides: the last p within is found by halving. */
function edge(from: number, to: number, isWithin: (p: number) => boolean): number {
  let [inside, outside] = [from, to];
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (inside + outside) / 2;
    if (isWithin(middle)) inside = middle;
    else outside = middle;
  }
  return outside;
}

/** To a millionth of a millionth. */
const HALVINGS = 40;

function logLikelihood(p: number, count: number, of: number): number {
  return (count === 0 ? 0 : count * Math.log(p)) + (of === count ? 0 : (of - count) * Math.log(1 - p));
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** Stirling's series from 8 on, and below by the recurrence: right to 12 digits. */
function logGamma(x: number): number {
  if (x < 8) return logGamma(x + 1) - Math.log(x);
  const square = 1 / (x * x);
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + (1 / 12 - square * (1 / 360 - square * (1 / 1_260 - square / 1_680))) / x;
}
