import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { waysOf } from '../../domain/intended-menu.js';
import { readFreeswitchMenus } from './menu-file.js';

const bank = `<include>
  <!-- the bank's menus -->
  <menu name="bank_main" greet-long="say:Welcome" timeout="10000" max-failures="3" digit-len="4">
    <entry action="menu-sub" digits="1" param="bank_cards"/>
    <entry action="menu-exec-app" digits="0" param="callcenter support@default"/>
    <entry action="menu-exec-app" digits="3" param="transfer 9996 XML default"/>
    <entry action="menu-exec-app" digits="/^(10[01][0-9])$/" param="bridge user/$1"/>
    <entry action="menu-play-sound" digits="4" param="ivr/hours.wav"/>
  </menu>
  <menu name="bank_cards" greet-long="say:Cards">
    <entry action="menu-exec-app" digits="1" param="voicemail default $\${domain} 1000"/>
    <entry action="menu-back" digits="*"/>
    <entry action="menu-exit" digits="#"/>
  </menu>
</include>`;

test('reads menus as nodes, and where each key leads', () => {
  const read = readFreeswitchMenus(bank);
  expect(read.ok && waysOf(read.value).map(({ from, to, key, on }) => `${from} → ${to} ${key ?? on ?? ''}`.trim())).toEqual([
    'start → node:bank_main', 'node:bank_main → node:bank_cards 1', 'node:bank_main → queue:support 0', 'node:bank_main → elsewhere 3', 'node:bank_main → agent digits /^(10[01][0-9])$/',
    'node:bank_cards → done 1', 'node:bank_cards → node:bank_main *', 'node:bank_cards → elsewhere #',
  ]);
});

test.each([
  ['<menus>\n<menu name="a">\n<entry digits="1"/>\n</menu></menus>', ['line 3: <entry> has no action']],
  ['<menus><menu name="a">\n<entry action="menu-sub" digits="1" param="gone"/></menu></menus>', ['line 1, menu "a": there is no node "gone"']],
  ['<menus><menu name="a"/>\n<menu name="a"/></menus>', ['line 2: there is a menu "a" already']],
  ['<menus/>', ['There is no <menu> in it. It should be the <menus> of ivr.conf.xml.']],
])('says where a mistake is: %#', (text, problems) => {
  expect(readFreeswitchMenus(text)).toEqual({ ok: false, reason: problems });
});

test('says of broken XML in which line it breaks', () => {
  const read = readFreeswitchMenus('<menus>\n<menu name="a">\n</menus>');
  expect(read.ok ? [] : read.reason[0]).toMatch(/^line 3: it is no XML: /);
});

test('expands no entities of a file\'s own', () => {
  const read = readFreeswitchMenus('<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><menu name="&b;"/>');
  expect(read.ok).toBe(false);
});

test('whatever it is given, it answers with a menu or with what is wrong', () => {
  const piece = fc.constantFrom('<menu name="a">', '</menu>', '<entry action="menu-sub" digits="1" param="a"/>', '<entry action="menu-exec-app" digits="', '"', '&', '<', '>', '<!--', ']]>', '\u0000', 'x', '<menus>', '</menus>', ' ');
  fc.assert(fc.property(fc.oneof(fc.string(), fc.array(piece, { maxLength: 20 }).map((all) => all.join(''))), (text) => {
    const read = readFreeswitchMenus(text);
    if (read.ok) expect(waysOf(read.value).length).toBeGreaterThan(0);
    else expect(read.reason.length).toBeGreaterThan(0);
  }), { numRuns: 1_000 });
});
