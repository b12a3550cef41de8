import type { NamedId } from '../../../contract/board.js';
import type { CustomerLine, GlanceView } from '../../../contract/customers.js';
import { plural } from '../../text/number.js';

/** What the list is narrowed by; kept in the address. */
export type Ask = Readonly<Record<string, string>>;
export const choices = ['queue', 'reason', 'owner'] as const;
export type Choice = (typeof choices)[number];

export const viewOf = (ask: Ask): GlanceView => (ask['view'] === 'well' ? 'well' : 'need');

export function queryOf(ask: Ask): readonly string[] {
  return [`view=${viewOf(ask)}`, ...choices.flatMap((name) => (ask[name] === undefined ? [] : [`${name}=${encodeURIComponent(ask[name])}`]))];
}

/** The same with one thing chosen or, for '', no longer. */
export function choosing(ask: Ask, name: Choice | 'view', value: string): Ask {
  const rest = Object.fromEntries(Object.entries(ask).filter(([each]) => each !== name));
  return value === '' || (name === 'view' && value === 'need') ? rest : { ...rest, [name]: value };
}

/** What can be chosen grows with what was seen: a choice must not vanish because it was made. */
export function withSeen(seen: readonly NamedId[], lines: readonly CustomerLine[], of: (line: CustomerLine) => NamedId | undefined): readonly NamedId[] {
  const byId = new Map([...seen, ...lines.flatMap((line) => of(line) ?? [])].map((each) => [each.id, each]));
  if (byId.size === seen.length) return seen;
  return [...byId.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}

export function countSays(view: GlanceView, count: number, more: boolean): string {
  const words = more ? `The first ${count} customers` : plural(count, 'customer');
  return view === 'need' ? `${words} who ${count === 1 ? 'needs' : 'need'} someone, the most pressing first` : `${words} doing well, the clearest first`;
}
