/** The number that it writes. */
export function shareIn(written: string | number): number {
  return typeof written === 'number' ? written : Number.parseFloat(written) / 100;
}

/** A share as settings write it: in percent where that says the same number. */
export function shareText(part: number): string | number {
  const percent = Number((part * 100).toPrecision(12));
  return percent / 100 === part && !String(percent).includes('e') ? `${percent}%` : part;
}
