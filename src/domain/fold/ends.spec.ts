import { expect, test } from '@jest/globals';
import { caller, contactOf, ends, enters, hangsUp, queues, reaches } from '../../../test/support/story.js';
import { seconds } from '../time.js';

test('knows who called whom, on which channel', () => {
  const { id, channel, direction, entry, customer, startedAt } = contactOf(caller({ channel: 'chat', from: 'a7f3', to: '+4930', begins: 5 }));
  expect({ id, channel, direction, entry, customer, startedAt }).toEqual({ id: 'call', channel: 'chat', direction: 'inbound', entry: '+4930', customer: 'a7f3', startedAt: 5 });
});

test('takes inbound voice where nothing is said', () => {
  const { channel, direction } = contactOf(caller());
  expect([channel, direction]).toEqual(['voice', 'inbound']);
});

test('a call-back stays one, whichever of the same instant is told last', () => {
  const started = (direction: 'outbound' | 'callback') => ({ type: 'contact.started', data: { direction, to: '+4930' } }) as const;
  expect(contactOf(caller().at(0, started('outbound')).at(0, started('callback'))).direction).toBe('callback');
  expect(contactOf(caller().at(0, started('callback')).at(1, started('outbound'))).direction).toBe('callback');
  expect(contactOf(caller().at(0, started('outbound'))).direction).toBe('outbound');
});

test("prefers the customer's own id over the number, whichever came first", () => {
  const known = { type: 'customer.identified', data: { customer: 'C-17' } } as const;
  expect(contactOf(caller({ from: 'a7f3' }).at(5, known)).customer).toBe('C-17');
  expect(contactOf(caller({ from: 'a7f3' }).at(-1, known)).customer).toBe('C-17');
});

test('the first end stands, and a later one only adds what it left open', () => {
  const contact = contactOf(caller().at(60, ends()).at(61, { type: 'contact.ended', data: { by: 'agent', cause: '16' } }));
  expect([contact.endedAt, contact.endedBy, contact.endCause]).toEqual([seconds(60), 'agent', '16']);
});

test('takes no duration and no reason from an end that is inferred', () => {
  const contact = contactOf(caller().at(0, enters('main')).at(10, queues('support')).at(900, ends('inferred')));
  expect([contact.endedAt, contact.endedBy]).toEqual([seconds(900), 'inferred']);
  expect(contact.visits).toEqual([{ id: 'support#1', queue: 'support', enteredAt: seconds(10), direct: false, transferredIn: false }]);
  const talk = contactOf(caller().at(0, reaches('anna')).at(900, ends('inferred')));
  expect(talk.segments.map((segment) => segment.leftAt)).toEqual([undefined]);
});

test('a real end replaces an inferred one', () => {
  const contact = contactOf(caller().at(0, queues('support')).at(900, ends('inferred')).at(960, hangsUp()));
  expect([contact.endedAt, contact.endedBy]).toEqual([seconds(960), 'customer']);
  expect(contact.visits.map(({ reason, leftAt }) => [reason, leftAt])).toEqual([['abandoned', seconds(960)]]);
});

test('turns a caller away whom the system hangs up on in the queue', () => {
  expect(contactOf(caller().at(0, queues('support')).at(30, ends('system'))).visits.map((visit) => visit.reason)).toEqual(['unavailable']);
});
