import { describe, expect, test } from '@jest/globals';
import { detectors } from '../detectors/index.js';
import { DAY } from '../domain/time.js';
import { parseFloor } from './floor-file.js';
import { ownerProblems } from './owner-problems.js';
import { readSettings, WrongSettings } from './settings.js';

describe('the section owners', () => {
  const read = (text: string) => parseFloor(`owners: ${text}`);

  test('says who is told what, and who answers for it', () => {
    const floor = read(`{ menu: { name: Menu design, email: menu@example.com, person: { name: Maria Weiss, title: Head of self-service }, acknowledgeWithin: 3d,
      owns: [menus, 'blocked:product', 'topic:Router'], words: { menu-maze: Circles }, minute: { costs: 0.5, currency: EUR }, weekly: mon 08:30 } }`);
    expect(floor.ok && floor.value.owners).toEqual({ menu: {
      name: 'Menu design', email: 'menu@example.com', person: { name: 'Maria Weiss', title: 'Head of self-service' }, acknowledgeWithinMs: 3 * DAY,
      owns: ['menus', 'blocked:product', 'topic:router'], words: { 'menu-maze': 'Circles' }, minute: { costs: 0.5, currency: 'EUR' }, weekly: { weekday: 1, minute: 510 },
    } });
  });

  test('tells every mistake with its place', () => {
    const floor = read('{ menu: { owns: [blocked:laziness], weekly: monday, acknowledgeWithin: 5m, minute: { costs: 1, currency: euro } } }');
    expect(floor.ok ? '' : floor.reason).toMatch(/owns\.0: is none of menus.*weekly: is no time of the week|acknowledgeWithin: is less than an hour/s);
  });

  test('a promise names who made it', () => {
    const floor = parseFloor('{ entries: { "+4930": { promise: 24-hour service, promisedBy: marketting } }, owners: { marketing: {} } }');
    expect(floor.ok ? '' : floor.reason).toBe('entries.+4930.promisedBy: there is no owner "marketting" in this file; did you mean "marketing"?');
  });

  test('claims and words name rules that there are', () => {
    expect(ownerProblems({ menu: { owns: ['rule:menu-mase', 'menus'], words: { 'long-wate': 'x', 'blocked:policy': 'y' } } }, detectors)).toEqual([
      'owners.menu.owns: there is no rule "menu-mase"; did you mean "menu-maze"?', 'owners.menu.words: there is no rule "long-wate"; did you mean "long-wait"?',
    ]);
  });
});

describe('where findings are sent', () => {
  const problemsOf = (environment: Readonly<Record<string, string>>): readonly string[] => {
    try {
      readSettings(environment);
      return [];
    } catch (error) {
      return (error as WrongSettings).problems;
    }
  };
  const secret = `whsec_${'A'.repeat(32)}`;

  test('webhooks by owner, networks of one\'s own, and a mail server with a sender', () => {
    expect(readSettings({
      EARSHOT_FINDINGS_WEBHOOKS: `menu: { url: 'https://x.example', secret: ${secret} }\nit: { url: 'https://hooks.slack.com/x', shape: slack }`,
      EARSHOT_WEBHOOK_NETWORKS: '10.1.2.0/24, fd00::/8,10.9.0.7', EARSHOT_SMTP_URL: 'smtps://mail.example.com', EARSHOT_MAIL_FROM: 'Earshot <e@example.com>',
    })).toMatchObject({
      ownerWebhooks: { menu: { shape: 'standard', secret }, it: { shape: 'slack' } }, smtp: { url: 'smtps://mail.example.com', from: 'Earshot <e@example.com>' },
      webhookNetworks: [{ address: '10.1.2.0', prefix: 24, family: 'ipv4' }, { address: 'fd00::', prefix: 8, family: 'ipv6' }, { address: '10.9.0.7', prefix: 32, family: 'ipv4' }],
    });
  });

  test('mistakes are told, and no secret with them', () => {
    const problems = problemsOf({ EARSHOT_FINDINGS_WEBHOOKS: `menu: { url: 'http://x.example', secret: 'whsec_private' }\njira: { url: 'https://x.example', shape: jira }`, EARSHOT_MAIL_FROM: 'e@example.com', EARSHOT_WEBHOOK_NETWORKS: '10.1.2.0/33' });
    expect(problems).toEqual([
      'EARSHOT_FINDINGS_WEBHOOKS has mistakes: menu.url: is no address that begins with https://; menu.secret: is no secret of Standard Webhooks, which is whsec_ and at least 24 bytes in base64; jira.project: is missing: the key of the project in which issues are made.',
      'EARSHOT_WEBHOOK_NETWORKS is no list of networks such as 10.1.2.0/24, 10.9.0.7: 10.1.2.0/33.',
      'EARSHOT_MAIL_FROM is set, and EARSHOT_SMTP_URL is not: no mail server is known. Set both.',
    ]);
  });
});
