import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { weigh } from './weighting.js';

const anyStratum = fc.tuple(fc.nat(500), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })).map(([contacts, ask, say, like]) => {
  const asked = Math.round(contacts * ask);
  const said = Math.round(asked * say);
  return { contacts, asked, said, good: Math.round(said * like) };
});

test('counts those who answered less as often as there are such contacts', () => {
  // The let down are half of all contacts and a fifth of the answers.
  const weighed = weigh([{ contacts: 500, asked: 100, said: 40, good: 36 }, { contacts: 500, asked: 100, said: 10, good: 2 }]);
  expect(weighed).toEqual({
    contacts: 1_000, asked: 200, said: 50, good: 38, share: expect.closeTo(0.55, 10), effective: expect.closeTo(32, 10), covered: 1,
    interval: { low: expect.closeTo(0.3817, 4), high: expect.closeTo(0.7076, 4) }, bounds: { low: expect.closeTo(0.19, 10), high: expect.closeTo(0.94, 10) },
  });
});

test('says nothing of fewer than ten, and does not weigh what would rest on a handful', () => {
  expect(weigh([{ contacts: 100, asked: 20, said: 9, good: 9 }])).toEqual({ contacts: 100, asked: 20, said: 9, good: 9, effective: 9, covered: 1 });
  const lopsided = weigh([{ contacts: 990, asked: 20, said: 1, good: 1 }, { contacts: 10, asked: 10, said: 9, good: 1 }]);
  expect([lopsided.share, lopsided.interval, lopsided.bounds]).toEqual([undefined, undefined, expect.anything()]);
});

test('lets no stratum speak by fewer than five answers: one more does not undo what the others say', () => {
  const others = [{ contacts: 300, asked: 120, said: 100, good: 60 }, { contacts: 300, asked: 100, said: 80, good: 60 }];
  const silent = weigh([...others, { contacts: 400, asked: 10, said: 0, good: 0 }]);
  const four = weigh([...others, { contacts: 400, asked: 10, said: 4, good: 0 }]);
  expect([silent.share, silent.effective, silent.covered]).toEqual([expect.closeTo(0.675, 10), expect.closeTo(177.78, 2), 0.6]);
  expect([four.share, four.interval, four.effective, four.covered]).toEqual([silent.share, silent.interval, silent.effective, silent.covered]);
  const five = weigh([...others, { contacts: 400, asked: 10, said: 5, good: 0 }]);
  expect([five.share, five.covered]).toEqual([expect.closeTo(0.405, 10), 1]);
});

test('says nothing of all where it would rest on less than half of them', () => {
  const { share, covered, bounds } = weigh([{ contacts: 400, asked: 120, said: 100, good: 60 }, { contacts: 600, asked: 10, said: 0, good: 0 }]);
  expect([share, covered, bounds]).toEqual([undefined, 0.4, expect.anything()]);
});

test('leaves open what was never asked', () => {
  const weighed = weigh([{ contacts: 300, asked: 20, said: 20, good: 10 }, { contacts: 100, asked: 0, said: 0, good: 0 }]);
  expect([weighed.share, weighed.covered, weighed.bounds]).toEqual([0.5, 0.75, { low: 0.375, high: 0.625 }]);
});

test('says what the answers say where all strata answer alike, and the bounds hold the weighted share where all are covered', () => {
  fc.assert(fc.property(fc.array(anyStratum, { minLength: 1, maxLength: 8 }), (strata) => {
    const { share, bounds, effective, said, covered } = weigh(strata);
    expect(effective).toBeLessThanOrEqual(said + 1e-9);
    if (bounds === undefined) return;
    expect(bounds.low).toBeGreaterThanOrEqual(-1e-9);
    expect(bounds.high).toBeLessThanOrEqual(1 + 1e-9);
    if (share === undefined || covered < 1) return;
    expect(bounds.low).toBeLessThanOrEqual(share + 1e-9);
    expect(bounds.high).toBeGreaterThanOrEqual(share - 1e-9);
  }));
});
