import { describe, expect, test } from '@jest/globals';
import { type BoardState, nothingYet } from './board.js';
import { runningNow, standingOf } from './standing.js';

const heard: BoardState = { ...nothingYet, link: 'connected', frame: { number: 1, at: 50_000, heardAt: 10_000 }, offset: 40_000 };

describe('standing', () => {
  test('is connecting until the first frame', () => {
    expect(standingOf(nothingYet, 0)).toEqual({ is: 'connecting' });
  });

  test('is live for three silent seconds, then stale since the last frame', () => {
    expect(standingOf(heard, 13_000)).toEqual({ is: 'live' });
    expect(standingOf(heard, 13_001)).toEqual({ is: 'stale', since: 50_000 });
  });

  test('is lost since the last frame when the connection is', () => {
    expect(standingOf({ ...heard, link: 'lost' }, 11_000)).toEqual({ is: 'lost', since: 50_000 });
  });

  test('passes on that the server is catching up', () => {
    const server = { is: 'catching-up', behindMs: 9_000, done: 0.4 } as const;
    expect(standingOf({ ...heard, server }, 11_000)).toEqual(server);
  });

  test('lets times run only while live', () => {
    expect(runningNow(heard, { is: 'live' }, 12_000)).toBe(52_000);
    expect(runningNow(heard, { is: 'lost', since: 50_000 }, 99_000)).toBe(50_000);
  });
});
