import { expect, test } from '@jest/globals';
import { Agenda } from './agenda.js';
import type { Bell, Script } from './agenda.js';

function run(agenda: Agenda): void {
  while (agenda.step());
}

test('wakes scripts in the order of time, and of asking within one instant', () => {
  const agenda = new Agenda(1_000);
  const said: string[] = [];
  function* says(word: string, after: number): Script {
    yield after;
    said.push(`${word} at ${agenda.now}`);
  }
  for (const [word, after] of [['late', 90], ['first', 10], ['second', 10], ['middle', 50]] as const) agenda.begin(says(word, after));
  run(agenda);
  expect(said).toEqual(['first at 1010', 'second at 1010', 'middle at 1050', 'late at 1090']);
});

test('a bell wakes the script that waits on it, once, and long before it would have given up', () => {
  const agenda = new Agenda(0);
  const bell: Bell = {};
  const woken: number[] = [];
  function* waits(): Script {
    yield { bell, atMost: 500 };
    woken.push(agenda.now);
    yield { bell, atMost: 500 };
    woken.push(agenda.now);
  }
  function* rings(): Script {
    yield 40;
    agenda.ring(bell);
    agenda.ring(bell);
  }
  agenda.begin(waits());
  agenda.begin(rings());
  run(agenda);
  expect(woken).toEqual([40, 540]);
});
