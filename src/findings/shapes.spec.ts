import { expect, test } from '@jest/globals';
import { bodyOf } from './shapes.js';
import type { Told } from './shapes.js';

const told: Told = {
  type: 'finding.opened', at: Date.UTC(2026, 10, 23, 9), id: 'f/1/opened/webhook', title: 'New finding: Smith & <Sons>', lines: ['24 of 60 callers.', '', 'Please look.'],
  link: 'https://earshot.example.com/#/findings/f', urgent: false, data: { finding: { id: 'f' } },
};
const url = 'https://example.com/rest/api/3/issue';
const bodyIn = (shape: 'standard' | 'slack' | 'jira' | 'servicenow', more: object = {}, at = url): unknown => JSON.parse(bodyOf({ url: at, shape, ...more }, told, at));

test('Standard Webhooks: type, time and everything in numbers', () => {
  expect(bodyIn('standard')).toEqual({ type: 'finding.opened', timestamp: '2026-11-23T09:00:00.000Z', data: { title: told.title, link: told.link, finding: { id: 'f' } } });
});

test('Slack: a message with a button, and none of its signs taken for markup', () => {
  expect(bodyIn('slack')).toEqual({
    text: 'New finding: Smith &amp; &lt;Sons&gt;',
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: '*New finding: Smith &amp; &lt;Sons&gt;*\n24 of 60 callers.\n\nPlease look.' } },
      { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Open the finding' }, url: told.link }] },
    ],
  });
});

test('Jira: an issue with a document, for version 2 with a text, and fields of one\'s own', () => {
  const text = (line: string) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] });
  expect(bodyIn('jira', { project: 'EXP', fields: { priority: { name: 'High' } } })).toEqual({ fields: {
    project: { key: 'EXP' }, issuetype: { name: 'Task' }, summary: told.title, labels: ['earshot'], priority: { name: 'High' },
    description: { type: 'doc', version: 1, content: [text('24 of 60 callers.'), text('Please look.'), { type: 'paragraph', content: [{ type: 'text', text: 'Open the finding', marks: [{ type: 'link', attrs: { href: told.link } }] }] }] },
  } });
  expect(bodyIn('jira', { project: 'EXP', issueType: 'Bug' }, 'https://jira.example.com/rest/api/2/issue')).toMatchObject({ fields: { issuetype: { name: 'Bug' }, description: `24 of 60 callers.\n\nPlease look.\n\n${told.link}` } });
});

test('ServiceNow: a record that can be found again', () => {
  expect(bodyIn('servicenow', { fields: { assignment_group: 'ivr' } })).toEqual({
    short_description: told.title, description: `24 of 60 callers.\n\nPlease look.\n\n${told.link}`, correlation_id: told.id, correlation_display: 'Earshot', urgency: '2', assignment_group: 'ivr',
  });
});

test('long titles are cut where a tool would refuse them', () => {
  const long = { ...told, title: 'x '.repeat(300) };
  const { short_description: short } = JSON.parse(bodyOf({ url, shape: 'servicenow' }, long, url)) as { short_description: string };
  const { fields } = JSON.parse(bodyOf({ url, shape: 'jira', project: 'E' }, long, url)) as { fields: { summary: string } };
  expect([short.length, fields.summary.length, short.endsWith('…')]).toEqual([160, 240, true]);
});
