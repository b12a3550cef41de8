import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { added, field, nameOf } from './ami-block.js';
import { MAX_BLOCK_CHARACTERS, nothingRead, readAmi, type AmiRest } from './ami-parser.js';

const stream = 'Asterisk Call Manager/11.0.0\r\nResponse: Success\r\n\r\nEvent: Hangup\r\nUniqueid: 1.1\r\nCause-txt: Normal: Clearing\r\n\r\n';

test('reads the greeting, an answer and an event', () => {
  const { blocks, rest } = readAmi(nothingRead, stream);
  expect(blocks.map((block) => [nameOf(block), field(block, 'Greeting'), field(block, 'Cause-txt')])).toEqual([
    ['Response', 'Asterisk Call Manager/11.0.0', undefined],
    ['Hangup', undefined, 'Normal: Clearing'],
  ]);
  expect(rest).toEqual({ text: '', skipping: false });
});

test('reads the same however the network cuts the stream', () => {
  const whole = readAmi(nothingRead, stream).blocks;
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: stream.length })), (cuts) => {
    const places = [0, ...cuts.sort((a, b) => a - b), stream.length];
    let rest: AmiRest = nothingRead;
    const blocks = places.slice(1).flatMap((place, index) => {
      const reading = readAmi(rest, stream.slice(places[index], place));
      rest = reading.rest;
      return [...reading.blocks];
    });
    expect(blocks).toEqual(whole);
  }));
});

test("keeps a UserEvent's own fields apart from the channel's of the same name", () => {
  const [block] = readAmi(nothingRead, 'Event: UserEvent\nLinkedid: 1.1\nUserEvent: IVRMenu\nLinkedid: 9.9\nMenu: main\n\n').blocks;
  if (!block) throw new Error('no block was read');
  expect([nameOf(block), field(block, 'Linkedid'), added(block, 'Linkedid'), added(block, 'Menu')]).toEqual(['UserEvent IVRMenu', '1.1', '9.9', 'main']);
});

test('throws away a block larger than Asterisk sends, once, and reads on', () => {
  const flood = readAmi(nothingRead, `Event: VarSet\r\nValue: ${'x'.repeat(MAX_BLOCK_CHARACTERS)}`);
  const more = readAmi(flood.rest, 'y'.repeat(MAX_BLOCK_CHARACTERS + 10));
  const after = readAmi(more.rest, '\r\n\r\nEvent: Hangup\r\n\r\n');
  expect([flood.oversized, more.oversized, after.oversized]).toEqual([1, 0, 0]);
  expect(after.blocks.map(nameOf)).toEqual(['Hangup']);
});
