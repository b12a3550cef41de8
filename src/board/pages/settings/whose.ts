/** In whose name a version of the settings stands. */
export function whose(by: string): string {
  if (by === 'defaults') return 'the defaults';
  return by === 'traffic' ? 'learned from traffic' : by;
}
