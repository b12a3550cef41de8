import { expect, test } from '@jest/globals';
import * as ws from 'ws';
import { sendToEveryone } from './to-everyone.js';

type Room = Parameters<typeof sendToEveryone>[0];

/** Its types do not tell of it: what reads frames in a client. */
const { Receiver } = ws as unknown as { Receiver: new (options: object) => NodeJS.WritableStream };

function messagesIn(bytes: Buffer): string[] {
  const messages: string[] = [];
  const receiver = new Receiver({ isServer: false, allowSynchronousEvents: true });
  receiver.on('message', (data: Buffer, isBinary: boolean) => messages.push(`${isBinary ? 'binary ' : ''}${data.toString()}`));
  receiver.write(bytes);
  return messages;
}

/** Sockets of one room, each as free as it says. */
function roomOf(sockets: Readonly<Record<string, { readonly bufferedAmount?: number; readonly writable?: boolean; readonly readyState?: string; readonly wireState?: number }>>) {
  const sent = new Map<string, Buffer>();
  const made = Object.entries(sockets).map(([id, { bufferedAmount = 0, writable = true, readyState = 'open', wireState = 1 }]) => (
    [id, { conn: { readyState, transport: { writable, socket: { bufferedAmount, readyState: wireState } }, request: { socket: { write: (data: Buffer) => void sent.set(id, data) } } } }] as const
  ));
  const namespace = { name: '/board', sockets: new Map(made), adapter: { rooms: new Map([['room', new Set([...Object.keys(sockets), 'gone'])]]) } };
  return { namespace: namespace as unknown as Room, sent };
}

test.each([0, 80, 95, 96, 1_000, 65_504, 65_505, 70_000])('hands every socket of the room the event as socket.io writes it, with %d characters in it', (length) => {
  const { namespace, sent } = roomOf({ a: {}, b: {} });
  const text = 'ü'.repeat(length / 2);
  const bytes = sendToEveryone(namespace, 'room', 'changes', { text });
  expect(sendToEveryone(namespace, 'nobody', 'changes', { number: 2 })).toBe(0);
  expect([...sent].map(([id, frame]) => [id, frame.length, messagesIn(frame)])).toEqual(['a', 'b'].map((id) => [id, bytes, [`42/board,["changes",{"text":"${text}"}]`]]));
});

test('passes over who has not taken the last one yet, has something to be sent first, or leaves', () => {
  const { namespace, sent } = roomOf({ slow: { bufferedAmount: 1 }, busy: { writable: false }, leaving: { readyState: 'closing' }, closing: { wireState: 2 } });
  sendToEveryone(namespace, 'room', 'changes', {});
  expect([...sent.keys()]).toEqual([]);
});
