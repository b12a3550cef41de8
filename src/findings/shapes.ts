import type { OwnerWebhook } from '../domain/owner-webhook.js';
import type { Instant } from '../domain/time.js';

/** One letter, before it takes the shape of whoever gets it. */
export interface Told {
  /** `finding.opened`, `finding.closed`, `findings.week` */
  readonly type: string;
  readonly at: Instant;
  readonly id: string;
  readonly title: string;
  /** Plain sentences, one a line. */
  readonly lines: readonly string[];
  /** Its page; absent where nobody said under which address this server is reached. */
  readonly link?: string;
  readonly urgent: boolean;
  /** The same in numbers. */
  readonly data: unknown;
}

const LONGEST_SUMMARY = 240;
/** ServiceNow cuts a short description here. */
const LONGEST_SHORT = 160;

/** The body of the POST. */
export function bodyOf({ shape, project, issueType, fields }: OwnerWebhook, told: Told, url: string): string {
  switch (shape) {
    case 'standard':
      return JSON.stringify({ type: told.type, timestamp: new Date(told.at).toISOString(), data: { title: told.title, ...(told.link === undefined ? {} : { link: told.link }), ...(told.data as object) } });
    case 'slack':
      return JSON.stringify(slack(told));
    case 'jira':
      return JSON.stringify({ fields: {
        project: { key: project }, issuetype: { name: issueType ?? 'Task' }, summary: cut(told.title, LONGEST_SUMMARY), labels: ['earshot'],
        // Jira Cloud's version 3 takes a document, version 2 (and Data Center) a text.
        description: url.includes('/rest/api/2/') ? textOf(told) : documentOf(told), ...fields,
      } });
    case 'servicenow':
      return JSON.stringify({
        short_description: cut(told.title, LONGEST_SHORT), description: textOf(told), correlation_id: told.id.slice(0, 100), correlation_display: 'Earshot', urgency: told.urgent ? '1' : '2', ...fields,
      });
  }
}

export function textOf({ lines, link }: Pick<Told, 'lines' | 'link'>): string {
  return [...lines, ...(link === undefined ? [] : ['', link])].join('\n');
}

/** Text that stands for itself: Slack reads &, < and > as its own. */
function slack({ title, lines, link }: Told): object {
  const heading = `*${escaped(title)}*`;
  const text = [heading, ...lines.map(escaped)].join('\n').slice(0, 2_900);
  return {
    text: escaped(title),
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text } },
      ...(link === undefined ? [] : [{ type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Open the finding' }, url: link }] }]),
    ],
  };
}

function documentOf({ lines, link }: Told): object {
  const paragraph = (content: readonly object[]): object => ({ type: 'paragraph', content });
  return {
    type: 'doc', version: 1,
    content: [
      ...lines.filter((line) => line !== '').map((text) => paragraph([{ type: 'text', text }])),
      ...(link === undefined ? [] : [paragraph([{ type: 'text', text: 'Open the finding', marks: [{ type: 'link', attrs: { href: link } }] }])]),
    ],
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function cut(text: string, longest: number): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
