import type { Going, VoiceMenu } from './menu.js';

/** What leads nowhere, and what nobody can come to. */
export function wrongTargets(menu: VoiceMenu): readonly string[] {
  const problems: string[] = [];
  const nodes = Object.entries(menu.nodes);
  if (menu.nodes[menu.start] === undefined) return [`start: there is no node ${menu.start}`];
  for (const [at, go] of goingsOf(menu)) {
    const target = go.is === 'menu' ? go.node : go.is === 'tell' ? go.back : undefined;
    if (target !== undefined && menu.nodes[target] === undefined) problems.push(`${at}: there is no node ${target}`);
    if (go.is === 'dial' && go.otherwise?.is === 'dial') problems.push(`${at}.otherwise: a second telephone is not rung; send the caller to a queue or to voicemail`);
  }
  for (const [name, { level, options }] of nodes) {
    if (level === 0) problems.push(`nodes.${name}: no option leads here`);
    if (Object.keys(options).length === 0) problems.push(`nodes.${name}.options: there is nothing to choose`);
    problems.push(...sameWords(name, menu));
  }
  for (const [name, { mostWait, otherwise }] of Object.entries(menu.queues)) {
    if (mostWait !== undefined && otherwise === undefined) problems.push(`queues.${name}.mostWait: say in otherwise what comes then`);
    if (otherwise?.is === 'queue') problems.push(`queues.${name}.otherwise: a second queue would be another wait; offer voicemail or a call-back`);
  }
  return problems;
}

function sameWords(name: string, menu: VoiceMenu): readonly string[] {
  const heard = new Map<string, string>();
  return Object.entries(menu.nodes[name]?.options ?? {}).flatMap(([key, { words }]) => words.flatMap((word) => {
    const other = heard.get(word);
    heard.set(word, key);
    return other === undefined ? [] : [`nodes.${name}.options.${key}: "${word}" means ${other} already`];
  }));
}

type Placed = readonly [at: string, go: Going];

function goingsOf(menu: VoiceMenu): readonly Placed[] {
  const chosen = Object.entries(menu.nodes).flatMap(([name, { options }]) => Object.entries(options).map(([key, { go }]): Placed => [`nodes.${name}.options.${key}`, go]));
  const queues = Object.entries(menu.queues).flatMap(([name, { otherwise }]): Placed[] => (otherwise === undefined ? [] : [[`queues.${name}.otherwise`, otherwise]]));
  const all: readonly Placed[] = [...chosen, ...queues, ...(menu.human === undefined ? [] : [['human.go', menu.human.go] as const]), ...(menu.hours === undefined ? [] : [['hours.closed', menu.hours.closed] as const])];
  return all.flatMap(([at, go]): Placed[] => (go.is === 'dial' && go.otherwise !== undefined ? [[at, go], [`${at}.otherwise`, go.otherwise]] : [[at, go]]));
}
