import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyArrival } from '../../test/support/any-events.js';
import { detectors } from '../detectors/index.js';
import type { Flag } from '../domain/flag.js';
import { SECOND } from '../domain/time.js';
import { rulesOf } from './catalogue.js';
import { detectInContact } from './detect.js';
import { foldEvent, weighContact } from './fold-contacts.js';
import { Memory } from './memory.js';

const rules = rulesOf(detectors);
const pauses = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 20 });

test('asking the rules that what was heard concerns comes to what asking all of them does', () => {
  fc.assert(fc.property(anyArrival, pauses, fc.integer({ min: 1, max: 4 }), ({ arrived }, waits, perStep) => {
    const memory = new Memory();
    let now = 0;
    let flags: readonly Flag[] = [];
    for (let at = 0, position = 1; at < arrived.length; at += perStep, position += 1) {
      now += (waits[position % waits.length] ?? 0) * SECOND;
      for (const event of arrived.slice(at, at + perStep)) foldEvent(memory, event, position, now);
      for (const record of memory.contacts.values()) {
        weighContact(memory, rules, record, position, now);
        const all = detectInContact(rules, record.contact, flags, memory.floor, now);
        ({ flags } = all);
        expect(record.flags).toEqual(flags);
        expect(record.since?.questions.map((each) => each.at).toSorted((a, b) => a - b)).toEqual(all.questions.map((each) => each.at).toSorted((a, b) => a - b));
      }
    }
  }), { numRuns: 300 });
});
