import { expect, test } from '@jest/globals';
import { ToldOnce } from './told-once.js';

test('tells once that a collector is away, and again only after it was there', () => {
  const told: string[] = [];
  const answers = [1, 1, 1, 0, 1, 1];
  const heard: number[] = [];
  const exporter = new ToldOnce({
    export: (_, answered) => {
      const code = answers[heard.length] ?? 0;
      answered(code === 0 ? { code } : { code, error: new Error('connect ECONNREFUSED') });
    },
    shutdown: async () => undefined,
  }, (sentence) => told.push(sentence));
  const toldAfter = answers.map(() => {
    exporter.export([], ({ code }) => heard.push(code));
    return told.length;
  });
  expect(toldAfter).toEqual([1, 1, 1, 1, 2, 2]);
  expect(heard).toEqual(answers);
  expect(told[0]).toMatch(/^The collector of traces took none: connect ECONNREFUSED\. .*EARSHOT_OTLP_URL/);
});
