const KEY = 'earshot.menus-seen';
/** Versions come and go: only the newest are remembered. */
const MOST = 50;

/** Which worse versions of menus this browser's reader has put aside. */
export const seenMenus = {
  read(): readonly string[] {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
      return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : [];
    } catch {
      return [];
    }
  },
  write(seen: readonly string[]): void {
    try { localStorage.setItem(KEY, JSON.stringify(seen.slice(-MOST))); } catch { /* storage is switched off: it lasts as long as the page */ }
  },
};
