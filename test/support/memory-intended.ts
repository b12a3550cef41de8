import type { Clock } from '../../src/ports/clock.js';
import type { IntendedMenus, IntendedVersion } from '../../src/ports/intended-menus.js';

/** Versions of what authors meant, in memory. */
export function memoryIntended(clock: Pick<Clock, 'now'>): IntendedMenus {
  const kept = new Map<string, (IntendedVersion & { readonly source: string })[]>();
  const of = (entry: string): (IntendedVersion & { readonly source: string })[] => kept.get(entry) ?? kept.set(entry, []).get(entry) ?? [];
  const withoutSource = ({ source: _, ...version }: IntendedVersion & { readonly source: string }): IntendedVersion => version;
  return {
    newest: async (entry) => of(entry).map(withoutSource).at(-1),
    versions: async (entry, limit) => of(entry).map(withoutSource).toReversed().slice(0, limit),
    version: async (entry, version) => of(entry).find((each) => each.version === version),
    add: async (entry, meant, source, by) => of(entry).push({ version: of(entry).length + 1, at: clock.now(), by, meant, source }),
  };
}
