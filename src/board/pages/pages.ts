import type { Component } from 'svelte';
import type { Role } from '../../contract/board.js';
import type { IconName } from '../parts/icons.js';

/** A page beside the live board: its line here gives it an address (`#/<id>`), a place in the head, and a script that is read when it is first opened. */
export interface BoardPage {
  readonly id: string;
  readonly title: string;
  readonly icon: IconName;
  /** Where the head has it. */
  readonly group: PageGroup;
  readonly roles: readonly Role[];
  /** Takes no properties; reads `usePage().route.place`. */
  readonly load: () => Promise<{ readonly default: Component }>;
}

/** `every day`: a link of its own in the head; the others lie beneath a word. */
export type PageGroup = 'every day' | (typeof pageGroups)[number]['id'];
export const pageGroups = [{ id: 'improve', title: 'Improve' }, { id: 'set up', title: 'Set up' }] as const;

/** In the order of the head. */
export const pages: readonly BoardPage[] = [
  { id: 'queues', title: 'Queues', icon: 'queue', group: 'every day', roles: ['admin', 'supervisor'], load: () => import('./queues/Queues.svelte') },
  { id: 'customers', title: 'Customers', icon: 'people', group: 'every day', roles: ['admin', 'supervisor'], load: () => import('./customers/Customers.svelte') },
  { id: 'flags', title: 'Flags', icon: 'alert', group: 'every day', roles: ['admin', 'supervisor'], load: () => import('./flags/Flags.svelte') },
  { id: 'history', title: 'History', icon: 'spike', group: 'every day', roles: ['admin', 'supervisor'], load: () => import('./history/History.svelte') },
  { id: 'menus', title: 'Menus', icon: 'menu', group: 'improve', roles: ['admin', 'supervisor'], load: () => import('./menus/Menus.svelte') },
  { id: 'voice', title: 'Voice', icon: 'voice', group: 'improve', roles: ['admin', 'supervisor'], load: () => import('./voice/Voice.svelte') },
  { id: 'findings', title: 'Findings', icon: 'note', group: 'improve', roles: ['admin', 'supervisor', 'owner'], load: () => import('./findings/Findings.svelte') },
  { id: 'minutes', title: 'Minutes', icon: 'wait', group: 'improve', roles: ['admin', 'supervisor', 'owner'], load: () => import('./minutes/Minutes.svelte') },
  { id: 'lab', title: 'Rule lab', icon: 'lab', group: 'set up', roles: ['admin', 'supervisor'], load: () => import('./lab/Lab.svelte') },
  { id: 'sources', title: 'Sources', icon: 'source', group: 'set up', roles: ['admin', 'supervisor'], load: () => import('./sources/SourcesPage.svelte') },
  { id: 'settings', title: 'Settings', icon: 'settings', group: 'set up', roles: ['admin'], load: () => import('./settings/Settings.svelte') },
];

export const pageOf = (id: string): BoardPage | undefined => pages.find((page) => page.id === id);

export const pagesOf = (role: Role): readonly BoardPage[] => pages.filter((page) => page.roles.includes(role));
