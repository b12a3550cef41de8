import { describe, expect, test } from '@jest/globals';
import type { RecoveryLine } from '../contract/board.js';
import { noCallBacks } from '../domain/call-back-settings.js';
import { unnamedFloor } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import type { Reader } from '../domain/reader.js';
import { callerOf, numberToCall } from './check.js';

const floor: Floor = {
  ...unnamedFloor, country: 'DE',
  callbacks: { ...noCallBacks, way: 'twilio', callerId: '+4930123456', allow: ['+49'], phones: { sue: '+4930111', anna: 'client:anna' }, queues: { bill: '+4930222' } },
};
const line: RecoveryLine = { id: 'ann', label: 'caller', why: 'abandoned', queue: { id: 'bill', name: 'Billing' }, at: 0, waitedMs: 0, times: 1, contact: 'a', reachable: true, state: 'open', attempts: 0 };
const reader = (who: string, more: Partial<Reader> = {}): Reader => ({ who, role: 'supervisor', queues: null, teams: null, actsFor: null, ...more });
/** 12:00 in Berlin. */
const noon = Date.parse('2026-06-01T10:00:00Z');

describe('whose phone rings first', () => {
  test('is the asker\'s own, else the queue\'s, or of whoever was named', () => {
    expect(callerOf(floor, line, reader('sue'), undefined)).toEqual({ ok: true, value: { phone: '+4930111', agent: 'sue' } });
    expect(callerOf(floor, line, reader('bob'), undefined)).toEqual({ ok: true, value: { phone: '+4930222' } });
    expect(callerOf(floor, line, reader('bob'), 'anna')).toEqual({ ok: true, value: { phone: 'client:anna', agent: 'anna' } });
  });

  test('must be known, also for who is called like a property of all objects', () => {
    expect(callerOf(floor, line, reader('bob'), 'constructor')).toMatchObject({ ok: false, reason: { status: 400 } });
    expect(callerOf(floor, { ...line, queue: { id: 'tech', name: 'Tech' } }, reader('bob'), undefined)).toMatchObject({ ok: false });
  });

  test('of an agent is only their own', () => {
    expect(callerOf(floor, line, reader('a@example.com', { role: 'agent', actsFor: 'anna' }), undefined)).toEqual({ ok: true, value: { phone: 'client:anna', agent: 'anna' } });
    expect(callerOf(floor, line, reader('a@example.com', { role: 'agent', actsFor: 'anna' }), 'sue')).toMatchObject({ ok: false });
  });
});

describe('a number', () => {
  const may = (number: string | undefined, now = noon, more: Partial<RecoveryLine> = {}) => {
    const answer = numberToCall(floor, { ...line, ...more }, number, now);
    return answer.ok ? answer.value : answer.reason.what;
  };

  test('is called in E.164, in the hours of where it is from', () => {
    expect(may('030 23125012')).toBe('+493023125012');
    expect(may('030 23125012', Date.parse('2026-06-01T19:00:00Z'))).toBe('It is not an hour at which people are called, where their number is from. It may be called from 9:00 there.');
  });

  test('is called neither too often, nor abroad, nor where it costs, nor when it is gone', () => {
    expect(may('030 23125012', noon, { attempts: 3 })).toBe('They were tried 3 times, and no more than 3 are allowed.');
    expect(may('+12025550123')).toBe('Their number begins with nothing that callbacks.allow names.');
    expect(may('0900 1234567')).toContain('none that can be called');
    expect(may(undefined)).toContain('No number');
  });
});
