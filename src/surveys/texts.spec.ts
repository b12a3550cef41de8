import { expect, test } from '@jest/globals';
import { questions } from '../domain/survey.js';
import type { Language } from '../domain/survey.js';
import { answerTo, firstMessage, languageOf, spokenOf, wordsOf } from './texts.js';

const languages: readonly Language[] = ['en', 'de'];
/** GSM 03.38 without its extension table. */
const GSM = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]*$/;

test('the first message says who asks and how to end it, and fits into one SMS with a name of 30 letters', () => {
  for (const language of languages) {
    for (const question of questions) {
      const text = firstMessage({ is: 'ask', question }, language, 'A company of some length, Inc.');
      expect(text).toMatch(/^A company of some length, Inc\.: .*STOP/);
      expect(text.length).toBeLessThanOrEqual(160);
    }
  }
});

test('every message is in the alphabet of which 160 letters fit into one', () => {
  for (const language of languages) {
    const all = [
      ...questions.flatMap((question) => [wordsOf({ is: 'ask', question }, language), wordsOf({ is: 'again', question }, language)]),
      wordsOf({ is: 'thanks' }, language), ...(['stop', 'start', 'help'] as const).map((command) => answerTo(command, language, 'Example')),
    ];
    for (const text of all) expect(text).toMatch(GSM);
    for (const text of all) expect(text.length).toBeLessThanOrEqual(160);
  }
});

test('speaks every question but the free line', () => {
  for (const language of languages) for (const question of questions) expect(spokenOf({ is: 'ask', question }, language) === '').toBe(question === 'free');
});

test('writes in the language of the number\'s country where it has the words', () => {
  expect([languageOf('DE', 'en'), languageOf('US', 'de'), languageOf('FR', 'de'), languageOf(undefined, 'en')]).toEqual(['de', 'en', 'de', 'en']);
});
