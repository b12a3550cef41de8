import { expect, test } from '@jest/globals';
import { readSettings, WrongSettings } from './settings.js';

const problemsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    return (error as WrongSettings).problems;
  }
};

test('reads a collector of traces: a bare address gets the path that collectors have, another is meant as it is', () => {
  expect(readSettings({ EARSHOT_OTLP_URL: 'http://collector:4318' }).otlp).toEqual({ url: 'http://collector:4318/v1/traces', headers: {}, ratio: 0.01 });
  expect(readSettings({ EARSHOT_OTLP_URL: 'https://traces.example.com/otlp/in', EARSHOT_OTLP_HEADERS: 'authorization=Basic YTpi==, x-tenant=north', EARSHOT_OTLP_RATIO: '0.5' }).otlp)
    .toEqual({ url: 'https://traces.example.com/otlp/in', headers: { authorization: 'Basic YTpi==', 'x-tenant': 'north' }, ratio: 0.5 });
  expect(readSettings({}).otlp).toBeUndefined();
});

test('says what is wrong with a collector, and never what its headers hold', () => {
  expect(problemsOf({ EARSHOT_OTLP_URL: 'collector:4318', EARSHOT_OTLP_HEADERS: 'secret', EARSHOT_OTLP_RATIO: '2' })).toEqual([
    'EARSHOT_OTLP_URL is no address that begins with http:// or https://: collector:4318.',
    'EARSHOT_OTLP_HEADERS is no list of headers such as authorization=Bearer abc, x-tenant=north.',
    'EARSHOT_OTLP_RATIO is no share between 0 and 1: 2.',
  ]);
  expect(problemsOf({ EARSHOT_OTLP_HEADERS: 'a=b', EARSHOT_OTLP_RATIO: '1' })).toEqual([
    'EARSHOT_OTLP_HEADERS is set, and EARSHOT_OTLP_URL is not: no collector of traces is known. Set both.',
    'EARSHOT_OTLP_RATIO is set, and EARSHOT_OTLP_URL is not: no collector of traces is known. Set both.',
  ]);
});
