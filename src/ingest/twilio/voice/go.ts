import { fact, known } from '../../fact.js';
import { own } from '../../own.js';
import { idOf, next, type Answered, type Asked } from './asked.js';
import { humanKeyOf, plainQueue, type Going, type VoiceMenu } from './menu.js';
import { hangUp, say, type Verb } from './verb.js';

const LONGEST_MESSAGE = 180;

/** A choice: what it is called, and where it stands in the menu, to be found again when its telephone was not answered. */
export interface Choice {
  readonly label: string;
  readonly from: string;
}

/** Takes the caller where a choice leads. */
export function go(asked: Asked, going: Going, { label, from }: Choice): Answered {
  const { menu } = asked;
  switch (going.is) {
    case 'menu':
      return enter(asked, going.node, 0, []);
    case 'tell': {
      const told = [fact('ivr.outcome', idOf(asked, 'told'), { name: label, result: 'success' })];
      if (going.back === undefined) return { verbs: [say(going.say), say(menu.texts.goodbye), hangUp], facts: told };
      const back = enter(asked, going.back, 0, [say(going.say)]);
      return { ...back, facts: [...told, ...back.facts] };
    }
    case 'queue':
      return enqueue(asked, going.queue);
    case 'dial':
      return {
        verbs: [{
          is: 'dial', to: going.to, action: next(asked, 'dialled', { from }),
          statusCallback: `/ingest/twilio/status?${new URLSearchParams({ agent: going.agent }).toString()}`,
        }],
        facts: [],
      };
    case 'voicemail':
      return voicemail(asked, going.say);
    case 'callback':
      return { verbs: [say(going.say), hangUp], facts: [fact('callback.requested', idOf(asked, 'callback'), { callback: asked.call })] };
  }
}

/** Reads the node out, and waits for a key or a word. `first`: what is said before. */
export function enter(asked: Asked, name: string, tried: number, first: readonly Verb[]): Answered {
  const { menu } = asked;
  const node = own(menu.nodes, name);
  // An address of an older menu file: the caller begins anew.
  if (node === undefined) return enter(asked, menu.start, 0, first);
  const options = Object.entries(node.options).map(([key, { label, go: to }]) => known({ key, label, node: to.is === 'menu' ? to.node : undefined }));
  const entered = fact('ivr.node.entered', idOf(asked, 'entered'), known({ node: name, level: node.level, options, human: humanKeyOf(menu, node), flow: 'voice' }));
  const words = [...Object.values(node.options).flatMap((option) => option.words), ...(menu.human?.words ?? [])];
  return { verbs: [...first, { is: 'gather', action: next(asked, 'heard', { node: name, tried }), say: node.say, wait: node.wait, words }], facts: [entered] };
}

export function voicemail(asked: Asked, text: string): Answered {
  const queue = asked.place['queue'];
  return {
    // Who stays silent is asked for no more: <Record> then goes on to what follows it.
    verbs: [say(text), { is: 'record', action: next(asked, 'recorded', queue === undefined ? {} : { queue }), seconds: LONGEST_MESSAGE }, say(asked.menu.texts.goodbye), hangUp],
    facts: [],
  };
}

function enqueue(asked: Asked, name: string): Answered {
  const { workflow } = own(asked.menu.queues, name) ?? plainQueue;
  const stay = { queue: name, stay: asked.step };
  const entered = fact('queue.entered', idOf(asked, 'queued'), { queue: name, visit: visitOf(asked, asked.step) });
  return {
    verbs: [{ is: 'enqueue', queue: name, ...(workflow === undefined ? {} : { workflow }), action: next(asked, 'left', stay), waitUrl: next(asked, 'wait', stay) }],
    // TaskRouter tells of its own queues.
    facts: workflow === undefined ? [entered] : [],
  };
}

export function visitOf({ call }: Asked, stay: string | number): string {
  return `${call}:stay-${stay}`;
}

/** The choice that stands at `main.3`, `human`, `closed` or `queue.support`. */
export function goingAt({ nodes, queues, human, hours }: VoiceMenu, from: string): Going | undefined {
  if (from === 'human') return human?.go;
  if (from === 'closed') return hours?.closed;
  const [place = '', key = ''] = from.split('.');
  const node = own(nodes, place);
  return place === 'queue' && node === undefined ? own(queues, key)?.otherwise : own(node?.options ?? {}, key)?.go;
}
