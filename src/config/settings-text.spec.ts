import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { changesBetween, withChanges } from './document-changes.js';
import { lineOf, parseText } from './parsed-text.js';
import { editText } from './settings-text.js';

const file = `# The floor of the bank.
zone: Europe/Berlin   # days begin here

queues:
  support: { name: Support,  team: north }   # the big one
  # opened in May
  billing:
    name: "Billing"
    answerWithin: 20s
teams: { north: { name: Team North } }
flags:
  long-wait: { options: { after: 90 } } # agreed with Ann
`;

function edited(text: string, ...edits: readonly [path: string, after: unknown][]): string {
  const done = editText(text, edits.map(([path, after]) => ({ path: path.split('.'), after })));
  return done.ok ? done.value : `refused: ${done.reason}`;
}

test('a value is replaced where it stands, and no other character changes', () => {
  expect(edited(file, ['queues.support.name', 'Help: desk'])).toBe(file.replace('name: Support,', 'name: "Help: desk",'));
  expect(edited(file, ['queues.billing.name', 'Bills'], ['flags.long-wait.options.after', 120])).toBe(file.replace('"Billing"', 'Bills').replace('after: 90', 'after: 120'));
});

test('what is new is written as its neighbours are, and every comment stays', () => {
  const text = 'queues: # all of them\n  a: { name: A } # first\nnodes: {}\n';
  expect(edited(text, ['queues.b.name', 'B'], ['nodes.main.name', 'Main menu'], ['agents.ann.queues', ['a', 'b']])).toBe(
    'queues:\n  # all of them\n  a: { name: A } # first\n  b: { name: B }\nnodes: { main: { name: Main menu } }\nagents:\n  ann:\n    queues: [ a, b ]\n');
});

test('begins a document, and keeps what was written above nothing', () => {
  expect([edited('', ['queues.a.name', 'A']), edited('# ours\n', ['zone', 'UTC'])]).toEqual(['queues:\n  a:\n    name: A\n', '# ours\n\nzone: UTC\n']);
});

test('a reset option takes its empty rule along, an emptied team stays one', () => {
  expect(parsed(edited(file, ['flags.long-wait.options.after', undefined], ['teams.north.name', undefined]))).toEqual({
    zone: 'Europe/Berlin', queues: { support: { name: 'Support', team: 'north' }, billing: { name: 'Billing', answerWithin: '20s' } }, teams: { north: {} },
  });
});

test('an owner of whom nobody is said to answer any more has no empty person left', () => {
  expect(parsed(edited('owners: { menus: { person: { name: Ann } } }', ['owners.menus.person.name', undefined]))).toEqual({ owners: { menus: {} } });
});

test('keeps the line ends of Windows', () => {
  expect(edited('queues:\r\n  a: {}\r\n', ['queues.a.name', 'A'])).toBe('queues:\r\n  a: { name: A }\r\n');
});

test('refuses what would change in two places, and a path through a value', () => {
  const shared = 'queues:\n  a: &one { name: A }\n  b: *one\n';
  expect([edited(shared, ['queues.a.name', 'X']), edited(shared, ['queues.b.name', 'X']), edited(shared, ['queues.b.name', undefined]), edited('zone: UTC', ['zone.city.name', 'X']), edited('zone: [', ['zone', 'UTC'])]).toEqual([
    'refused: a value that is shared by an anchor (&) would change elsewhere too; change it as text',
    expect.stringContaining('no plain section; change it as text'), expect.stringContaining('no plain section; change it as text'), expect.stringContaining('no plain section; change it as text'),
    'refused: the settings are not valid YAML now; correct them as text first',
  ]);
});

test('says where something stands, or what is around it', () => {
  expect([['queues', 'billing', 'answerWithin'], ['queues', 'support', 'team'], ['queues', 'support', 'calendar'], ['colour']].map((path) => lineOf(parseText(file), path))).toEqual([9, 5, 5, undefined]);
});

test('tells the line of what is no YAML', () => {
  expect([parseText('queues:\n  a: {}\n  a: {}\n').problems, parseText('queues: [\n').problems[0]?.line, parseText('a: *b\n').problems]).toEqual([
    [{ line: 3, says: '"a" stands there twice' }], 2, [{ line: 1, says: 'is not valid YAML: Unresolved alias (the anchor must be set before the alias): b' }],
  ]);
});

const id = fc.oneof(fc.constantFrom('support', '+4930123', '017', 'PJSIP/2001', 'true', 'a.b', '#1', 'x: y', '__proto__', 'constructor'), fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).filter((text) => text.trim() === text && text !== ''));
const name = fc.oneof(fc.string({ maxLength: 30, unit: 'grapheme' }), fc.constantFrom('null', '20s', '# no comment', '- x', '"', "it's", 'a, b', '{', '80%', '1e3', ' led', 'two\nlines'));
const members = fc.dictionary(id, fc.record({ name, team: id }, { requiredKeys: [], noNullPrototype: true }), { maxKeys: 4, noNullPrototype: true });
const floors = fc.record({ queues: members, nodes: members, agents: members }, { requiredKeys: ['queues'], noNullPrototype: true });
const style = fc.constantFrom('flow', 'block', 'any') as fc.Arbitrary<'flow' | 'block' | 'any'>;

test('naming one thing never changes another, whatever stands there and however it is written', () => {
  fc.assert(fc.property(floors, style, fc.constantFrom('queues', 'nodes', 'agents'), id, name, (floor, collectionStyle, section, member, called) => {
    const text = `# above\n${stringify(floor, { collectionStyle })}# below\n`;
    const done = editText(text, [{ path: [section, member, 'name'], after: called }]);
    if (!done.ok) throw new Error(`${done.reason}: ${text}`);
    expect(parsed(done.value)).toEqual(withChanges(floor, [{ path: [section, member, 'name'], after: called }]));
    expect([done.value.includes('# above'), done.value.includes('# below')]).toEqual([true, true]);
  }), { numRuns: 300 });
});

test('the changes between two documents make one out of the other', () => {
  fc.assert(fc.property(floors, floors, style, (before, after, collectionStyle) => {
    const text = stringify(before, { collectionStyle });
    const done = editText(text, changesBetween(before, after));
    expect(done.ok && parsed(done.value)).toEqual(after);
  }), { numRuns: 200 });
});

function parsed(text: string): unknown {
  const { value, problems } = parseText(text);
  return problems.length === 0 ? value : problems;
}
