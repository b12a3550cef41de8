import { nameOf } from '../../domain/floor.js';
import type { Floor } from '../../domain/floor.js';
import type { Sentences } from './said.js';
import { bad, good, plain, where } from './said.js';

/** What happens in the menu. What a caller types into a field is never told, only that they did. */
export const menu: Sentences<'ivr.node.entered' | 'ivr.input' | 'ivr.no-input' | 'ivr.no-match' | 'ivr.node.left' | 'ivr.outcome'> = {
  'ivr.node.entered': ({ node }, { floor }) => plain(`Entered ${nameOf(floor.nodes, node)}`),
  'ivr.input': ({ kind, key, slot, length, node }, { floor }) => {
    if (kind === 'slot') return plain(`Typed ${slot ?? 'something'}${length === undefined ? '' : ` (${length} keys)`}`);
    const at = where('in', nodeName(floor, node));
    return plain(kind === 'key' ? `Pressed ${key ?? 'a key'}${at}` : `Chose by voice${at}`);
  },
  'ivr.no-input': ({ node }, { floor }) => bad(`Gave no answer${where('in', nodeName(floor, node))}`),
  'ivr.no-match': ({ node }, { floor }) => bad(`Was not understood${where('in', nodeName(floor, node))}`),
  'ivr.node.left': ({ node }, { floor }) => plain(`Left ${nodeName(floor, node) ?? 'the menu'}`),
  'ivr.outcome': ({ name, result }) => {
    if (result === 'success') return good(`The menu served the caller: ${name}`);
    return result === 'closed' ? plain(`Was told that it is closed: ${name}`) : bad(`The menu could not help: ${name}`);
  },
};

function nodeName(floor: Floor, node: string | undefined): string | undefined {
  return node === undefined ? undefined : nameOf(floor.nodes, node);
}
