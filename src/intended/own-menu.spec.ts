import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { waysOf } from '../domain/intended-menu.js';
import { readIntended } from './read-intended.js';
import type { ReadMenu } from './read-intended.js';
import type { Result } from '../domain/result.js';

// What stands in them is read where their platform's words are.
const empty = { ok: true, value: { start: 'main', nodes: {} } } as const;
const read = (text: string): Result<ReadMenu, readonly string[]> => readIntended(text, { studioFlow: () => empty, freeswitchMenus: () => empty, voiceMenu: () => ({ ok: false, reason: ['a voice menu'] }) });
const readme = readFileSync(fileURLToPath(new URL('README.md', import.meta.url)), 'utf8');
const example = /```json\n(.*?)```/su.exec(readme)?.[1] ?? '';

test('reads the example of its page', () => {
  const menu = read(example);
  expect(menu.ok && [menu.value.format, waysOf(menu.value.menu).map(({ from, to, key, on }) => `${from} → ${to} ${key ?? on ?? ''}`.trim())]).toEqual(['earshot', [
    'start → node:main', 'node:main → agent 0', 'node:main → node:cards 1', 'node:main → queue:loans 2', 'node:main → node:cards “cards”', 'node:main → node:main silence', 'node:main → end not understood',
    'node:cards → queue:* 1', 'node:cards → done 2', 'node:cards → node:main *',
  ]]);
});

test('says where a mistake is', () => {
  expect(read('{"start":"main","nodes":{"main":{"keys":{"1":"gone","x":"main"}}}}')).toEqual({ ok: false, reason: ['nodes.main.keys.x: is no key of a telephone'] });
  expect(read('{"start":"main","nodes":{"main":{"keys":{"1":"gone"},"silence":"lost"}}}')).toEqual({ ok: false, reason: ['nodes.main.keys.1: there is no node "gone"', 'nodes.main.silence: there is no node "lost"'] });
  expect(read('{"start":"main","nodes":{"main":{"kees":{}}}}')).toMatchObject({ ok: false, reason: [expect.stringContaining('kees')] });
  expect(read('{"start":\n "main",,}')).toMatchObject({ ok: false, reason: [expect.stringMatching(/^It is neither XML nor JSON: .*position 18/)] });
  expect(read(' ')).toEqual({ ok: false, reason: ['There is nothing in it.'] });
  expect(read('[]')).toMatchObject({ ok: false, reason: [expect.stringMatching(/no menu/)] });
});

test('knows a spoken menu and a Studio flow by what they look like', () => {
  expect(read('{"start":"a","nodes":{"a":{"say":"Hello","options":{}}}}')).toEqual({ ok: false, reason: ['a voice menu'] });
  expect(read('{"initial_state":"a","states":[{"name":"a","type":"say-play"}]}')).toMatchObject({ ok: true, value: { format: 'twilio-studio' } });
  expect(read('\ufeff <menus><menu name="a"/></menus>')).toMatchObject({ ok: true, value: { format: 'freeswitch' } });
});

test('whatever it is given, it answers with a menu or with what is wrong', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.record({ start: fc.constantFrom('a', '__proto__'), nodes: fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), fc.record({ keys: fc.dictionary(fc.constantFrom('1', '*', 'y'), fc.constantFrom('a', 'queue', 'queue:', 'node:a', 'end')) })) }).map((each) => JSON.stringify(each))), (text) => {
    const menu = read(text);
    if (menu.ok) waysOf(menu.value.menu);
    else expect(menu.reason.length).toBeGreaterThan(0);
  }), { numRuns: 1_000 });
});
