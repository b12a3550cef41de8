import type { IntendedLine, IntendedVersionView, IntendedView } from '../../../contract/intended.js';
import type { MenuLine, MenuView, Scorecard } from '../../../contract/menus.js';
import type { Page } from '../../../contract/session.js';
import { type Answer, call } from '../../net/api.js';

type Window = MenuView['window'];

export const readMenus = ({ from, to }: Window): Promise<Answer<Page<MenuLine>>> => call('GET', `menus?from=${from}&to=${to}`);
/** `entry`: empty where nobody told the number. */
export const readMenu = (entry: string, { from, to }: Window): Promise<Answer<MenuView>> => call('GET', `menus/${entry === '' ? 'none' : encodeURIComponent(entry)}?from=${from}&to=${to}`);
export const readScorecard = (entry: string, { from, to }: Window): Promise<Answer<Scorecard>> => call('GET', `menus/${entry === '' ? 'none' : encodeURIComponent(entry)}/scorecard?from=${from}&to=${to}`);

const intended = (entry: string): string => `menus/${entry === '' ? 'none' : encodeURIComponent(entry)}/intended`;
export const readIntended = (entry: string, { from, to }: Window): Promise<Answer<IntendedView>> => call('GET', `${intended(entry)}?from=${from}&to=${to}`);
export const putIntended = (entry: string, text: string): Promise<Answer<IntendedLine>> => call('PUT', intended(entry), { text });
export const takeOutIntended = (entry: string): Promise<Answer<IntendedLine>> => call('DELETE', intended(entry));
export const readIntendedVersions = (entry: string): Promise<Answer<Page<IntendedLine>>> => call('GET', `${intended(entry)}/versions`);
export const readIntendedVersion = (entry: string, version: number): Promise<Answer<IntendedVersionView>> => call('GET', `${intended(entry)}/versions/${version}`);
export const restoreIntended = (entry: string, version: number): Promise<Answer<IntendedLine>> => call('POST', `${intended(entry)}/versions/${version}/restore`);
