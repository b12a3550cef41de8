import type { LabShadowView } from '../contract/lab.js';
import { lastQueueOf } from '../domain/contact.js';
import type { Flag } from '../domain/flag.js';
import { flagKey } from '../domain/flag.js';
import type { ShadowSettings } from '../domain/floor.js';
import { aftermathOf } from '../domain/lab/shown.js';
import { emptyTally, resultOf, tallyContact } from '../domain/lab/tally.js';
import type { JudgedContact } from '../domain/lab/tally.js';
import { ok } from '../domain/result.js';
import { DAY } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { dayStart } from '../domain/zone.js';
import { notHere } from './answer.js';
import type { Answer } from './answer.js';
import { heldFlags } from './flags.js';
import { contactOf, flagsOn, journeysOf } from './known-contact.js';
import type { KnownContact } from './known-contact.js';
import type { ApiParts } from './parts.js';

/** Flags of each side: beyond that the newest. */
const MOST = 5_000;
/** A page of flags, and of contacts. */
const PAGE = 500;

/** What a draft in shadow and the rule in force have raised since the draft began, contact by contact. */
export async function shadowOf(parts: ApiParts, rule: string): Promise<Answer<LabShadowView>> {
  const { state, clock } = parts;
  const shadow = Object.hasOwn(state.floor.flags, rule) ? state.floor.flags[rule]?.shadow : undefined;
  if (shadow === undefined) return notHere('No draft of this rule runs in shadow.', 'Begin one: "shadow" at the rule in the settings, or in the rule lab.');
  const draft = newest(await shadowFlags(parts, rule, shadow));
  const inForce = newest(await flagsInForce(parts, rule, shadow));
  const pairs = pairsOf(parts, inForce.flags, draft.flags, shadow);
  const tally = emptyTally();
  for (const judged of await judge(parts, rule, pairs)) {
    // Of a contact that was under way already the draft has missed what came before: it would seem to flag less, or later, than it does.
    if (judged.startedAt >= shadow.since) tallyContact(tally, judged);
  }
  return ok({ rule, draft: shadow, now: clock.now(), result: resultOf(tally, []), cut: draft.cut || inForce.cut });
}

/** Said by this draft. What was so already when it began, it says as soon as it is asked. */
async function shadowFlags({ lab, state }: ApiParts, rule: string, { since }: ShadowSettings): Promise<readonly Flag[]> {
  const flags = new Map((await lab.shadows.of(rule, since, MOST + 1)).map((flag) => [flagKey(flag), flag]));
  const held = [...[...state.contacts.values()].flatMap(({ shadow }) => shadow?.flags ?? []), ...[...state.journeys.values(), ...state.cohorts.values()].flatMap(({ shadow }) => shadow ?? [])];
  for (const flag of held) if (flag.rule === rule) flags.set(flagKey(flag), flag);
  return [...flags.values()].filter((flag) => flag.raisedAt >= since);
}

/** What stood when the draft began is among them where it is about all callers together: both see it go on. */
async function flagsInForce(parts: ApiParts, rule: string, { since }: ShadowSettings): Promise<readonly Flag[]> {
  const flags = new Map<string, Flag>();
  for (let after: { readonly at: Instant; readonly id: string } | undefined; flags.size <= MOST;) {
    const page = await parts.history.flags({ rule, from: since - DAY }, { limit: PAGE, ...(after === undefined ? {} : { after }) });
    for (const flag of page) flags.set(flagKey(flag), flag);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) break;
    after = { at: last.since, id: flagKey(last) };
  }
  for (const [key, flag] of heldFlags(parts)) if (flag.rule === rule) flags.set(key, flag);
  return [...flags.values()].filter((flag) => flag.since >= since || (flag.of === 'cohort' && (flag.retractedAt ?? flag.until ?? Infinity) > since));
}

function newest(flags: readonly Flag[]): { readonly flags: readonly Flag[]; readonly cut: boolean } {
  return { flags: flags.toSorted((a, b) => b.since - a.since).slice(0, MOST), cut: flags.length > MOST };
}

interface Pair {
  readonly contact: string;
  readonly isCohort: boolean;
  readonly since: Instant;
  readonly inForce: Flag[];
  readonly draft: Flag[];
}

/** By contact; what is said of all callers together by cohort and day: two drafts see the same trouble begin at other moments. */
function pairsOf({ state }: ApiParts, inForce: readonly Flag[], draft: readonly Flag[], { since: begun }: ShadowSettings): readonly Pair[] {
  const pairs = new Map<string, Pair>();
  const put = (flag: Flag, side: 'inForce' | 'draft'): void => {
    const since = Math.max(begun, flag.since);
    const key = flag.of === undefined ? flag.contact : `${flag.contact} ${dayStart(state.floor.zone, since)}`;
    let pair = pairs.get(key);
    if (!pair) pairs.set(key, pair = { contact: flag.contact, isCohort: flag.of !== undefined, since, inForce: [], draft: [] });
    pair[side].push(flag);
  };
  for (const flag of inForce) put(flag, 'inForce');
  for (const flag of draft) put(flag, 'draft');
  return [...pairs.values()];
}

async function judge(parts: ApiParts, rule: string, pairs: readonly Pair[]): Promise<readonly JudgedContact[]> {
  const { state, store, clock } = parts;
  const judged: JudgedContact[] = pairs.filter(({ isCohort }) => isCohort).map(({ contact, since, inForce, draft }) => ({
    id: `${contact} ${since}`, startedAt: since, day: dayStart(state.floor.zone, since), queue: [...draft, ...inForce][0]?.place.queue ?? null, inForce, draft, others: [], mark: undefined, aftermath: { shown: [], isKnown: false },
  }));
  const ofContacts = pairs.filter(({ isCohort }) => !isCohort);
  for (let at = 0; at < ofContacts.length; at += PAGE) {
    const page = ofContacts.slice(at, at + PAGE);
    const rows = await store.contacts(page.flatMap(({ contact }) => (state.contacts.has(contact) ? [] : [contact])));
    const known = new Map<string, KnownContact>(rows.map((row) => [row.id, row as KnownContact]));
    for (const { contact } of page) { const held = state.contacts.get(contact); if (held) known.set(contact, held); }
    const journeys = await journeysOf(parts, [...known.values()].map(({ summary }) => summary.customer));
    for (const { contact: id, inForce, draft } of page) {
      const each = known.get(id);
      if (!each) continue;
      const { summary } = each;
      const journey = summary.customer === undefined ? undefined : journeys.get(summary.customer);
      const contact = contactOf(each);
      judged.push({
        id, startedAt: summary.startedAt, day: dayStart(state.floor.zone, summary.startedAt), queue: lastQueueOf(contact) ?? null, inForce, draft,
        others: [...new Set(flagsOn(each, journey).flatMap((flag) => (flag.retractedAt === undefined && flag.rule !== rule ? [flag.rule] : [])))],
        mark: contact.marks.find((mark) => mark.rule === rule)?.mark, aftermath: aftermathOf(contact, summary, journey, state.floor, clock.now()),
      });
    }
  }
  return judged;
}
