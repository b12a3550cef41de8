import { columnsOfCondition } from './condition.js';
import type { Mapping } from './mapping.js';
import { momentRules } from './moment-rules.js';

/** The columns that a mapping reads. */
export function columnsOf(mapping: Mapping): readonly string[] {
  const { contact, menu, queue, agent, outcome, times } = mapping;
  const moments = [...momentRules(mapping).values()];
  const fields = [
    contact.channel, contact.direction, contact.endedBy, contact.from, contact.to, contact.customer, contact.reason,
    menu?.node, queue?.name, agent?.name,
  ];
  const conditions = [...mapping.exclude, ...('rules' in outcome ? outcome.rules : [])].map(({ when }) => when);
  return [...new Set([
    ...contact.id.columns,
    ...moments.map(({ column }) => column),
    ...moments.flatMap((rule) => ('after' in rule ? [] : dateColumn(rule.date === undefined ? times.date : rule.date))),
    ...fields.flatMap((field) => (field && 'column' in field ? [field.column] : [])),
    ...conditions.flatMap(columnsOfCondition),
    ...('column' in outcome ? [outcome.column] : []),
  ])];
}

export function missingColumns(mapping: Mapping, names: readonly string[]): readonly string[] {
  return columnsOf(mapping).filter((column) => !names.includes(column));
}

function dateColumn(date: { readonly column: string } | null | undefined): readonly string[] {
  return date ? [date.column] : [];
}
