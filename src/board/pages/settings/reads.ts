/** What the page of settings asks the server for, and has it do. */
import type { AuditLine } from '../../../contract/audit.js';
import type { RuleInForce } from '../../../contract/rules.js';
import type { Page } from '../../../contract/session.js';
import type { SettingsChange, SettingsChanges, SettingsChecked, SettingsSaved, SettingsText, SettingsVersionLine, SettingsVersionView, SettingsView, UnnamedView } from '../../../contract/settings.js';
import { type Answer, call } from '../../net/api.js';

export const readSettings = (): Promise<Answer<SettingsView>> => call('GET', 'settings');
export const readUnnamed = (): Promise<Answer<UnnamedView>> => call('GET', 'settings/unnamed');
export const readRules = (): Promise<Answer<Page<RuleInForce>>> => call('GET', 'rules');
export const changeSettings = (base: string, changes: readonly SettingsChange[]): Promise<Answer<SettingsSaved>> => call('PATCH', 'settings', { base, changes } satisfies SettingsChanges);
export const writeSettings = (base: string, text: string): Promise<Answer<SettingsSaved>> => call('PUT', 'settings', { base, text } satisfies SettingsText);
export const checkChanges = (changes: readonly SettingsChange[]): Promise<Answer<SettingsChecked>> => call('POST', 'settings/check', { changes });
export const checkText = (text: string): Promise<Answer<SettingsChecked>> => call('POST', 'settings/check', { text });
export const readVersions = (cursor: string | null): Promise<Answer<Page<SettingsVersionLine>>> => call('GET', `settings/versions${cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`}`);
export const readAudit = (by: { readonly what: string; readonly who: string }, cursor: string | null): Promise<Answer<Page<AuditLine>>> =>
  call('GET', `audit?${new URLSearchParams(Object.entries({ ...by, cursor: cursor ?? '' }).filter(([, value]) => value !== '')).toString()}`);
export const readVersion = (version: number): Promise<Answer<SettingsVersionView>> => call('GET', `settings/versions/${version}`);
export const restoreVersion = (version: number, base: string): Promise<Answer<SettingsSaved>> => call('POST', `settings/versions/${version}/restore`, { base });
