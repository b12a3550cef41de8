import type { MenuVersionChange } from '../../contract/menus.js';
import { duration } from './duration.js';

const words: Readonly<Record<MenuVersionChange['what'], string>> = {
  'hung-up': 'hang up', again: 'come back to a node', reached: 'reach somebody', 'zero-out': 'ask for a person', 'to-human': 'median time to a person',
};

/** "hang up 5 % → 15 %" */
export function changeText({ what, from, to }: MenuVersionChange): string {
  const amount = (of: number): string => (what === 'to-human' ? duration(of) : `${Math.round(of * 100)} %`);
  return `${words[what]} ${amount(from)} → ${amount(to)}`;
}
