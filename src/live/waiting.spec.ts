import { expect, test } from '@jest/globals';
import { caller, contactOf, enters, hangsUp, queues, reaches, rings } from '../../test/support/story.js';
import type { Story } from '../../test/support/story.js';
import { unnamedFloor } from '../domain/floor.js';
import { seconds } from '../domain/time.js';
import type { LiveContact } from '../ports/live-state.js';
import { floorNow } from './waiting.js';

const held = (id: string, story: Story): LiveContact => ({ id, contact: contactOf(story) }) as LiveContact;
const nowOf = (...stories: Story[]) => floorNow(stories.map((story, index) => held(`c${index}`, story)), { ...unnamedFloor, queues: { vip: { answerWithinMs: seconds(5) } } }, seconds(60));

test('counts who waits in each queue, by channel, and who is a miss already', () => {
  const { queues: waiting, channels } = nowOf(
    caller().at(10, queues('support')), caller().at(40, queues('support'), rings('anna')), caller().at(54, queues('vip')), caller({ channel: 'chat' }).at(0, queues('support')),
  );
  expect(Object.fromEntries(waiting)).toEqual({
    'voice/support': { waiting: 2, pastThreshold: 1, longestSince: seconds(10), longestContactSince: 0 },
    'voice/vip': { waiting: 1, pastThreshold: 1, longestSince: seconds(54), longestContactSince: 0 },
    'chat/support': { waiting: 1, pastThreshold: 1, longestSince: 0, longestContactSince: 0 },
  });
  expect(Object.fromEntries(channels)).toEqual({ voice: { open: 3, waiting: 3 }, chat: { open: 1, waiting: 1 } });
});

test('who waits exactly as long as promised is no miss', () => {
  expect(nowOf(caller().at(40, queues('support'))).queues.get('voice/support')?.pastThreshold).toBe(0);
});

test('tells the longest wait and how long that caller has been on at all', () => {
  const { queues: waiting } = nowOf(caller({ begins: seconds(-300) }).at(340, queues('support')), caller({ begins: seconds(5) }).at(10, queues('support')));
  expect(waiting.get('voice/support')).toMatchObject({ longestSince: seconds(15), longestContactSince: seconds(5) });
});

test('knows who is in a menu, and who is open at all', () => {
  const { inMenu, open } = nowOf(caller().at(0, enters('main')), caller().at(0, reaches('anna')), caller().at(0, enters('main')).at(9, hangsUp()), caller({ direction: 'outbound' }).at(0, enters('main')));
  expect([[...inMenu.keys()], [...open.keys()]]).toEqual([['c0'], ['c0', 'c1', 'c3']]);
});
