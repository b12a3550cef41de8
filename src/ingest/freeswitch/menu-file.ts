import { SaxesParser } from 'saxes';
import type { IntendedMenu, IntendedNode, IntendedStep } from '../../domain/intended-menu.js';
import { problemsIn } from '../../domain/intended-menu.js';
import { ok, refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';

interface Entry {
  readonly action: string;
  readonly digits: string;
  readonly param: string;
  readonly line: number;
}

interface Menu {
  readonly name: string;
  readonly line: number;
  readonly entries: Entry[];
}

/**
 * FreeSWITCH's IVR menus (`ivr.conf.xml`, mod_dptools `ivr`): each `<menu>` is a node, each `<entry>` a key. Callers come in at the
 * first menu that no other leads to. Dialplan beyond a menu is not read: where a transfer leads is not known.
 */
export function readFreeswitchMenus(text: string): Result<IntendedMenu, readonly string[]> {
  const { menus, problems } = menusIn(text);
  if (problems.length > 0) return refused(problems);
  const subs = new Set(menus.flatMap(({ name, entries }) => entries.filter(({ action, param }) => action === 'menu-sub' && param !== name).map(({ param }) => param)));
  const start = menus.find(({ name }) => !subs.has(name)) ?? menus[0];
  if (!start) return refused(['There is no <menu> in it. It should be the <menus> of ivr.conf.xml.']);
  const twice = menus.filter(({ name }, place) => menus.findIndex((other) => other.name === name) !== place);
  if (twice.length > 0) return refused(twice.map(({ name, line }) => `line ${line}: there is a menu "${name}" already`));
  const menu = { start: start.name, nodes: Object.fromEntries(menus.map((each): [string, IntendedNode] => [each.name, { steps: each.entries.flatMap((entry) => stepsOf(entry, each, menus, start.name)) }])) };
  const lines = new Map(menus.map(({ name, line }) => [name, line]));
  const wrong = problemsIn(menu, (name) => `line ${lines.get(name) ?? 1}, menu "${name}"`);
  return wrong.length > 0 ? refused(wrong) : ok(menu);
}

/** Neither entities of its own nor other files are read. */
function menusIn(text: string): { readonly menus: readonly Menu[]; readonly problems: readonly string[] } {
  const menus: Menu[] = [];
  const problems: string[] = [];
  const parser = new SaxesParser();
  const within: string[] = [];
  const attribute = (attributes: Readonly<Record<string, string>>, name: string, element: string): string => {
    const value = attributes[name];
    if (value === undefined || value === '') problems.push(`line ${parser.line}: <${element}> has no ${name}`);
    return value ?? '';
  };
  parser.on('error', (error) => {
    if (problems.length < 20) problems.push(`line ${parser.line}: it is no XML: ${error.message.replace(/^\d+:\d+: /, '')}`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'menu') menus.push({ name: attribute(attributes, 'name', 'menu'), line: parser.line, entries: [] });
    const menu = menus.at(-1);
    if (name === 'entry' && within.includes('menu') && menu) {
      menu.entries.push({ action: attribute(attributes, 'action', 'entry'), digits: attribute(attributes, 'digits', 'entry'), param: attributes['param'] ?? '', line: parser.line });
    }
    within.push(name);
  });
  parser.on('closetag', () => void within.pop());
  parser.write(text).close();
  return { menus, problems: problems.slice(0, 20) };
}

function stepsOf({ action, digits, param }: Entry, menu: Menu, all: readonly Menu[], top: string): readonly IntendedStep[] {
  // A pattern takes an extension or an account number, no menu key.
  const by = /^[0-9A-D*#]+$/.test(digits) ? { key: digits } : { on: `digits ${digits.slice(0, 60)}` };
  switch (action) {
    case 'menu-sub': return [{ ...by, to: `node:${param}` }];
    case 'menu-top': return [{ ...by, to: `node:${top}` }];
    // Back to whichever menu led here.
    case 'menu-back': return all.filter(({ entries }) => entries.some((each) => each.action === 'menu-sub' && each.param === menu.name)).map(({ name }) => ({ ...by, to: `node:${name}` }));
    case 'menu-exit': return [{ ...by, to: 'elsewhere' }];
    case 'menu-exec-app': return [{ ...by, to: applicationOf(param) }];
    // Plays something and listens again: the caller stays.
    default: return [];
  }
}

/** What an application of the dialplan does with the caller. */
function applicationOf(param: string): string {
  const [application = '', first = ''] = param.trim().split(/\s+/);
  switch (application) {
    case 'callcenter': return first === '' || first.includes('$') ? 'queue:*' : `queue:${first.split('@')[0] ?? first}`;
    case 'fifo': return first === '' || first.includes('$') ? 'queue:*' : `queue:${first}`;
    case 'bridge': return 'agent';
    case 'voicemail': return 'done';
    case 'hangup': return 'end';
    default: return 'elsewhere';
  }
}
