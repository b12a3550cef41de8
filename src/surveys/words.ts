/** A reply as it is compared: one case, no accents, no invisible signs, punctuation as blanks. `YES !` is `yes`. */
export function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}|\p{Cf}/gu, '').toLowerCase().replaceAll('ß', 'ss').replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
