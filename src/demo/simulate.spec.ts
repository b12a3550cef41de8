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

describe('four hours', () => {
  let events: EarshotEvent[];
  let byContact: Map<string, EarshotEvent[]>;
  beforeAll(() => {
    events = eventsOf(3, startAt + 4 * HOUR);
    byContact = byContactOf(events);
  });

  test('begin forty minutes in the past and come in the order of time with ids of their own', () => {
    expect(events[0]?.time).toBe(startAt - WARM_UP);
    expect(events.every((event, index) => index === 0 || event.time >= (events[index - 1]?.time ?? 0))).toBe(true);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });

  test('each contact starts once and first, and ends once unless it is still up', () => {
    for (const [contact, own] of byContact) {
      expect([contact, own[0]?.type, count(own, 'contact.started')]).toEqual([contact, 'contact.started', 1]);
      const isOver = (own[0]?.time ?? 0) < startAt + 3 * HOUR;
      if (isOver) expect([contact, count(own, 'contact.ended')]).toEqual([contact, 1]);
      expect(own.map(({ sequence }) => sequence)).toEqual(own.map((_, index) => index + 1));
    }
  });

  test('after the end come only wrap-up and what became of a promised call', () => {
    const late = new Set<string>();
    for (const own of byContact.values()) {
      const end = own.findIndex(({ type }) => type === 'contact.ended');
      if (end >= 0) own.slice(end + 1).forEach(({ type }) => late.add(type));
    }
    expect([...late].toSorted()).toEqual(['callback.attempted', 'callback.cancelled', 'callback.reached', 'wrapup.ended', 'wrapup.started']);
  });

  test('whoever enters a node, a hold or a queue leaves it before entering the next', () => {
    for (const own of byContact.values()) {
      expect(pairs(own, 'ivr.node.entered', 'ivr.node.left')).toBe('matched');
      expect(pairs(own, 'queue.entered', 'queue.left')).toBe('matched');
      expect(pairs(own, 'agent.offered', 'agent.offer.ended')).toBe('matched');
    }
  });

  test('nobody is answered from a queue without an agent who has that skill', () => {
    for (const own of byContact.values()) {
      own.forEach((event, index) => {
        if (event.type !== 'queue.left' || event.data.reason !== 'answered') return;
        const next = own[index + 1];
        if (next?.type !== 'agent.connected') throw new Error(`${event.subject} was answered by nobody`);
        expect(next.data.visit).toBe(event.data.visit);
        expect(floor.agents[next.data.agent]?.queues).toContain(event.data.queue);
      });
    }
  });

  test('no agent talks to two callers at once, nor is one offered a caller while busy', () => {
    const talking = new Map<string, string>();
    const state = new Map<string, string>();
    for (const event of events) {
      if (event.type === 'agent.state') state.set(event.subject, event.data.state);
      if (event.type === 'agent.offered') expect(state.get(event.data.agent)).toBe('ringing');
      if (event.type === 'agent.connected') {
        expect([event.data.agent, talking.get(event.data.agent)]).toEqual([event.data.agent, undefined]);
        talking.set(event.data.agent, event.subject);
      }
      if (event.type === 'agent.left') {
        expect(talking.get(event.data.agent)).toBe(event.subject);
        talking.delete(event.data.agent);
      }
    }
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
    for (const event of events) {
      if (event.type === 'ivr.input' && event.data.kind === 'slot') expect(event.data.key).toBeUndefined();
      if (event.type === 'contact.started' && event.data.from !== undefined) {
        expect(event.data.from).toMatch(/^\+1\d{3}55501\d\d$|^\+44\d{10}$/);
      }
    }
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

function pairs(events: readonly EarshotEvent[], opens: string, closes: string): string {
  let isOpen = false;
  for (const { type, id } of events) {
    if (type === opens && isOpen) return `${id} opens twice`;
    if (type === closes && !isOpen) return `${id} closes what is not open`;
    if (type === opens || type === closes) isOpen = type === opens;
  }
  return 'matched';
}
