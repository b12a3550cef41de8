import { beforeAll, describe, expect, test } from '@jest/globals';
import type { EarshotEvent } from '../domain/event.js';
import { HOUR, MINUTE } from '../domain/time.js';
import { readDemoFloor } from './demo-floor.js';
import { simulate, WARM_UP } from './simulate.js';

const startAt = Date.UTC(2025, 10, 24, 9);
const floor = readDemoFloor();

function eventsOf(seed: number, until: number): EarshotEvent[] {
  const events: EarshotEvent[] = [];
  for (const event of simulate({ seed, startAt, floor })) {
    if (event.time > until) break;
    events.push(event);
  }
  return events;
}

test('the same seed and start give the same events, another seed gives others', () => {
  const events = eventsOf(7, startAt - 30 * MINUTE);
  expect(eventsOf(7, startAt - 30 * MINUTE)).toEqual(events);
  expect(eventsOf(8, startAt - 30 * MINUTE).map(({ id }) => id).filter((id) => events.some((event) => event.id === id))).toEqual([]);
});

describe('two hours', () => {
  let events: EarshotEvent[];
  let byContact: Map<string, EarshotEvent[]>;
  beforeAll(() => {
    events = eventsOf(3, startAt + 2 * HOUR);
    byContact = byContactOf(events);
  });

  test('begin forty minutes in the past and come in the order of time with ids of their own', () => {
    expect(events[0]?.time).toBe(startAt - WARM_UP);
    expect(events.every((event, index) => index === 0 || event.time >= (events[index - 1]?.time ?? 0))).toBe(true);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });

  test('each contact starts once and first, and ends once unless it is still up', () => {
    const broken = [...byContact].filter(([, own]) => {
      const isOver = (own[0]?.time ?? 0) < startAt + 1 * HOUR;
      const ends = count(own, 'contact.ended');
      const inSequence = own.every(({ sequence }, index) => sequence === index + 1);
      return own[0]?.type !== 'contact.started' || count(own, 'contact.started') !== 1 || ends > 1 || (isOver && ends === 0) || !inSequence;
    });
    expect(broken).toEqual([]);
  });

  test('after the end come only wrap-up and what became of a promised call', () => {
    const late = new Set<string>();
    for (const own of byContact.values()) {
      const end = own.findIndex(({ type }) => type === 'contact.ended');
      if (end >= 0) own.slice(end + 1).forEach(({ type }) => late.add(type));
    }
    const allowed = ['callback.attempted', 'callback.cancelled', 'callback.reached', 'wrapup.ended', 'wrapup.started'];
    expect([...late].filter((type) => !allowed.includes(type))).toEqual([]);
  });

  test('whoever enters a node, a hold or a queue leaves it before entering the next', () => {
    const pairs = [['ivr.node.entered', 'ivr.node.left'], ['queue.entered', 'queue.left'], ['agent.offered', 'agent.offer.ended']] as const;
    const broken = [...byContact.values()].flatMap((own) => pairs.flatMap(([opens, closes]) => unpaired(own, opens, closes)));
    expect(broken).toEqual([]);
  });

  test('nobody is answered from a queue without an agent who has that skill', () => {
    const unskilled = [...byContact.values()].flatMap((own) => own.filter((event, index) => {
      if (event.type !== 'queue.left' || event.data.reason !== 'answered') return false;
      const next = own[index + 1];
      return next?.type !== 'agent.connected' || next.data.visit !== event.data.visit
        || floor.agents[next.data.agent]?.queues?.includes(event.data.queue ?? '') !== true;
    }));
    expect(unskilled).toEqual([]);
  });

  test('no agent talks to two callers at once, nor is one offered a caller while busy', () => {
    const talking = new Map<string, string>();
    const state = new Map<string, string>();
    const broken = events.filter((event) => {
      if (event.type === 'agent.state') state.set(event.subject, event.data.state);
      if (event.type === 'agent.offered') return state.get(event.data.agent) !== 'ringing' || talking.has(event.data.agent);
      if (event.type === 'agent.left') return !talking.delete(event.data.agent);
      if (event.type !== 'agent.connected') return false;
      const wasTalking = talking.has(event.data.agent);
      talking.set(event.data.agent, event.subject);
      return wasTalking;
    });
    expect(broken).toEqual([]);
  });

  test('callers in one queue are answered in the order in which they came', () => {
    const line: { visit: string; at: number }[] = [];
    for (const event of events) {
      if (event.type === 'queue.entered' && event.data.queue === 'rebate' && event.data.priority === undefined) line.push({ visit: event.data.visit ?? '', at: event.time });
      if (event.type === 'agent.offered' && event.data.queue === 'rebate' && line.some(({ visit }) => visit === event.data.visit)) {
        expect(line[0]?.visit).toBe(event.data.visit);
      }
      if (event.type === 'agent.offered' || event.type === 'queue.left') {
        const index = line.findIndex(({ visit }) => visit === event.data.visit);
        if (index >= 0) line.splice(index, 1);
      }
    }
  });

  test('what callers type is told by its length only, and numbers are fictitious', () => {
    const told = events.filter((event) => event.type === 'ivr.input' && event.data.kind === 'slot' && event.data.key !== undefined);
    const numbers = events.flatMap((event) => (event.type === 'contact.started' && event.data.direction === 'inbound' ? event.data.from ?? [] : []));
    expect(told).toEqual([]);
    expect(numbers.filter((number) => !/^\+1\d{3}55501\d\d$|^\+44\d{10}$/.test(number))).toEqual([]);
  });
});

function byContactOf(events: readonly EarshotEvent[]): Map<string, EarshotEvent[]> {
  const groups = new Map<string, EarshotEvent[]>();
  for (const event of events) {
    if (event.type === 'agent.state' || event.type.startsWith('agent.signed') || event.type === 'source.heartbeat') continue;
    const group = groups.get(event.subject) ?? [];
    groups.set(event.subject, group);
    group.push(event);
  }
  return groups;
}

function count(events: readonly EarshotEvent[], type: string): number {
  return events.filter((event) => event.type === type).length;
}

/** Where something opens while it is open already, or closes without. */
function unpaired(events: readonly EarshotEvent[], opens: string, closes: string): EarshotEvent[] {
  let isOpen = false;
  return events.filter(({ type }) => {
    if (type !== opens && type !== closes) return false;
    const isWrong = isOpen === (type === opens);
    isOpen = type === opens;
    return isWrong;
  });
}
