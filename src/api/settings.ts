import { z } from 'zod';
import type { SettingsChecked, SettingsSaved, SettingsVersionLine, SettingsVersionView, SettingsView } from '../contract/settings.js';
import type { Page } from '../contract/session.js';
import type { Reader } from '../domain/reader.js';
import { ok, refused } from '../domain/result.js';
import type { Result } from '../domain/result.js';
import type { SettingsRefusal } from '../ports/floor-desk.js';
import { notHere, wrong } from './answer.js';
import type { Answer, Refusal } from './answer.js';
import { cursorOf } from './cursor.js';
import type { VersionsQuery } from './parameters.js';
import type { ApiParts } from './parts.js';

type Parts = Pick<ApiParts, 'settings'>;

const base = z.string().min(1).max(64);
const text = z.string().max(1_500_000);
const change = z.strictObject({ path: z.array(z.string().min(1).max(256)).min(1).max(8), value: z.unknown() }).transform(({ path, value }) => ({ path, value: value ?? null }));
const changes = z.array(change).min(1).max(5_000);
const whole = z.strictObject({ base, text });
const parts = z.strictObject({ base, changes });
const tried = z.union([z.strictObject({ text }), z.strictObject({ changes })]);
const back = z.strictObject({ base });

export async function showSettings({ settings }: Parts): Promise<Answer<SettingsView>> {
  return told(await settings.read());
}

export async function writeSettings({ settings }: Parts, body: unknown, { who }: Reader): Promise<Answer<SettingsSaved>> {
  const read = whole.safeParse(body);
  if (!read.success) return wrong('This is no text of settings.', 'Send JSON: {"base": "the revision it is based on", "text": "…"}, the text of at most 1.5 million characters.');
  return told(await settings.save({ is: 'text', text: read.data.text }, read.data.base, who));
}

export async function changeSettings({ settings }: Parts, body: unknown, { who }: Reader): Promise<Answer<SettingsSaved>> {
  const read = parts.safeParse(body);
  if (!read.success) return wrong('These are no changes of settings.', 'Send JSON: {"base": "the revision they are based on", "changes": [{"path": ["queues", "support", "name"], "value": "Support"}]}; null takes a place out.');
  return told(await settings.save({ is: 'changes', changes: read.data.changes }, read.data.base, who));
}

export async function checkSettings({ settings }: Parts, body: unknown): Promise<Answer<SettingsChecked>> {
  const read = tried.safeParse(body);
  if (!read.success) return wrong('There is nothing to check in this.', 'Send JSON: {"text": "…"} or {"changes": [{"path": ["queues", "support", "name"], "value": "Support"}]}.');
  return told(await settings.check('text' in read.data ? { is: 'text', text: read.data.text } : { is: 'changes', changes: read.data.changes }));
}

export async function listVersions({ settings }: Parts, { limit, cursor }: VersionsQuery): Promise<Page<SettingsVersionLine>> {
  const found = await settings.versions(limit + 1, cursor?.at);
  const last = found[limit - 1];
  return { items: found.slice(0, limit), next: found.length > limit && last !== undefined ? cursorOf({ at: last.version, id: '' }) : null };
}

export async function showVersion({ settings }: Parts, version: string): Promise<Answer<SettingsVersionView>> {
  const number = numberOf(version);
  return number === undefined ? noVersion(version) : told(await settings.version(number));
}

export async function restoreVersion({ settings }: Parts, version: string, body: unknown, { who }: Reader): Promise<Answer<SettingsSaved>> {
  const read = back.safeParse(body);
  if (!read.success) return wrong('It is not said on which settings this is based.', 'Send JSON: {"base": "the revision of the settings as they are now"}.');
  const number = numberOf(version);
  return number === undefined ? noVersion(version) : told(await settings.save({ is: 'version', version: number }, read.data.base, who));
}

function numberOf(version: string): number | undefined {
  return /^\d{1,15}$/.test(version) ? Number(version) : undefined;
}

function noVersion(version: string): Answer<never> {
  return notHere(`There is no version ${version.slice(0, 20)} of the settings.`, 'See /api/v1/settings/versions for those that there are.');
}

const statusOf: Readonly<Record<SettingsRefusal['is'], Refusal['status']>> = { stale: 409, 'not-writable': 409, mistakes: 400, 'not-here': 404, away: 503 };

function told<Value>(answer: Result<Value, SettingsRefusal>): Answer<Value> {
  return answer.ok ? ok(answer.value) : toldRefusal(answer.reason);
}

export function toldRefusal({ is, ...rest }: SettingsRefusal): Answer<never> {
  return refused({ status: statusOf[is], ...rest });
}
