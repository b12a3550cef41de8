import { expect, test } from '@jest/globals';
import { topicsIn } from './topics.js';

const topics = { router: ['rout*', 'WLAN-Box'], bill: ['bill', 'Rechnung'], repetition: ['third time', 'account number'] };

test.each([
  ['The ROUTER crashes, third time!', ['router', 'repetition']],
  ['Meine wlan box geht nicht', ['router']],
  ['Trouter', []],
  ['Bills, bills', []],
  ['about the bill.', ['bill']],
  ['third, and time', []],
  ['Réchnung', ['bill']],
  ['', []],
  ['***', []],
])('%p is about %j', (line, about) => {
  expect(topicsIn(line, topics)).toEqual(about);
});
