import type { FindingLine, TroubleLine } from '../contract/findings.js';
import type { ShareOf } from '../contract/surveys.js';
import type { Evidence, Finding } from '../domain/finding.js';
import type { Floor } from '../domain/floor.js';
import { shareOf } from '../domain/rate.js';
import type { Instant } from '../domain/time.js';
import type { LetterCause } from '../ports/findings.js';
import { whoIn } from '../views/trouble-words.js';
import type { Told } from './shapes.js';

export interface Telling {
  readonly finding: Finding;
  readonly line: FindingLine;
  readonly cause: Exclude<LetterCause, 'week'>;
  readonly letter: string;
  readonly floor: Floor;
  readonly now: Instant;
  readonly publicUrl: string | undefined;
}

const headings: Readonly<Record<Telling['cause'], string>> = {
  opened: 'New finding', reopened: 'It is back', assigned: 'A finding is yours now', overdue: 'Not acknowledged yet', closed: 'It has fallen',
};

/** One letter about one finding, in its owner's words and numbers. */
export function findingTold({ finding, line, cause, letter, floor, now, publicUrl }: Telling): Told {
  const link = linkTo(publicUrl, line.id);
  const when = (at: Instant): string => momentIn(floor.zone, at);
  return {
    type: `finding.${cause}`, at: now, id: letter, urgent: cause === 'overdue' || cause === 'reopened',
    title: `${headings[cause]}: ${line.title} – ${fallen(finding) ?? amount(line.share)}`,
    lines: [
      ...(line.owner?.person === undefined ? [] : [`For ${line.owner.person} (${line.owner.name})`, '']),
      numbersSentence(line, finding, when),
      ...lossSentences(line),
      ...closing(finding, cause, line, when),
      ...(cause === 'closed' ? [] : ['', ...calls(finding.sighting.evidence, when)]),
    ],
    ...(link === undefined ? {} : { link }),
    data: { finding: line, ...(cause === 'closed' ? {} : { calls: finding.sighting.evidence }) },
  };
}

/** The week of one owner: what is open, and what cost customers most, whether it is a finding or not. */
export function weekTold(letter: string, open: readonly FindingLine[], troubles: readonly (TroubleLine & { readonly calls: readonly Evidence[] })[], floor: Floor, now: Instant, publicUrl: string | undefined): Told {
  const link = linkTo(publicUrl, undefined);
  const extra = troubles.reduce((sum, { lostMinutes }) => sum + lostMinutes, 0);
  return {
    type: 'findings.week', at: now, id: letter, urgent: false,
    title: `Your week: ${extra} extra customer-minutes, ${open.length} ${open.length === 1 ? 'finding' : 'findings'} open`,
    lines: [
      ...open.map(({ title, share, state }) => `Open (${state}): ${title} – ${amount(share)}`),
      ...(open.length === 0 ? ['No finding of yours is open.'] : []),
      '', 'What cost your customers most in the last seven days:',
      ...troubles.flatMap(({ title, share, before, lostMinutes, calls: shown }) => [
        '', `${title}: ${amount(share)}, ${lostMinutes} minutes more than others needed; the week before ${amount(before)}.`,
        ...shown.map(({ at, because }) => `  ${momentIn(floor.zone, at)}  ${because}`),
      ]),
      ...(troubles.length === 0 ? ['Nothing was counted.'] : []),
    ],
    ...(link === undefined ? {} : { link }),
    data: { open, troubles },
  };
}

function numbersSentence({ share, usual, since }: FindingLine, { subject }: Finding, when: (at: Instant) => string): string {
  const sure = share.low === null ? '' : ` (95 %: ${percent(share.low)} to ${percent(share.high ?? 1)})`;
  const was = usual.value === null ? 'nothing to compare it with' : `in the same hours of the weeks before ${percent(usual.value)}`;
  return `${share.count} of ${share.of} ${whoIn(subject)} since ${when(since)}${share.value === null ? '' : `: ${percent(share.value)}`}${sure}; ${was}.`;
}

function lossSentences({ unhelpedMinutes, lostMinutes, cost }: FindingLine): string[] {
  if (unhelpedMinutes === 0) return [];
  const money = cost === undefined ? '' : `, about ${cost.amount} ${cost.currency}`;
  return [`They went ${unhelpedMinutes} minutes without help, ${lostMinutes} of them more than others needed${money}.`];
}

function closing({ closed, action }: Finding, cause: Telling['cause'], { acknowledgeBy }: FindingLine, when: (at: Instant) => string): string[] {
  if (cause === 'closed' && closed?.before !== undefined && closed.after !== undefined) {
    return [`Before: ${of(closed.before)}. Since ${action === undefined ? 'then' : when(action.since)}: ${of(closed.after)}. It reopens by itself when the rate returns.`];
  }
  if (cause === 'closed') return ['The promise is made no more.'];
  if (cause === 'overdue') return [`It was to be acknowledged by ${when(acknowledgeBy)}.`];
  return [`Please acknowledge it by ${when(acknowledgeBy)}, then say what causes it and what is done. It closes by itself when the rate has fallen.`];
}

function fallen({ closed }: Finding): string | undefined {
  return closed?.before === undefined || closed.after === undefined ? undefined : `from ${percent(shareOf(closed.before))} to ${percent(shareOf(closed.after))}`;
}

function calls(evidence: readonly Evidence[], when: (at: Instant) => string): string[] {
  return evidence.length === 0 ? [] : ['Calls that show it:', ...evidence.map(({ at, because, contact }) => `  ${when(at)}  ${because}  (${contact})`)];
}

function of({ hurt, of: all }: { readonly hurt: number; readonly of: number }): string {
  return `${hurt} of ${all}${all === 0 ? '' : ` (${percent(hurt / all)})`}`;
}

function amount({ count, of: all, value }: ShareOf): string {
  return `${count} of ${all}${value === null ? '' : ` (${percent(value)})`}`;
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}

/** "Mon 23 Nov 2026, 09:00" by the center's clock. */
export function momentIn(zone: string, at: Instant): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(at);
}

function linkTo(publicUrl: string | undefined, finding: string | undefined): string | undefined {
  return publicUrl === undefined ? undefined : `${publicUrl.replace(/\/+$/, '')}/#/findings${finding === undefined ? '' : `/${encodeURIComponent(finding)}`}`;
}
