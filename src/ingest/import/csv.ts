import { ok, refused, type Result } from '../../domain/result.js';
import { type Call, eventsOf } from './call-events.js';
import { compileCondition } from './condition.js';
import { choiceReader, fieldReader, outcomeReader, type Read } from './fields.js';
import type { FieldRule, Mapping } from './mapping.js';
import { momentsReader } from './moments.js';
import { straighten } from './path.js';
import type { Row, RowOutcome } from './row.js';

export type TranslateRow = (row: Row, line: number) => RowOutcome;

/** Turns a mapping into the pure translation of one row: its events, or why there are none. */
export function rowTranslator(mapping: Mapping): TranslateRow {
  const excluded = mapping.exclude.map(({ label, when }) => ({ label, holds: compileCondition(when) }));
  const read = callReader(mapping);
  return (row, line) => {
    const rule = excluded.find(({ holds }) => holds(row));
    if (rule) return { kind: 'excluded', label: rule.label };
    const call = read(row, line);
    return call.ok ? { kind: 'events', events: eventsOf(call.value) } : { kind: 'refused', reason: call.reason };
  };
}

function callReader(mapping: Mapping): (row: Row, line: number) => Result<Call> {
  const { contact, menu, queue, agent } = mapping;
  const moments = momentsReader(mapping);
  const read = {
    outcome: outcomeReader(mapping.outcome),
    channel: fieldReader(contact.channel, 'contact.channel'),
    direction: choiceReader(contact.direction, 'contact.direction'),
    endedBy: contact.endedBy ? choiceReader(contact.endedBy, 'contact.endedBy') : () => undefined,
    from: optional(contact.from, 'contact.from'),
    to: optional(contact.to, 'contact.to'),
    customer: optional(contact.customer, 'contact.customer'),
    reason: optional(contact.reason, 'contact.reason'),
    node: optional(menu?.node, 'menu.node'),
    queue: optional(queue?.name, 'queue.name'),
    agent: optional(agent?.name, 'agent.name'),
  };
  return (row, line) => {
    const problems: string[] = [];
    const complain = (column: string, what: string): void => {
      problems.push(`Line ${line}, column ${column}: ${what}`);
    };
    const id = contactId(mapping.contact.id, row, line);
    if (id === undefined) complain(contact.id.columns.join(' + '), 'is empty. Fill in the contact\'s id.');
    const outcome = read.outcome(row, complain);
    const recorded = moments(row, complain);
    const path = problems.length === 0 && outcome ? straighten(outcome, recorded) : undefined;
    if (path && !path.ok) problems.push(`Line ${line}: ${path.reason}`);
    const call = {
      source: mapping.source,
      line,
      channel: read.channel(row, complain) ?? 'voice',
      direction: read.direction(row, complain) ?? 'inbound',
      from: read.from(row, complain),
      to: read.to(row, complain),
      customer: read.customer(row, complain),
      reason: read.reason(row, complain),
      node: read.node(row, complain),
      queue: read.queue(row, complain),
      agent: read.agent(row, complain),
      endedBy: read.endedBy(row, complain),
    };
    if (path?.ok && path.value.queue && call.queue === undefined) {
      problems.push(`Line ${line}: the caller waited in a queue without a name. Give it one in queue.name.`);
    }
    return problems.length === 0 && id !== undefined && outcome && path?.ok
      ? ok({ ...call, id, outcome, path: path.value })
      : refused(problems.join(' '));
  };
}

function contactId({ columns, prefix, row: withRow }: Mapping['contact']['id'], row: Row, line: number): string | undefined {
  const parts = columns.map(row);
  if (parts.every((part) => part === '')) return undefined;
  return `${prefix}${parts.join('-')}${withRow ? `-row-${line}` : ''}`;
}

function optional(rule: FieldRule | undefined, path: string): Read<string> {
  return rule ? fieldReader(rule, path) : () => undefined;
}
