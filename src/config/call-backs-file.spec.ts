import { expect, test } from '@jest/globals';
import { noCallBacks } from '../domain/call-back-settings.js';
import { parseFloor } from './floor-file.js';

const read = (text: string) => {
  const floor = parseFloor(text);
  return floor.ok ? floor.value.callbacks : floor.reason;
};

test('nobody is called where nothing is said', () => {
  expect(read('zone: UTC')).toEqual(noCallBacks);
});

test('reads a way with all that belongs to it', () => {
  expect(read(`
callbacks:
  way: asterisk
  callerId: '+4930123456'
  phones: { anna: PJSIP/2001 }
  allow: ['+49']
  hours: 10:00-18:00
  attempts: 2
  ring: 20s
  dial: PJSIP/{number}@provider
`)).toEqual({
    way: 'asterisk', callerId: '+4930123456', phones: { anna: 'PJSIP/2001' }, queues: {}, allow: ['+49'], hours: [600, 1_080], attempts: 2, ringMs: 20_000, dial: { channel: 'PJSIP/{number}@provider' },
  });
  expect(read('callbacks: { way: asterisk, callerId: "+4930123456", queues: { bill: Local/600@q }, allow: ["+49"], exten: "0{digits}" }')).toMatchObject({ dial: { context: 'from-internal', exten: '0{digits}' } });
});

test('tells everything that is missing or does not fit at once', () => {
  expect(read('callbacks: { way: twilio, dial: PJSIP/x, ring: 1s }')).toMatch(/callbacks\.ring: is less than 5 s.*callbacks\.dial: names neither/);
  expect(read('callbacks: { way: twilio, context: out }')).toMatch(/way: is not asterisk.*callerId: is missing.*allow: is missing.*phones: is missing/);
});
