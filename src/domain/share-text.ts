/** A share as settings write it: in percent where that says the same number. */
export function shareText(part: number): string | number {
  const percent = Number((part * 100).toPrecision(12));
  return percent / 100 === part && !String(percent).includes('e') ? `${percent}%` : part;
}
