import { describe, expect, test } from '@jest/globals';
import { answerIn, answerPressed } from './answers.js';

describe('a mark', () => {
  test.each([
    ['2', 2], ['  4 ', 4], ['5!', 5], ['(3)', 3], ['４', 4], ['4/5', 4], ['4 out of 5', 4], ['3 von 5', 3], ['5 stars', 5], ['1 Stern', 1], ['four', 4], ['Fünf', 5], ['⭐⭐⭐', 3], ['***', 3],
  ])('%p is %p of five', (text, value) => {
    expect(answerIn('csat-5', text)).toEqual({ value });
  });

  test.each(['0', '6', '4/10', '3.5', '4-5', '45', '-3', 'good', '3 times I called', '', '1e1', 'two or three', '⭐⭐⭐⭐⭐⭐'])('%p is none', (text) => {
    expect(answerIn('csat-5', text)).toBeUndefined();
  });

  test('keeps what is said with it', () => {
    expect(answerIn('csat-5', '4, because she was patient')).toEqual({ value: 4, rest: 'because she was patient' });
    expect(answerIn('csat-5', '2 - nobody called back')).toEqual({ value: 2, rest: 'nobody called back' });
  });

  test('lies on the scale of its question', () => {
    expect(answerIn('ces-7', '7')).toEqual({ value: 7 });
    expect(answerIn('nps-10', '0')).toEqual({ value: 0 });
    expect(answerIn('nps-10', 'zehn')).toEqual({ value: 10 });
    expect(answerIn('nps-10', '11')).toBeUndefined();
  });
});

describe('a choice', () => {
  test.each([
    ['1', 'yes'], ['Yes!', 'yes'], ['ja', 'yes'], ['YEP', 'yes'], ['👍🏽', 'yes'], ['2', 'partly'], ['zum Teil', 'partly'], ['Partially.', 'partly'], ['3', 'no'], ['Nein', 'no'], ['nope', 'no'], ['👎', 'no'],
    ['gelöst', 'yes'], ['Überhaupt nicht!', 'no'], ['three', 'no'],
  ])('%p to "resolved?" is %p', (text, value) => {
    expect(answerIn('resolved', text)).toEqual({ value });
  });

  test.each([['1', 'better'], ['the same', 'same'], ['schlechter', 'worse'], ['3', 'worse']])('%p to "than last time?" is %p', (text, value) => {
    expect(answerIn('comparison', text)).toEqual({ value });
  });

  test('with a reason keeps it', () => {
    expect(answerIn('resolved', 'No, the router still blinks')).toEqual({ value: 'no', rest: 'the router still blinks' });
  });

  test.each(['4', '0', 'yes and no', 'maybe', 'not sure'])('%p is none', (text) => {
    expect(answerIn('resolved', text)).toBeUndefined();
  });
});

test('the free line takes every text', () => {
  expect(answerIn('free', 'Thanks a lot')).toEqual({ value: 'given', rest: 'Thanks a lot' });
});

test('what is pressed on a telephone is read like a message', () => {
  expect(answerPressed('resolved', '3')).toBe('no');
  expect(answerPressed('nps-10', '10')).toBe(10);
  expect(answerPressed('csat-5', '9')).toBeUndefined();
  expect(answerPressed('csat-5', '*')).toBeUndefined();
});
