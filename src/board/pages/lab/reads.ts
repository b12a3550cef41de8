/** What the rule lab asks the server for, and has it do. */
import type { LabRunView, LabRunWanted, LabShadowView, LabView } from '../../../contract/lab.js';
import type { RuleInForce, RuleMarks } from '../../../contract/rules.js';
import type { SettingsChange, SettingsSaved, SettingsView } from '../../../contract/settings.js';
import type { Page } from '../../../contract/session.js';
import { type Answer, call } from '../../net/api.js';

export const readLab = (): Promise<Answer<LabView>> => call('GET', 'lab');
export const readRun = (id: string): Promise<Answer<LabRunView>> => call('GET', `lab/runs/${encodeURIComponent(id)}`);
export const readShadow = (rule: string): Promise<Answer<LabShadowView>> => call('GET', `lab/shadows/${encodeURIComponent(rule)}`);
export const startRun = (wanted: LabRunWanted): Promise<Answer<LabRunView>> => call('POST', 'lab/runs', wanted);
export const cancelRun = (id: string): Promise<Answer<null>> => call('DELETE', `lab/runs/${encodeURIComponent(id)}`);
export const readSettings = (): Promise<Answer<SettingsView>> => call('GET', 'settings');
export const changeSettings = (base: string, changes: readonly SettingsChange[]): Promise<Answer<SettingsSaved>> => call('PATCH', 'settings', { base, changes });
export const readRules = (): Promise<Answer<Page<RuleInForce>>> => call('GET', 'rules');
/** Of the last four weeks, on a quarter-hour. */
export const readHitRates = (now: number): Promise<Answer<Page<RuleMarks>>> => call('GET', `rules/marks?from=${Math.floor(now / 900_000) * 900_000 - 28 * 86_400_000}`);
