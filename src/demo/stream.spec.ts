import { expect, test } from '@jest/globals';
import type { EarshotEvent } from '../domain/event.js';
import type { Pace } from './pace.js';
import { stream } from './stream.js';

const startAt = 1_000_000;

function heartbeat(after: number, subject = 'demo'): EarshotEvent {
  return { id: `${after}`, source: 'demo', type: 'source.heartbeat', time: startAt + after, subject, data: {} };
}

function testPace(): Pace {
  let now = startAt;
  return { now: () => now, sleep: async (duration) => { now += duration; } };
}

async function play(events: Iterable<EarshotEvent>, speed = 1, signal = new AbortController().signal): Promise<string[]> {
  const pace = testPace();
  const sent: string[] = [];
  await stream({
    events, startAt, speed, pace, signal,
    post: async (batch) => void sent.push(`${pace.now() - startAt}: ${batch.map(({ id, time }) => `${id}@${time - startAt}`).join(' ')}`),
  });
  return sent;
}

test('sends the past at once and the rest when its time has come', async () => {
  expect(await play([-900, -400, 0, 2_000, 2_000, 5_500].map((after) => heartbeat(after)))).toEqual([
    '0: -900@-900 -400@-400 0@0', '2000: 2000@2000 2000@2000', '5500: 5500@5500',
  ]);
});

test('gathers what lies close together, and never sends before its time', async () => {
  expect(await play([1_000, 1_040, 1_090, 1_300].map((after) => heartbeat(after)))).toEqual(['1000: 1000@1000', '1100: 1040@1040 1090@1090', '1300: 1300@1300']);
});

test('at double speed an event is sent, and dated, in half the time', async () => {
  expect(await play([-500, 4_000].map((after) => heartbeat(after)), 2)).toEqual(['0: -500@-500', '2000: 4000@2000']);
});

test('sends the past in batches of five hundred', async () => {
  const sent = await play(Array.from({ length: 1_100 }, (_, index) => heartbeat(index - 2_000, `${index}`)));
  expect(sent.map((line) => line.split(' ').length - 1)).toEqual([500, 500, 100]);
});

test('never tells half of what is past of a contact', async () => {
  const sent = await play(Array.from({ length: 900 }, (_, index) => heartbeat(index - 2_000, `${index % 3}`)));
  expect(sent.map((line) => line.split(' ').length - 1)).toEqual([300, 300, 300]);
});

test('stops when the signal fires', async () => {
  const stop = new AbortController();
  function* endless(): Generator<EarshotEvent> {
    for (let index = 0; ; index++) {
      if (index === 5) stop.abort();
      yield heartbeat(index * 1_000);
    }
  }
  await expect(play(endless(), 1, stop.signal)).rejects.toThrow('aborted');
});
