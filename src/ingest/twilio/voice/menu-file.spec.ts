import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { humanKeyOf } from './menu.js';
import { readMenuFile } from './menu-file.js';

const file = readFileSync(new URL('example-menu.json', import.meta.url), 'utf8');
const example = JSON.parse(file) as { nodes: Record<string, { options: Record<string, object> }> } & Record<string, unknown>;
/** What is wrong with the example, changed so. */
const problemsOf = (change: (menu: typeof example) => void): readonly string[] => {
  const menu = structuredClone(example);
  change(menu);
  const read = readMenuFile(JSON.stringify(menu));
  return read.ok ? [] : read.reason;
};

test('reads the example, with how deep each node lies and the words of its options', () => {
  const read = readMenuFile(file);
  if (!read.ok) throw new Error(read.reason.join('\n'));
  const { nodes, texts, human } = read.value;
  expect(Object.entries(nodes).map(([name, { level, wait, tries }]) => [name, level, wait, tries])).toEqual([['main', 1, 5, 3], ['billing', 2, 5, 3]]);
  expect(nodes['main']?.options['1']).toEqual({ label: 'Billing', words: ['billing', 'bill', 'invoice'], go: { is: 'menu', node: 'billing' } });
  expect([texts.goodbye, human?.go]).toEqual(['Goodbye.', { is: 'queue', queue: 'sales' }]);
});

test('knows the key that reaches a person', () => {
  const read = readMenuFile(JSON.stringify({ ...example, human: undefined }));
  const whole = readMenuFile(file);
  if (!read.ok || !whole.ok) throw new Error('The example cannot be read.');
  expect([humanKeyOf(whole.value, whole.value.nodes['main']!), humanKeyOf(read.value, read.value.nodes['main']!)]).toEqual(['0', '2']);
});

describe('says what is wrong, where, and all of it together', () => {
  test('no JSON', () => expect(readMenuFile('{').ok).toBe(false));

  test.each<[string, (menu: typeof example) => void, readonly string[]]>([
    ['a start that is not there', (menu) => void (menu['start'] = 'begin'), ['start: there is no node begin']],
    ['a menu that is not there', (menu) => void (menu.nodes['main']!.options['1'] = { label: 'Bills', menu: 'bills' }), ['nodes.main.options.1: there is no node bills', 'nodes.billing: no option leads here']],
    ['two ways at once', (menu) => void (menu.nodes['main']!.options['2'] = { label: 'Sales', queue: 'sales', tell: 'Hello' }), ['nodes.main.options.2: must lead to exactly one of menu, queue, dial, voicemail, callback, tell']],
    ['no way', (menu) => void (menu.nodes['main']!.options['2'] = { label: 'Sales' }), ['nodes.main.options.2: must lead to exactly one of menu, queue, dial, voicemail, callback, tell']],
    ['a key that no telephone has', (menu) => void (menu.nodes['main']!.options['12'] = { label: 'Twelve', queue: 'sales' }), [expect.stringMatching(/^nodes\.main\.options/) as unknown as string]],
    ['a telephone that cannot be rung', (menu) => void (menu.nodes['main']!.options['2'] = { label: 'Shop', dial: '030123', agent: 'Shop' }), ['nodes.main.options.2.dial: must be +49301234567, client:alice or sip:…']],
    ['a word that means two things', (menu) => void (menu.nodes['main']!.options['2'] = { label: 'Bill', queue: 'sales' }), ['nodes.main.options.2: "bill" means 1 already']],
    ['a node with nothing to choose', (menu) => void (menu.nodes['billing']!.options = {}), ['nodes.billing.options: there is nothing to choose']],
    ['a field that is none', (menu) => void (menu['nodez'] = {}), [expect.stringContaining('nodez') as unknown as string]],
    ['a wait that ends nowhere', (menu) => void (menu['queues'] = { sales: { mostWait: 60 } }), ['queues.sales.mostWait: say in otherwise what comes then']],
    ['a queue after a queue', (menu) => void (menu['queues'] = { sales: { otherwise: { queue: 'billing' } } }), ['queues.sales.otherwise: a second queue would be another wait; offer voicemail or a call-back']],
  ])('%s', (_, change, problems) => {
    expect(problemsOf(change)).toEqual(problems);
  });
});
