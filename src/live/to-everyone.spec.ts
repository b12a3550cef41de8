import { expect, test } from '@jest/globals';
import { sendToEveryone } from './to-everyone.js';

type Room = Parameters<typeof sendToEveryone>[0];

/** Sockets of one room, each as free as it says. */
function roomOf(sockets: Readonly<Record<string, { readonly bufferedAmount?: number; readonly writable?: boolean; readonly readyState?: string }>>) {
  const sent: string[] = [];
  const made = Object.entries(sockets).map(([id, { bufferedAmount = 0, writable = true, readyState = 'open' }]) => (
    [id, { conn: { readyState, transport: { writable, socket: { bufferedAmount, send: (data: Buffer) => void sent.push(`${id} ${data.toString()}`) } } } }] as const
  ));
  const namespace = { name: '/board', sockets: new Map(made), adapter: { rooms: new Map([['room', new Set([...Object.keys(sockets), 'gone'])]]) } };
  return { namespace: namespace as unknown as Room, sent };
}

test('hands every socket of the room the event as socket.io writes it', () => {
  const { namespace, sent } = roomOf({ a: {}, b: {} });
  sendToEveryone(namespace, 'room', 'changes', { number: 1 });
  sendToEveryone(namespace, 'nobody', 'changes', { number: 2 });
  expect(sent).toEqual(['a 42/board,["changes",{"number":1}]', 'b 42/board,["changes",{"number":1}]']);
});

test('passes over who has not taken the last one yet, has something to be sent first, or leaves', () => {
  const { namespace, sent } = roomOf({ slow: { bufferedAmount: 1 }, busy: { writable: false }, leaving: { readyState: 'closing' } });
  sendToEveryone(namespace, 'room', 'changes', {});
  expect(sent).toEqual([]);
});
