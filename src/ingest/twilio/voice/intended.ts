import type { IntendedMenu, IntendedNode, IntendedStep } from '../../../domain/intended-menu.js';
import { ok } from '../../../domain/result.js';
import type { Result } from '../../../domain/result.js';
import { readMenuFile } from './menu-file.js';
import type { Going, VoiceMenu, VoiceNode } from './menu.js';

/** The menu file of `/voice` as what was meant: it is answered as it is written. */
export function intendedVoiceMenu(text: string): Result<IntendedMenu, readonly string[]> {
  const read = readMenuFile(text);
  if (!read.ok) return read;
  const menu = read.value;
  return ok({ start: menu.start, nodes: Object.fromEntries(Object.entries(menu.nodes).map(([name, node]): [string, IntendedNode] => [name, { steps: stepsOf(menu, node) }])) });
}

/** Where 0 is not an option it leads to a person, and so do words for one and the last silence. */
function stepsOf({ human }: VoiceMenu, { options }: VoiceNode): IntendedStep[] {
  return [
    ...Object.entries(options).flatMap(([key, { go }]) => placesOf(go).map((to) => ({ key, to }))),
    ...(human === undefined ? [{ on: 'silence', to: 'end' }] : placesOf(human.go).flatMap((to) => [...(options['0'] === undefined ? [{ key: '0', to }] : []), { on: 'silence', to }])),
  ];
}

function placesOf(go: Going): readonly string[] {
  switch (go.is) {
    case 'menu': return [`node:${go.node}`];
    case 'queue': return [`queue:${go.queue}`];
    // Whoever is not answered there goes on from there.
    case 'dial': return ['agent', ...(go.otherwise === undefined ? [] : placesOf(go.otherwise))];
    case 'voicemail': return ['done', 'end'];
    case 'callback': return ['end'];
    case 'tell': return ['done', go.back === undefined ? 'end' : `node:${go.back}`];
  }
}
