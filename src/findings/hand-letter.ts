import { addressesOf, ownerIn } from '../domain/owner.js';
import { DAY } from '../domain/time.js';
import type { Handed, Letter } from '../ports/findings.js';
import { evidenceOf } from './evidence.js';
import type { Findings } from './findings.js';
import { bodyOf, textOf } from './shapes.js';
import type { Told } from './shapes.js';
import { findingTold, weekTold } from './telling.js';

/** Of a week, so many troubles are told with their calls: the rest is on the page. */
const IN_A_LETTER = 5;

/** Writes a letter as things stand now, and hands it to whoever carries it; undefined where there is nothing to tell any more. */
export async function handLetter(findings: Findings, letter: Letter): Promise<Handed | undefined> {
  let told: Told | undefined;
  try {
    told = letter.cause === 'week' ? await tellWeek(findings, letter) : await tellFinding(findings, letter, letter.cause);
  } catch (error) {
    return { is: 'busy', reason: `it could not be written: ${(error as Error).message}` };
  }
  return told === undefined ? undefined : post(findings, letter, told);
}

async function tellFinding(findings: Findings, letter: Letter, cause: Exclude<Letter['cause'], 'week'>): Promise<Told | undefined> {
  const finding = letter.finding === undefined ? undefined : findings.ledger.get(letter.finding);
  // Whoever owned it and no longer does has nothing to mend.
  if (finding === undefined || finding.owner !== letter.owner) return undefined;
  const { clock, publicUrl } = findings.parts;
  return findingTold({ finding, line: await findings.lineOf(finding), cause, letter: letter.id, floor: findings.floor, now: clock.now(), publicUrl });
}

async function tellWeek(findings: Findings, { id, owner }: Letter): Promise<Told> {
  const { clock, state, history, publicUrl } = findings.parts;
  const now = clock.now();
  const open = await Promise.all(findings.ledger.all.filter((finding) => finding.owner === owner && finding.state !== 'closed').map((finding) => findings.lineOf(finding)));
  const mine = (await findings.troubles()).filter((each) => each.owner === owner).slice(0, IN_A_LETTER);
  const troubles = await Promise.all(mine.map(async ({ subject, line }) => ({ ...line, calls: await evidenceOf({ state, history }, subject, now - 7 * DAY, now) })));
  return weekTold(id, open, troubles, findings.floor, now, publicUrl);
}

async function post({ parts, floor }: Findings, { id, via, owner }: Letter, told: Told): Promise<Handed> {
  const { couriers, webhooks } = parts;
  if (via === 'mail') {
    const to = addressesOf(ownerIn(floor, owner) ?? {});
    if (couriers.mail === undefined || to.length === 0) return { is: 'refused', reason: 'there is no address any more' };
    return couriers.mail({ id: Buffer.from(id).toString('base64url'), to, subject: told.title, text: textOf(told) });
  }
  const hook = Object.hasOwn(webhooks, owner) ? webhooks[owner] : undefined;
  if (hook === undefined) return { is: 'refused', reason: 'there is no webhook any more' };
  const { url, secret, authorization } = hook;
  return couriers.hook({ id, url, body: bodyOf(hook, told, url), ...(secret === undefined ? {} : { secret }), ...(authorization === undefined ? {} : { authorization }) });
}
