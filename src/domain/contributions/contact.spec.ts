import { expect, test } from '@jest/globals';
import { singles } from '../../../test/support/contributions.js';
import { caller, contactOf, enters, hangsUp, queues, reaches } from '../../../test/support/story.js';
import type { Story } from '../../../test/support/story.js';
import { UNNAMED_AGENT } from '../agent.js';
import { unnamedFloor } from '../floor.js';
import { contributionsOf } from './contact.js';

/** But for the steps through the menu, which steps.spec.ts tells of. */
const keysOf = (story: Story) => [...new Set(contributionsOf(contactOf(story), unnamedFloor).map(({ key }) => key))].filter((key) => !/^voice\/(step|way)\//.test(key)).toSorted();

test('counts a contact in its queue, with its agent, by its number and by its reason', () => {
  const story = caller({ to: '+4930123' }).at(0, enters('billing')).at(9, queues('support')).at(20, reaches('anna')).at(80, hangsUp());
  expect(keysOf(story)).toEqual(['voice/agent/anna', 'voice/contacts', 'voice/entry/+4930123', 'voice/node/billing', 'voice/queue/support', 'voice/reason/billing', 'voice/total']);
});

test('counts an answer by someone without a name as an answer, and for nobody', () => {
  const story = caller().at(0, queues('support')).at(20, reaches(UNNAMED_AGENT)).at(80, hangsUp());
  expect(keysOf(story)).toEqual(['voice/contacts', 'voice/queue/support', 'voice/reason/support', 'voice/total']);
  expect(singles(contributionsOf(contactOf(story), unnamedFloor))).toContainEqual({ at: 0, attribution: 'arrival', key: 'voice/queue/support', measure: 'answered', value: 1 });
});
