import { createHash } from 'node:crypto';
import { SECOND } from '../../domain/time.js';
import type { Millis } from '../../domain/time.js';
import { between, chanceFrom, pickWeighted } from '../chance.js';
import type { Chance } from '../chance.js';
import { delivered, disordered, undelivered } from './fate.js';
import type { Fate, Person } from './fate.js';

type Manner = 'answers' | 'answers a part' | 'stops' | 'asks who this is' | 'says nothing' | 'babbles';

const manners: readonly { readonly is: Manner; readonly weight: number }[] = [
  { is: 'answers', weight: 42 }, { is: 'answers a part', weight: 9 }, { is: 'stops', weight: 6 }, { is: 'asks who this is', weight: 2 }, { is: 'babbles', weight: 4 }, { is: 'says nothing', weight: 37 },
];
const stops = ['STOP', 'stop', 'Unsubscribe', 'please stop texting me'];
const remarks = [
  'The menu sent me in circles, then it was quick.', 'no', 'Nobody could tell me about my rebate.', 'She was patient and kind.', 'Waited 25 minutes, then was cut off',
  'Third time I called about the same bill.', 'Thanks, all good', 'Why do I have to say my account number twice?', '-',
];

/** People who live behind the demo's numbers: each has a manner of their own, the same whenever they are asked. */
export function personAt(number: string, slowest: Millis = 60 * SECOND): Person {
  const chance = chanceOf(number);
  const manner = pickWeighted(chance, manners).is;
  const telephone = telephoneOf(number);
  const after = (): Millis => between(chance, slowest / 12, slowest);
  return {
    ...telephone,
    writes(text, nth) {
      const words = wordsOf(manner, text, nth, chance);
      return words === undefined ? undefined : { text: words, afterMs: after() };
    },
  };
}

/** Where the center's queues are, somebody picks up and presses a key; elsewhere most do, and some are busy. */
function telephoneOf(number: string): Omit<Person, 'writes'> {
  if (number.startsWith('+120255501')) return { answers: true, ringsMs: 3 * SECOND, presses: (_, nth) => (nth === 0 ? '1' : undefined) };
  const chance = chanceOf(`calls ${number}`);
  const fate = chance();
  return { answers: fate < 0.75, isBusy: fate > 0.9, ringsMs: between(chance, 4 * SECOND, 9 * SECOND), talksMs: between(chance, 20 * SECOND, 70 * SECOND) };
}

/** One in thirty never gets it, and one in ten receipts come in disorder. */
export function fateOf({ to }: { readonly to: string }): Fate {
  const chance = chanceOf(`fate ${to}`)();
  if (chance < 0.033) return undelivered;
  return chance < 0.13 ? disordered : delivered;
}

function wordsOf(manner: Manner, text: string, nth: number, chance: Chance): string | undefined {
  if (/^Thank you|no more messages|short surveys/.test(text) && nth > 0) return undefined;
  switch (manner) {
    case 'says nothing':
      return undefined;
    case 'stops':
      return pick(chance, stops);
    case 'asks who this is':
      return nth === 0 ? 'Help?' : undefined;
    case 'babbles':
      return nth < 2 ? 'who has time for this' : answerTo(text, chance);
    case 'answers a part':
      return nth < 2 ? answerTo(text, chance) : undefined;
    case 'answers':
      return answerTo(text, chance);
  }
}

/** As it was asked: each scale has its own end. */
function answerTo(text: string, chance: Chance): string | undefined {
  if (text.includes('Did we solve')) return pick(chance, ['1', 'Yes!', '1', 'yes', '2', 'partly', '3', 'no']);
  if (text.includes('1 (disagree) to 7')) return pick(chance, ['7', '6', '6', '5', '5', '4', '3', '2', '1']);
  if (text.includes('1 (not at all) to 5')) return pick(chance, ['5', '5', '4', ' 4 ', '4', '3', '2', '1']);
  if (text.includes('Compared with last time')) return pick(chance, ['1', 'same', '2', '2', 'worse', '3']);
  if (text.includes('0 (not at all) to 10')) return pick(chance, ['10', '9', '9', '8', '8', '7', '6', '4', '2', '0']);
  return text.includes('Anything we should do better') ? pick(chance, remarks) : undefined;
}

function pick(chance: Chance, texts: readonly string[]): string {
  return texts[Math.floor(chance() * texts.length)] ?? '';
}

function chanceOf(name: string): Chance {
  return chanceFrom(createHash('sha256').update(name).digest().readUInt32BE(0));
}
