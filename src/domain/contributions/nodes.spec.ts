import { expect, test } from '@jest/globals';
import { caller, comesOut, contactOf, enters, hangsUp, isNotUnderstood, presses, queues, says, staysSilent, types } from '../../../test/support/story.js';
import type { Story } from '../../../test/support/story.js';
import { unnamedFloor } from '../floor.js';
import type { Floor } from '../floor.js';
import { stepsOf } from '../menu-step.js';
import { contributionsOf } from './contact.js';
import { tallyNodes } from './nodes.js';

const told = (story: Story, floor: Floor = unnamedFloor): unknown => {
  const { contact, nodes } = tallyNodes(stepsOf(contactOf(story)), floor);
  return { contact, ...Object.fromEntries(nodes) };
};
const menu = caller().at(0, enters('main'));

test('counts stays that are over, and those with a silence or a wrong key once each', () => {
  const story = menu.at(5, staysSilent()).at(9, staysSilent()).at(12, isNotUnderstood()).at(15, presses('1'), enters('cards')).at(20, presses('9'), enters('main')).at(25, hangsUp());
  expect(told(story)).toEqual({
    contact: { nodeVisits: 3, noInputVisits: 1, noMatchVisits: 1, inputsTold: 1 },
    main: { inMenu: 1, nodeVisits: 2, noInputVisits: 1, noMatchVisits: 1, inputsTold: 1 },
    cards: { inMenu: 1, nodeVisits: 1, inputsTold: 1 },
  });
});

test('counts whoever asks for a person where none is offered, once', () => {
  const asks = menu.at(2, presses('0')).at(3, presses('0')).at(4, presses('1'), enters('cards')).at(6, says('agent')).at(9, queues('bank'));
  expect(told(asks)).toMatchObject({ contact: { zeroOuts: 1 }, main: { zeroOuts: 1 }, cards: { zeroOuts: 1 } });
});

test('knows where 0 leads to a person, where it is a digit, and which keys the settings name', () => {
  const asks = menu.at(2, presses('0')).at(4, queues('bank'));
  expect(told(asks, { ...unnamedFloor, nodes: { main: { human: '0' } } })).not.toHaveProperty('contact.zeroOuts');
  expect(told(asks, { ...unnamedFloor, flags: { 'zero-out': { options: { keys: '*' } } } })).not.toHaveProperty('contact.zeroOuts');
  expect(told(menu.at(2, types('account', 8), presses('#')).at(9, comesOut('balance')).at(10, hangsUp()))).not.toHaveProperty('contact.zeroOuts');
});

test('says nothing yet of a stay that goes on, and does not claim that inputs are told where they are not', () => {
  expect(told(menu.at(3, presses('0')))).toEqual({ contact: {} });
  expect(told(menu.at(9, queues('bank')))).toEqual({ contact: { nodeVisits: 1 }, main: { inMenu: 1, nodeVisits: 1 } });
});

test('counts at the node by all three instants of the contact', () => {
  const at = contributionsOf(contactOf(menu.at(9, hangsUp())), unnamedFloor).filter(({ key, tally }) => key === 'voice/node/main' && tally.nodeVisits === 1);
  expect(at.map(({ attribution, at: when }) => `${attribution} ${when}`)).toEqual(['arrival 0', 'completion 9000', 'disconnect 9000']);
});
