import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { unnamedFloor } from '../domain/floor.js';
import { floorDocument } from './floor-document.js';
import { parseFloor } from './floor-file.js';

const everything = `
zone: Europe/Berlin
country: DE
entries: { "+493012345": { name: Service line, calendar: weekdays, owner: service, promise: 24-hour service, promisedBy: service } }
nodes: { billing: { name: Billing, menu: main, owner: service, human: "0" } }
queues: { support: { name: Support, team: north, owner: service, calendar: weekdays, dayStartsAt: "06:15", answerWithin: 1.5m, shortAbandon: 500ms, serviceLevel: 33.3% } }
agents: { PJSIP/2001: { name: Alice, team: north, queues: [support] } }
teams: { north: {} }
sources: { pbx: { name: The PBX, silentAfter: 10m, calendar: weekdays } }
owners:
  service: { name: Service, email: s@example.com, person: { name: Maria, title: Head }, acknowledgeWithin: 36h, owns: [menus, "topic:router"], words: { menu-maze: going in circles }, minute: { costs: 0.7, currency: EUR }, weekly: mon 08:05 }
calendars: { weekdays: { hours: { mon: [08:00-12:30, 13:00-24:00], sun: [] }, holidays: [2026-12-25] } }
flags: { long-wait: { enabled: false, options: { after: 90 }, queues: { support: { after: 30 } }, shadow: { since: 2026-03-01T09:30:00Z, options: { after: 45 }, queues: { support: { after: 20 } } } } }
targets: { answerWithin: 1m }
directAnswers: exclude
alertBudget: 9
listedOut: [tel_a7]
surveys:
  company: Example
  sender: '+4930123456'
  allow: ['+49']
  hours: 10:00-19:30
  programmes:
    study: { kind: pulsed, questions: [ces-7], quota: 10, from: 2026-03-01, until: 2026-03-29, regions: ['+4930'] }
    after: { kind: persistent, share: 12.5%, questions: [resolved], later: { share: 20%, after: 90m } }
callbacks: { way: asterisk, callerId: '+4930123456', phones: { sue: PJSIP/2001 }, queues: { support: Local/600@q }, allow: ['+49'], hours: 10:00-18:00, attempts: 2, ring: 45s, context: out, exten: '00{digits}' }
returns: { within: 3d }
beliefs: { center: { csat: 85% }, queues: { support: { ease: 7% } }, owners: { service: { containment: 40% } } }
retention: { contacts: 60d, readings: 100d, numbers: 12h, refused: 7d, comments: 30d, findings: 200d }
webhooks: { pbx: { subject: { path: call }, events: [] } }
`;

test.each([
  ['a floor with everything', everything],
  ['the floor of the demo', readFileSync(new URL('../demo/floor.yaml', import.meta.url), 'utf8')],
  ['a trunk without a dialplan', 'callbacks: { way: asterisk, callerId: "+4930123456", phones: { sue: PJSIP/2001 }, allow: ["+49"], dial: "PJSIP/{number}@provider" }'],
  ['targets on their own', 'targets: { serviceLevel: 0.12345678901 }'],
])('%s, written down and read again, is the same', (_, text) => {
  const floor = parseFloor(text);
  if (!floor.ok) throw new Error(floor.reason);
  expect(parseFloor(stringify(floorDocument(floor.value)))).toEqual(floor);
});

test('nothing that a floor holds is left out but what traffic taught, which nobody writes', () => {
  const floor = parseFloor(everything);
  expect(floor.ok && Object.keys(floorDocument(floor.value)).toSorted()).toEqual(Object.keys(unnamedFloor).filter((name) => name !== 'learned').toSorted());
});

test('says nothing where nothing differs, and units as people write them', () => {
  expect(floorDocument(unnamedFloor)).toEqual({});
  expect(floorDocument({ ...unnamedFloor, queues: { a: { answerWithinMs: 90_000, serviceLevel: 0.75 } }, targets: { ...unnamedFloor.targets, shortAbandonMs: 0 } })).toEqual({
    queues: { a: { answerWithin: '90s', serviceLevel: '75%' } }, targets: { shortAbandon: '0s' },
  });
});
