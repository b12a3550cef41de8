import type { EarshotEvent } from '../domain/event.js';
import { realWait } from './connection-report.js';

/** For specs: stories are told in seconds after this one. */
export const EPOCH = 1_700_000_000;

/** `[second, type, what matters of its data…]`, without what every queue event carries. */
export function outline(events: readonly EarshotEvent[], ...types: string[]): unknown[] {
  return events.filter(({ type }) => types.some((each) => type.startsWith(each))).map(({ time, type, data }) => {
    const { leg: _leg, visit: _visit, segment: _segment, channel: _channel, ...rest } = data as Record<string, unknown>;
    return [Math.round(time - EPOCH * 1_000) / 1_000, type, rest];
  });
}

export async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 400) throw new Error('It has not come to this within 4 seconds.');
    await realWait(10);
  }
}
