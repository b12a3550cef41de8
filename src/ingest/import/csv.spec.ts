import { describe, expect, test } from '@jest/globals';
import type { EarshotEvent } from '../../domain/event.js';
import { rowTranslator } from './csv.js';
import { parseMapping } from './parse-mapping.js';
import type { RowOutcome } from './row.js';

const day = { zone: 'Asia/Jerusalem', format: 'H:mm:ss', date: { column: 'date', format: 'yyMMdd' }, none: ['0:00:00'] };

const bank = {
  source: 'bank',
  times: day,
  contact: {
    id: { columns: ['date', 'call_id'] },
    start: { column: 'vru_entry' },
    customer: { column: 'customer_id', none: ['0'] },
    reason: { column: 'type' },
  },
  menu: { node: { always: 'main' }, entered: { column: 'vru_entry' }, left: { column: 'vru_exit' } },
  queue: { name: { column: 'type', values: { PS: 'Regular' } }, entered: { column: 'q_start' }, left: { column: 'q_exit' } },
  agent: { name: { column: 'server', none: ['NO_SERVER'] }, connected: { column: 'ser_start' }, left: { column: 'ser_exit' } },
  outcome: { column: 'outcome', values: { AGENT: 'answered', HANG: 'abandoned' } },
  exclude: [{ label: 'phantom', when: { column: 'outcome', is: ['PHANTOM'] } }],
};

const call = {
  call_id: '7', customer_id: '29322', type: 'PS', date: '990203', vru_entry: '7:02:40', vru_exit: '7:02:50',
  q_start: '0:00:00', q_exit: '0:00:00', outcome: 'HANG', ser_start: '0:00:00', ser_exit: '0:00:00', server: 'NO_SERVER',
};

function outcomeOf(changes: Partial<typeof call>, mapping: unknown = bank): RowOutcome {
  const parsed = parseMapping(mapping);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.reason));
  const row: Readonly<Record<string, string>> = { ...call, ...changes };
  return rowTranslator(parsed.value)((column) => row[column] ?? '', 12);
}

/** "07:02:40 contact.started", in the order in which they were made; days count from 3 February. */
function story(changes: Partial<typeof call>, mapping?: unknown): readonly string[] {
  const outcome = outcomeOf(changes, mapping);
  if (outcome.kind !== 'events') throw new Error(JSON.stringify(outcome));
  return outcome.events.map((event) => `${clockOf(event)} ${event.type}${said(event)}`);
}

function clockOf({ time }: EarshotEvent): string {
  const wall = new Date(time + 2 * 3_600_000).toISOString();
  return `${wall.startsWith('1999-02-03') ? '' : `${wall.slice(5, 10)} `}${wall.slice(11, 19)}`;
}

function said(event: EarshotEvent): string {
  switch (event.type) {
    case 'queue.entered': return ` ${event.data.queue}`;
    case 'queue.left': return ` ${event.data.reason} after ${(event.data.waitMs ?? 0) / 1_000} s`;
    case 'agent.connected': return ` ${event.data.agent} for ${event.data.queue ?? 'no queue'}`;
    case 'contact.ended': return ` by ${event.data.by ?? 'nobody named'}`;
    default: return '';
  }
}

describe('a row', () => {
  test('of a caller who waited becomes menu, queue, agent', () => {
    const waited = { q_start: '7:02:50', q_exit: '7:03:20', outcome: 'AGENT', ser_start: '7:03:20', ser_exit: '7:05:00', server: 'TOVA' };
    expect(outcomeOf(waited)).toEqual({
      kind: 'events',
      events: [
        { type: 'contact.started', time: at('07:02:40'), data: { channel: 'voice', direction: 'inbound', customer: '29322' } },
        { type: 'ivr.node.entered', time: at('07:02:40'), data: { node: 'main' } },
        { type: 'ivr.node.left', time: at('07:02:50'), data: { node: 'main' } },
        { type: 'contact.reason', time: at('07:02:50'), data: { reason: 'PS' } },
        { type: 'queue.entered', time: at('07:02:50'), data: { queue: 'Regular' } },
        { type: 'queue.left', time: at('07:03:20'), data: { queue: 'Regular', reason: 'answered', waitMs: 30_000 } },
        { type: 'agent.connected', time: at('07:03:20'), data: { agent: 'TOVA', queue: 'Regular' } },
        { type: 'agent.left', time: at('07:05:00'), data: { agent: 'TOVA' } },
        { type: 'contact.ended', time: at('07:05:00'), data: {} },
      ].map((event) => ({ ...event, id: `990203-7/${event.type}`, source: 'bank', subject: '990203-7', sequence: 12 })),
    });
  });

  test('of a phantom is excluded by name', () => {
    expect(outcomeOf({ outcome: 'PHANTOM', vru_entry: 'rubbish' })).toEqual({ kind: 'excluded', label: 'phantom' });
  });

  test('of customer 0 has no customer', () => {
    const outcome = outcomeOf({ customer_id: '0' });
    expect(outcome.kind === 'events' && outcome.events[0]?.data).toEqual({ channel: 'voice', direction: 'inbound' });
  });

  test('answered without a queue names the queue with the agent, and the menu yields to an early answer', () => {
    expect(story({ outcome: 'AGENT', ser_start: '7:02:49', ser_exit: '7:05:41', server: 'DORIT' })).toEqual([
      '07:02:40 contact.started',
      '07:02:40 ivr.node.entered',
      '07:02:49 ivr.node.left',
      '07:02:49 contact.reason',
      '07:02:49 agent.connected DORIT for Regular',
      '07:05:41 agent.left',
      '07:05:41 contact.ended by nobody named',
    ]);
  });

  test('whose service starts before the wait ends keeps its wait', () => {
    expect(story({ q_start: '7:02:50', q_exit: '7:03:20', outcome: 'AGENT', ser_start: '7:02:48', ser_exit: '7:03:10', server: 'AVNI' }).slice(4)).toEqual([
      '07:02:50 queue.entered Regular',
      '07:03:20 queue.left answered after 30 s',
      '07:03:20 agent.connected AVNI for Regular',
      '07:03:20 agent.left',
      '07:03:20 contact.ended by nobody named',
    ]);
  });

  test('whose menu ends before it begins starts at its earliest instant and keeps its wait', () => {
    expect(story({ vru_entry: '9:48:14', vru_exit: '9:47:17', q_start: '9:47:17', q_exit: '9:50:11' })).toEqual([
      '09:47:17 contact.started',
      '09:47:17 ivr.node.entered',
      '09:47:17 ivr.node.left',
      '09:47:17 contact.reason',
      '09:47:17 queue.entered Regular',
      '09:50:11 queue.left abandoned after 174 s',
      '09:50:11 contact.ended by customer',
    ]);
  });

  test('of a caller who hung up in the queue is abandoned there, whatever service times it carries', () => {
    expect(story({ q_start: '7:02:50', q_exit: '7:03:45', ser_start: '7:03:46', ser_exit: '7:03:57' }).slice(4)).toEqual([
      '07:02:50 queue.entered Regular',
      '07:03:45 queue.left abandoned after 55 s',
      '07:03:45 contact.ended by customer',
    ]);
  });

  test('of a caller who hung up the moment the queue began is abandoned after 0 s', () => {
    expect(story({ q_start: '7:02:50', q_exit: '7:02:50' })).toContain('07:02:50 queue.left abandoned after 0 s');
  });

  test('of a caller who hung up in the menu never saw a queue', () => {
    expect(story({})).toEqual([
      '07:02:40 contact.started',
      '07:02:40 ivr.node.entered',
      '07:02:50 ivr.node.left',
      '07:02:50 contact.reason',
      '07:02:50 contact.ended by customer',
    ]);
  });

  test('answered by nobody named and without service times is answered, and its end is inferred', () => {
    expect(story({ q_start: '7:02:50', q_exit: '7:03:00', outcome: 'AGENT' }).slice(5)).toEqual([
      '07:03:00 queue.left answered after 10 s',
      '07:03:00 agent.connected unknown for Regular',
      '07:03:00 contact.ended by inferred',
    ]);
  });

  test('over midnight rolls over to the next day', () => {
    expect(story({ vru_entry: '23:59:10', vru_exit: '23:59:17', q_start: '23:59:26', q_exit: '0:00:27' }).slice(4)).toEqual([
      '23:59:26 queue.entered Regular',
      '02-04 00:00:27 queue.left abandoned after 61 s',
      '02-04 00:00:27 contact.ended by customer',
    ]);
  });

  test('that begins just after midnight with a clock behind it stays on its day', () => {
    expect(story({ vru_entry: '0:00:01', vru_exit: '23:59:58', q_start: '23:59:58', q_exit: '0:00:20' })[5])
      .toBe('00:00:20 queue.left abandoned after 22 s');
  });
});

describe('a refusal', () => {
  test('names the line, every column and what to do', () => {
    expect(outcomeOf({ vru_entry: '7:61:00', outcome: 'BUSY' })).toEqual({
      kind: 'refused',
      reason: 'Line 12, column outcome: "BUSY" has no meaning yet. Add it to outcome.values, or exclude such rows with a label. '
        + 'Line 12, column vru_entry: "990203" "7:61:00" is no time of the form yyMMdd H:mm:ss. Correct it, or add it to the "none" of contact.start if it means that there was none. '
        + 'Line 12, column vru_entry: "990203" "7:61:00" is no time of the form yyMMdd H:mm:ss. Correct it, or add it to the "none" of menu.entered if it means that there was none.',
    });
  });

  test('meets a stay that never ends', () => {
    expect(outcomeOf({ q_start: '7:02:50' })).toEqual({
      kind: 'refused',
      reason: 'Line 12: the caller entered the queue but nothing says when they left it. Map queue.left or contact.end.',
    });
  });
});

describe('other files', () => {
  test('a call list with durations and one queue', () => {
    const list = {
      source: 'pbx',
      times: { zone: 'Europe/Berlin', format: 'dd.MM.yyyy HH:mm' },
      contact: {
        id: { columns: ['id'] }, start: { column: 'when' }, from: { column: 'caller', none: ['anonymous'] },
        endedBy: { column: 'ended', values: { Agent: 'agent', Caller: 'customer' } },
      },
      queue: { name: { always: 'Support' }, entered: { column: 'when' }, left: { after: 'queue.entered', column: 'wait', unit: 'clock' } },
      agent: { name: { column: 'by' }, connected: { after: 'queue.left', column: 'rang', unit: 'seconds' }, left: { after: 'agent.connected', column: 'talk', unit: 'clock' } },
      outcome: { rules: [{ when: { column: 'talk', not: [''] }, is: 'answered' }], otherwise: 'timeout' },
    };
    const row = { id: '9', when: '03.02.1999 06:00', caller: 'anonymous', ended: 'Agent', wait: '1:05', rang: '4', by: 'Kim', talk: '2:00' };
    expect(story(row as never, list)).toEqual([
      '07:00:00 contact.started',
      '07:00:00 queue.entered Support',
      '07:01:05 queue.left answered after 65 s',
      '07:01:09 agent.connected Kim for Support',
      '07:03:09 agent.left',
      '07:03:09 contact.ended by agent',
    ]);
    expect(story({ ...row, talk: '', ended: '' } as never, list)[3]).toBe('07:01:05 contact.ended by system');
  });

  test('epoch times, and ids made unique by the row', () => {
    const mapping = {
      ...bank, times: { zone: 'UTC', format: 'epoch' }, menu: undefined, queue: undefined, agent: undefined,
      contact: { id: { columns: ['call_id'], row: true }, start: { column: 'vru_entry' } },
    };
    const outcome = outcomeOf({ vru_entry: '918000000.5' }, mapping);
    expect(outcome.kind === 'events' && outcome.events.map(({ id, time }) => [id, time])).toEqual([
      ['7-row-12/contact.started', 918_000_000_500], ['7-row-12/contact.ended', 918_000_000_500],
    ]);
  });

  test('a call through the hour that comes twice stays in order', () => {
    const mapping = { ...bank, times: { zone: 'Europe/Berlin', format: 'yyyy-MM-dd HH:mm:ss' } };
    const outcome = outcomeOf({
      vru_entry: '2024-10-27 02:50:00', vru_exit: '2024-10-27 02:50:10', q_start: '2024-10-27 02:50:10', q_exit: '2024-10-27 02:05:00',
    }, { ...mapping, times: { ...mapping.times, none: ['0:00:00'] } });
    expect(outcome.kind === 'events' && outcome.events.find(({ type }) => type === 'queue.left')?.data)
      .toEqual({ queue: 'Regular', reason: 'abandoned', waitMs: 890_000 });
  });
});

function at(clock: string): number {
  return Date.parse(`1999-02-03T${clock}+02:00`);
}
