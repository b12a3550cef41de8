/** Turns to the other theme than the one in sight, and remembers it. */
export function changeTheme(): void {
  const root = document.documentElement;
  const dark = root.dataset.theme === 'dark' || (root.dataset.theme === undefined && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = dark ? 'light' : 'dark';
  try { localStorage.setItem('earshot.theme', root.dataset.theme); } catch { /* storage is switched off: it lasts as long as the page */ }
}
