import type { Page } from '../page.svelte.js';

/** What a key does; spelled out on the help panel. */
export function onKey(page: Page, event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') return escape(page, event);
  if (event.target instanceof HTMLElement && event.target.closest('input, select, textarea') !== null) return;
  const act = acts[event.key];
  if (act === undefined || page.session.is !== 'somebody') return;
  event.preventDefault();
  act(page);
}

const acts: Readonly<Record<string, (page: Page) => void>> = {
  j: () => step(1),
  k: () => step(-1),
  '/': (page) => seek(page),
  '?': (page) => page.go({ panel: page.route.panel?.kind === 'help' ? null : { kind: 'help' } }),
  f: () => document.getElementById('filter-button')?.click(),
  v: () => document.getElementById('views-button')?.click(),
  w: (page) => page.go({ view: page.route.view === 'wall' ? 'live' : 'wall', place: null, panel: null }),
};

/** Esc closes the topmost thing: a popover closes by itself, then the search, then the panel, then the wall. */
function escape(page: Page, event: KeyboardEvent): void {
  if (document.querySelector(':popover-open') !== null || event.defaultPrevented) return;
  if (event.target instanceof HTMLInputElement && event.target.id === 'seek') {
    page.turn({ sought: '' });
    event.target.blur();
  } else if (page.route.panel !== null) page.go({ panel: page.list });
  else if (page.route.view === 'wall') page.go({ view: 'live' });
}

/** The next item of the list the reader is in; from elsewhere, the first of the lanes or of the feed. */
function step(by: 1 | -1): void {
  const here = document.activeElement?.closest('[data-item]') ?? document.querySelector('[data-item][aria-current="true"]');
  const list = here?.closest('[data-list]') ?? document.querySelector('[data-list="lanes"]') ?? document.querySelector('[data-list]');
  const items = [...(list?.querySelectorAll<HTMLElement>('[data-item]') ?? [])];
  const at = items.findIndex((item) => item === here);
  const next = items[at === -1 ? 0 : Math.min(items.length - 1, Math.max(0, at + by))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

function seek(page: Page): void {
  if (page.route.view !== 'live' || page.route.tab !== 'contacts') page.go({ view: 'live', place: null, tab: 'contacts' });
  requestAnimationFrame(() => setTimeout(() => document.getElementById('seek')?.focus(), 30));
}
