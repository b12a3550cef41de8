import type { FindingLine, FindingPage, FindingTimeline, TroubleLine } from '../contract/findings.js';
import type { Page } from '../contract/session.js';
import type { EarshotEvent } from '../domain/event.js';
import type { Finding, FindingState } from '../domain/finding.js';
import { foldContact } from '../domain/fold/fold.js';
import { ok, refused } from '../domain/result.js';
import type { Result } from '../domain/result.js';
import type { Reader } from '../domain/reader.js';
import { seesFinding, settlesFinding } from '../views/findings.js';
import { timelineOf } from '../views/timeline.js';
import type { Findings } from './findings.js';
import { findingPage } from './page.js';
import { readNarrowed, readWord } from './requests.js';

/** Why a request has no answer. */
export interface FindingRefusal {
  readonly status: 400 | 403 | 404 | 409 | 503;
  readonly what: string;
  readonly do: string;
}
type Answer<Value> = Promise<Result<Value, FindingRefusal>>;

const MOST_LISTED = 500;
const MOST_TROUBLES = 200;
const order: readonly FindingState[] = ['open', 'acknowledged', 'in-hand', 'closed'];

/** Open ones first, of these the dearest first; then by when they closed. */
export async function listFindings(findings: Findings, query: Readonly<Record<string, unknown>>, reader: Reader): Answer<Page<FindingLine>> {
  const asked = readNarrowed(query, ['state', 'owner']);
  if (!asked.ok) return refused({ status: 400, what: 'The list cannot be narrowed so.', do: asked.reason });
  const { state, owner } = asked.value;
  if (!findings.isReady) return refused(notYet);
  const seen = findings.ledger.all.filter((finding) => seesFinding(reader, finding, findings.floor) && (state === undefined || finding.state === state) && (owner === undefined || finding.owner === owner));
  const lines = await Promise.all(seen.toSorted((a, b) => b.openedAt - a.openedAt).slice(0, MOST_LISTED).map((finding) => findings.lineOf(finding)));
  return ok({ items: lines.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (b.closedAt ?? 0) - (a.closedAt ?? 0) || b.lostMinutes - a.lostMinutes), next: null });
}

export async function listTroubles(findings: Findings, query: Readonly<Record<string, unknown>>, reader: Reader): Answer<Page<TroubleLine>> {
  const asked = readNarrowed(query, ['owner']);
  if (!asked.ok) return refused({ status: 400, what: 'The list cannot be narrowed so.', do: asked.reason });
  const seen = (await findings.troubles()).filter((each) => seesFinding(reader, each, findings.floor) && (asked.value.owner === undefined || each.owner === asked.value.owner));
  return ok({ items: seen.slice(0, MOST_TROUBLES).map(({ line }) => line), next: null });
}

export async function showFinding(findings: Findings, id: string, reader: Reader): Answer<FindingPage> {
  const finding = seenBy(findings, id, reader);
  return finding === undefined ? refused(findings.isReady ? notHere : notYet) : ok(await findingPage(findings, finding, settlesFinding(reader, finding)));
}

/** Durable before it is answered. */
export async function sayOfFinding(findings: Findings, id: string, is: string, body: unknown, reader: Reader): Answer<FindingPage> {
  const finding = seenBy(findings, id, reader);
  if (finding === undefined) return refused(findings.isReady ? notHere : notYet);
  if (!settlesFinding(reader, finding)) return refused({ status: 403, what: 'What is done about this finding is for its owner to say.', do: 'Ask its owner, or an administrator to give it to you.' });
  const now = findings.parts.clock.now();
  const word = readWord(is, body, now);
  if (!word.ok) return refused({ status: 400, what: 'This could not be read.', do: word.reason });
  const said = await findings.ledger.say(id, word.value, reader.who, now);
  if (said.ok) return ok(await findingPage(findings, said.value, true));
  const { reason, again } = said.reason;
  return refused(again ? { status: 503, what: reason, do: 'Send the same again in a moment.' } : { status: 409, what: reason, do: 'Load the finding again: it may have changed meanwhile.' });
}

/** A call that shows a finding, for whoever may see the finding: not who called, nor who answered. */
export async function showCall(findings: Findings, id: string, contact: string, reader: Reader): Answer<FindingTimeline> {
  const call = seenBy(findings, id, reader)?.sighting.evidence.find((each) => each.contact === contact);
  const { state, history } = findings.parts;
  const held = call === undefined ? undefined : state.contacts.get(contact)?.kept.events ?? (await history.contact(contact))?.events;
  if (call === undefined || held === undefined || held.length === 0) return refused({ ...notHere, what: 'This call does not belong to a finding that you may see, or is no longer kept.' });
  const events = withoutNames(held);
  return ok({ contact, because: call.because, timeline: timelineOf(foldContact(events), events, findings.floor).map(({ at, says }) => ({ at, says })) });
}

const notYet: FindingRefusal = { status: 503, what: 'The findings are being loaded.', do: 'Try again in a moment.' };
const notHere: FindingRefusal = { status: 404, what: 'There is no such finding, or it is not yours.', do: 'GET /api/v1/findings lists those that you may see.' };

function seenBy(findings: Findings, id: string, reader: Reader): Finding | undefined {
  const finding = findings.ledger.get(id);
  return finding !== undefined && seesFinding(reader, finding, findings.floor) ? finding : undefined;
}

/** A function mends causes; which colleague was on the call is none of them. */
function withoutNames(events: readonly EarshotEvent[]): EarshotEvent[] {
  const agents = new Map<string, string>();
  const nameless = (name: string): string => {
    const known = agents.get(name) ?? `agent ${agents.size + 1}`;
    agents.set(name, known);
    return known;
  };
  return events.map((event) => {
    const data = Object.fromEntries(Object.entries(event.data).map(([field, value]) => [field, (field === 'agent' || field === 'toAgent' || field === 'by') && typeof value === 'string' && !isParty(value) ? nameless(value) : value]));
    return { ...event, data } as EarshotEvent;
  });
}

/** Who ended something, where `by` says that. */
function isParty(by: string): boolean {
  return ['agent', 'customer', 'system', 'transfer', 'inferred'].includes(by);
}
