import { expect, test } from '@jest/globals';
import type { EarshotEvent } from '../../domain/event.js';
import { ok, refused, type Result } from '../../domain/result.js';
import { ndjsonRows } from './ndjson.js';

function parse(text: string): Result<EarshotEvent> {
  return text.startsWith('{')
    ? ok({ id: text, source: 's', subject: 'c', type: 'ivr.no-input', time: 1, data: {} })
    : refused('this is no JSON object. Write one event a line.');
}

async function read(text: string): Promise<readonly unknown[]> {
  const rows: unknown[] = [];
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield* [text.slice(0, 5), text.slice(5)].map((part) => new TextEncoder().encode(part));
  }
  for await (const { line, outcome } of ndjsonRows(chunks(), parse)) {
    rows.push(outcome.kind === 'events' ? [line, outcome.events[0]?.id.trim(), outcome.events[0]?.sequence] : [line, outcome]);
  }
  return rows;
}

test('reads an event a line, numbers it by its line and passes over empty lines', async () => {
  expect(await read('{"a"}\r\n\n{"b"}')).toEqual([[1, '{"a"}', 1], [3, '{"b"}', 3]]);
});

test('refuses a line by its number and reads on', async () => {
  expect(await read('nonsense\n{"b"}\n')).toEqual([
    [1, { kind: 'refused', reason: 'Line 1: this is no JSON object. Write one event a line.' }],
    [2, '{"b"}', 2],
  ]);
});

test('passes over a line that is too long without keeping it', async () => {
  expect(await read(`{"a"}\n{${'x'.repeat(1_000_001)}}\n{"b"}\n`)).toEqual([
    [1, '{"a"}', 1],
    [2, { kind: 'refused', reason: 'Line 2 is longer than a million characters. One line has to hold one event.' }],
    [3, '{"b"}', 3],
  ]);
});
