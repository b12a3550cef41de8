import type { LabDraft, LabOptions } from '../../../contract/lab.js';
import type { OptionInForce, RuleInForce } from '../../../contract/rules.js';

type Value = OptionInForce['value'];

/** A draft begins as the rule is in force: what differs from its defaults, for all and for single queues. */
export function draftOf({ options, queues }: RuleInForce): LabDraft {
  return tidy({
    options: Object.fromEntries(options.filter((option) => option.value !== option.default).map(({ name, value }) => [name, value])),
    queues: Object.fromEntries(queues.map(({ queue, options: own }) => [queue, own])),
  });
}

/** What an option is in the draft: the queue's own word, else what holds for all, else the default. */
export function valueIn(draft: LabDraft, option: OptionInForce, queue?: string): Value {
  return (queue === undefined ? undefined : draft.queues?.[queue]?.[option.name]) ?? draft.options?.[option.name] ?? option.default;
}

/** The draft with an option set, for all or for one queue; what says nothing else than what holds anyway is left out. */
export function withOption(draft: LabDraft, option: OptionInForce, value: Value | null, queue?: string): LabDraft {
  if (queue === undefined) return tidy({ ...draft, options: { ...without(draft.options, option.name), ...(value === null || value === option.default ? {} : { [option.name]: value }) } });
  const own = { ...without(draft.queues?.[queue], option.name), ...(value === null ? {} : { [option.name]: value }) };
  return tidy({ ...draft, queues: { ...draft.queues, [queue]: own } });
}

export function withoutQueue(draft: LabDraft, queue: string): LabDraft {
  return tidy({ ...draft, queues: Object.fromEntries(Object.entries(draft.queues ?? {}).filter(([each]) => each !== queue)) });
}

export function isSameDraft(a: LabDraft, b: LabDraft): boolean {
  return written(a) === written(b);
}

/** "after 90, for sales after 30"; a draft that says nothing is the defaults. */
export function draftSays({ options = {}, queues = {} }: LabDraft): string {
  const said = (own: LabOptions): string => Object.entries(own).map(([name, value]) => `${name} ${String(value)}`).join(', ');
  const parts = [...(Object.keys(options).length === 0 ? [] : [said(options)]), ...Object.entries(queues).map(([queue, own]) => `for ${queue} ${said(own)}`)];
  return parts.length === 0 ? 'all at their defaults' : parts.join('; ');
}

function without(options: LabOptions | undefined, name: string): LabOptions {
  return Object.fromEntries(Object.entries(options ?? {}).filter(([each]) => each !== name));
}

function tidy({ options = {}, queues = {} }: LabDraft): LabDraft {
  const own = Object.entries(queues).filter(([, each]) => Object.keys(each).length > 0);
  return { ...(Object.keys(options).length === 0 ? {} : { options }), ...(own.length === 0 ? {} : { queues: Object.fromEntries(own) }) };
}

function written({ options = {}, queues = {} }: LabDraft): string {
  const sorted = (own: LabOptions): unknown => Object.entries(own).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([sorted(options), Object.entries(queues).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([queue, own]) => [queue, sorted(own)])]);
}
