import { expect, test } from '@jest/globals';
import { provenanceOf } from './origin.js';

const listed = ['https://earshot.example.com'];

test.each([
  ['unsaid', undefined, 'localhost:3000'],
  ['ours', 'http://localhost:3000', 'localhost:3000'],
  ['ours', 'https://board.local', 'board.local'],
  ['ours', 'https://board.local', 'board.local:443'],
  ['ours', 'https://earshot.example.com', 'internal:3000'],
  ['foreign', 'http://earshot.example.com', 'internal:3000'],
  ['foreign', 'http://localhost:3001', 'localhost:3000'],
  ['foreign', 'http://localhost.evil.example', 'localhost:3000'],
  ['foreign', 'https://earshot.example.com.evil.example', 'internal:3000'],
  ['foreign', 'null', 'localhost:3000'],
  ['foreign', '', 'localhost:3000'],
  ['foreign', 'file://', ''],
  ['foreign', 'http://localhost:3000', undefined],
] as const)('%s: origin %j asked under %j', (provenance, origin, host) => {
  expect(provenanceOf(origin, host, listed)).toBe(provenance);
});
