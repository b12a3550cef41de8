import type { OwnerBeliefs } from '../../contract/voice.js';
import { believables, facts } from '../../domain/belief.js';
import type { Believable, Beliefs } from '../../domain/belief.js';
import { ownerIn } from '../../domain/owner.js';
import type { Reader } from '../../domain/reader.js';
import { ok, refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import { shareIn, shareText } from '../../domain/share-text.js';
import type { SettingsRefusal } from '../../ports/floor-desk.js';
import type { SettingsChange, SettingsSaved } from '../../contract/settings.js';
import { later, notHere, wrong } from '../answer.js';
import type { Answer } from '../answer.js';
import type { VoiceQuery } from '../parameters.js';
import type { ApiParts } from '../parts.js';
import { readQuarters } from '../readings/quarters.js';
import { toldRefusal } from '../settings.js';
import { askedOf } from './asked-of.js';
import { heldAgainst } from './beliefs.js';

/** Others may change other places meanwhile: then it is made again on what stands there. */
const TRIES = 5;
const AGAIN = 2_000;

/** What the functions expect whose beliefs the reader may write: an owner's own, all of them for an administrator. */
export async function listOwnersBeliefs(parts: ApiParts, query: VoiceQuery, reader: Reader): Promise<Answer<readonly OwnerBeliefs[]>> {
  const { floor } = parts.state;
  const owners = Object.keys(floor.owners).filter((owner) => mayWrite(reader, owner));
  return found(parts, query, owners.map((owner) => [owner, beliefsOf(floor.beliefs.owners, owner)]));
}

/** Durable, in the settings and in their log under the reader's name, before it is answered. Touches what this function expects and nothing else. */
export async function writeOwnerBeliefs(parts: ApiParts, owner: string, body: unknown, reader: Reader): Promise<Answer<OwnerBeliefs>> {
  if (!mayWrite(reader, owner) || ownerIn(parts.state.floor, owner) === undefined) {
    return notHere('There is no such function, or it is not yours.', 'GET /api/v1/beliefs/owners lists those whose beliefs you may write.');
  }
  const changes = changesIn(owner, body);
  if (!changes.ok) return changes;
  const saved = await savePatiently(parts, changes.value, reader.who);
  if (!saved.ok) return refusalFor(reader, saved.reason);
  const lines = await found(parts, {}, [[owner, writtenIn(saved.value, owner)]]);
  return lines.ok ? ok(lines.value[0] as OwnerBeliefs) : lines;
}

function mayWrite({ role, actsFor }: Reader, owner: string): boolean {
  return role === 'admin' || (role === 'owner' && actsFor === owner);
}

function beliefsOf(owners: Readonly<Record<string, Beliefs>> | undefined, owner: string): Beliefs {
  return owners !== undefined && Object.hasOwn(owners, owner) ? owners[owner] as Beliefs : {};
}

function changesIn(owner: string, body: unknown): Answer<readonly SettingsChange[]> {
  const advice = `Send JSON with one or more of ${believables.join(', ')}: {"csat": 0.85, "containment": null}, shares from 0 to 1; null: expected no more.`;
  if (typeof body !== 'object' || body === null || Array.isArray(body) || Object.keys(body).length === 0) return wrong('Nothing is said of what is expected.', advice);
  const given = Object.entries(body as Readonly<Record<string, unknown>>);
  const unknown = given.find(([what]) => !believables.some((each) => each === what));
  if (unknown !== undefined) return wrong(`Nothing can be expected of "${unknown[0].slice(0, 40)}".`, advice);
  const amiss = given.find(([, value]) => value !== null && !(typeof value === 'number' && value >= 0 && value <= 1));
  if (amiss !== undefined) return wrong(`What is expected of "${amiss[0]}" is no share from 0 to 1.`, advice);
  return ok(given.map(([what, value]) => ({ path: ['beliefs', 'owners', owner, what], value: value === null ? null : shareText(value as number) })));
}

async function savePatiently({ settings }: ApiParts, changes: readonly SettingsChange[], who: string): Promise<Result<SettingsSaved, SettingsRefusal>> {
  for (let tried = 1; ; tried += 1) {
    const read = await settings.read();
    if (!read.ok) return read;
    const saved = await settings.save({ is: 'changes', changes }, read.value.revision, who);
    if (saved.ok || saved.reason.is !== 'stale' || tried === TRIES) return saved;
  }
}

/** What hinders may name paths, and places of the settings that are no owner's to see. */
function refusalFor({ role }: Reader, reason: SettingsRefusal): Answer<never> {
  if (role === 'admin') return toldRefusal(reason);
  if (reason.is === 'away') return later('It is not known yet whether this was written down: the log does not answer.', reason.retryAfterMs ?? AGAIN);
  if (reason.is === 'stale') return refused({ status: 409, what: 'The settings are being changed by others.', do: 'Send the same again in a moment.' });
  return refused({ status: 409, what: 'The settings cannot be changed as they stand; nothing was written down.', do: 'Tell an administrator: the page Settings says what stands in the way.' });
}

/** As the settings have it now: what is live may lie a moment behind. */
function writtenIn({ settings: { document } }: SettingsSaved, owner: string): Beliefs {
  const { owners } = (document?.['beliefs'] ?? {}) as { readonly owners?: Readonly<Record<string, Readonly<Record<string, string | number>>>> };
  const written = owners !== undefined && Object.hasOwn(owners, owner) ? owners[owner] ?? {} : {};
  return Object.fromEntries(Object.entries(written).map(([what, value]) => [what, shareIn(value)]));
}

/** What is counted stands only beside what is expected: a belief is written down before it is looked at. */
async function found(parts: ApiParts, query: VoiceQuery, owners: readonly (readonly [string, Beliefs])[]): Promise<Answer<readonly OwnerBeliefs[]>> {
  const asked = askedOf(parts, query);
  if (!asked.ok) return asked;
  const { channel, window } = asked.value;
  const [quarters] = await readQuarters(parts, [[`${channel}/contacts`]], 'arrival', window);
  if (quarters === undefined) return ok([]);
  return ok(owners.map(([owner, beliefs]) => ({
    owner, name: ownerIn(parts.state.floor, owner)?.name ?? owner,
    lines: believables.map((what: Believable) => {
      const [expected, { title, metric }] = [beliefs[what], facts[what]];
      return { what, title, metric, expected: expected ?? null, found: expected === undefined ? null : heldAgainst(what, expected, quarters, asked.value) };
    }),
  })));
}
