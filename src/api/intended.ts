import { z } from 'zod';
import type { IntendedLine, IntendedVersionView, IntendedView } from '../contract/intended.js';
import type { Page } from '../contract/session.js';
import { stepsOf } from '../domain/menu-step.js';
import type { Reader } from '../domain/reader.js';
import { ok } from '../domain/result.js';
import { stepPrefix } from '../domain/step-key.js';
import type { IntendedVersion } from '../ports/intended-menus.js';
import { intendedCompared, intendedLine } from '../views/intended.js';
import type { Shown } from '../views/intended.js';
import { named } from '../views/names.js';
import { notHere, wrong } from './answer.js';
import type { Answer } from './answer.js';
import { given, pageOfContacts } from './contacts.js';
import { contactOf } from './known-contact.js';
import { channelOf, mayAsk, stepCountsOf } from './menus.js';
import type { MenusQuery } from './parameters.js';
import type { ApiParts } from './parts.js';

/** Calls shown for a line are among so many of the newest. */
const LOOKED = 400;
const MOST_VERSIONS = 200;
const file = z.strictObject({ text: z.string() });
/** What PostgreSQL takes in no text. */
// oxlint-disable-next-line no-control-regex
const UNKEPT = /[\0\ud800-\udfff]/gu;

const entryOf = (asked: string): string => (asked === 'none' ? '' : asked);

/** What was meant with a number's menu, beside what its callers did in the window. */
export async function readIntended(parts: ApiParts, asked: string, query: MenusQuery, reader: Reader): Promise<Answer<IntendedView>> {
  const window = mayAsk(parts, query, reader);
  if (!window.ok) return window;
  const { from, to } = window.value;
  const [channel, entry, { floor }] = [channelOf(query), entryOf(asked), parts.state];
  const newest = await parts.intended.menus.newest(entry);
  const told = { entry: entry === '' ? { id: '', name: 'no number' } : named(floor.entries, entry), window: { from, to } };
  if (newest === undefined || newest.meant === null) return ok({ ...told, current: null, compared: null });
  const counts = await stepCountsOf(parts, stepPrefix(channel, entry), window.value);
  const { items } = await pageOfContacts(parts, given({ from, to, channel, entry: entry === '' ? undefined : entry }), { limit: LOOKED }, reader);
  const shown = items.map((known): Shown => ({ id: known.id, steps: stepsOf(contactOf(known)) }));
  return ok({ ...told, current: intendedLine(newest), compared: intendedCompared(newest.meant.menu, counts, shown, floor) });
}

/** A file, read by what it looks like, becomes the newest version. */
export async function putIntended(parts: ApiParts, asked: string, body: unknown, { who }: Reader): Promise<Answer<IntendedLine>> {
  const read = file.safeParse(body);
  if (!read.success) return wrong('This is no file of a menu.', 'Send JSON: {"text": "…"}, the text of a Twilio Studio flow, of FreeSWITCH\'s ivr.conf.xml, of a spoken menu, or our own JSON.');
  const source = read.data.text.replace(UNKEPT, '\ufffd');
  const meant = parts.intended.read(source);
  if (!meant.ok) return wrong('The menu could not be read.', meant.reason.slice(0, 20).join('\n'));
  return ok(await kept(parts, entryOf(asked), meant.value, source, who));
}

export async function takeOutIntended(parts: ApiParts, asked: string, { who }: Reader): Promise<Answer<IntendedLine>> {
  const entry = entryOf(asked);
  const newest = await parts.intended.menus.newest(entry);
  return newest === undefined || newest.meant === null ? nothingMeant() : ok(await kept(parts, entry, null, '', who));
}

export async function listIntended(parts: ApiParts, asked: string): Promise<Page<IntendedLine>> {
  return { items: (await parts.intended.menus.versions(entryOf(asked), MOST_VERSIONS)).map(intendedLine), next: null };
}

export async function showIntended(parts: ApiParts, asked: string, version: string): Promise<Answer<IntendedVersionView>> {
  const found = await versionIn(parts, asked, version);
  return found === undefined ? noVersion(version) : ok({ ...intendedLine(found), source: found.source });
}

/** Back to an earlier one, as a new one. */
export async function restoreIntended(parts: ApiParts, asked: string, version: string, { who }: Reader): Promise<Answer<IntendedLine>> {
  const found = await versionIn(parts, asked, version);
  return found === undefined ? noVersion(version) : ok(await kept(parts, entryOf(asked), found.meant, found.source, who));
}

async function versionIn({ intended }: ApiParts, asked: string, version: string): Promise<(IntendedVersion & { readonly source: string }) | undefined> {
  return /^\d{1,9}$/.test(version) ? intended.menus.version(entryOf(asked), Number(version)) : undefined;
}

async function kept({ intended: { menus }, clock }: ApiParts, entry: string, meant: IntendedVersion['meant'], source: string, by: string): Promise<IntendedLine> {
  const version = await menus.add(entry, meant, source, by);
  return intendedLine({ version, at: clock.now(), by, meant });
}

const noVersion = (version: string): Answer<never> => notHere(`There is no version ${version.slice(0, 20)} of what was meant with this menu.`, 'GET …/intended/versions lists those that there are.');
const nothingMeant = (): Answer<never> => notHere('Nobody said what was meant with this menu.', 'PUT a file to give it one.');
