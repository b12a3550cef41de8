import type { NewRefused, RefusedItem, RefusedItems } from '../../src/ports/refused.js';

/** The list of what was refused, without a database: bounded by nothing. */
export function memoryRefused(): RefusedItems & { readonly kept: Map<string, RefusedItem> } {
  const kept = new Map<string, RefusedItem>();
  const newest = (): RefusedItem[] => [...kept.values()].toSorted((a, b) => b.lastAt - a.lastAt || (a.id < b.id ? -1 : 1));
  return {
    kept,
    put: async (items, at) => {
      for (const item of items) {
        const id = idOf(item);
        const known = kept.get(id);
        kept.set(id, { ...item, id, firstAt: known?.firstAt ?? at, lastAt: at, times: (known?.times ?? 0) + 1 });
      }
    },
    list: async ({ source, before, limit }) => newest()
      .filter((item) => source === undefined || item.source === source)
      .filter(({ lastAt, id }) => before === undefined || lastAt < before.lastAt || (lastAt === before.lastAt && id > before.id)).slice(0, limit),
    find: async (id) => kept.get(id),
    note: async (id, reason, at) => {
      const known = kept.get(id);
      if (known) kept.set(id, { ...known, reason, lastAt: at });
    },
    remove: async (id) => kept.delete(id),
    reasons: async (most) => {
      const all = new Map<string, { source: string; reason: string; times: number; lastAt: number }>();
      for (const { source, reason, times, lastAt } of kept.values()) {
        const plain = reason.replaceAll(/\d+/g, '#');
        const known = all.get(`${source} ${plain}`);
        all.set(`${source} ${plain}`, { source, reason: plain, times: times + (known?.times ?? 0), lastAt: Math.max(lastAt, known?.lastAt ?? 0) });
      }
      const sorted = [...all.values()].toSorted((a, b) => (a.source < b.source ? -1 : a.source > b.source ? 1 : b.times - a.times || (a.reason < b.reason ? -1 : 1)));
      return sorted.filter(({ source }, place) => sorted.slice(0, place).filter((each) => each.source === source).length < most);
    },
    counts: async () => {
      const counts: Record<string, number> = {};
      for (const { source } of kept.values()) counts[source] = (counts[source] ?? 0) + 1;
      return counts;
    },
  };
}

function idOf({ source, adapter, sent, reason }: NewRefused): string {
  return JSON.stringify([source, adapter, sent ?? reason]);
}
