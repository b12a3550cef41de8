/** What the letters of the formulas stand for; the longer first, so that `B≤S` is not read as `B`. */
const letters: readonly (readonly [string, string])[] = [
  ['A≤T', 'answered within the target time T'], ['B≤S', 'short abandons: gave up within S seconds'], ['B≤T', 'gave up within T'], ['B>T', 'gave up past T'],
  ['W>T', 'waiting now, past T already'], ['Fi', 'turned away: time-out, full, nobody signed in, closed'], ['Fc', 'left by choice: exit key, voicemail, call-back'],
  ['Fr', 'rerouted: overflow, transferred'], ['A', 'answered'], ['B', 'gave up waiting'], ['F', 'left neither answered nor by giving up'],
];

export function lettersIn(formula: string): readonly (readonly [string, string])[] {
  let rest = formula;
  return letters.filter(([letter]) => {
    const found = new RegExp(`(?<![\\p{L}≤>])${letter}(?![\\p{L}≤>])`, 'gu');
    const is = found.test(rest);
    rest = rest.replaceAll(found, ' ');
    return is;
  });
}
