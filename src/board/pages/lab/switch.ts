import type { LabDraft } from '../../../contract/lab.js';
import type { SettingsChange } from '../../../contract/settings.js';

type Document = Readonly<Record<string, unknown>> | null;

/** The draft runs beside the rule from now on. */
export function shadowChanges(rule: string, { options, queues }: LabDraft, now: number): readonly SettingsChange[] {
  return [{ path: ['flags', rule, 'shadow'], value: { since: new Date(now).toISOString(), ...(options === undefined ? {} : { options }), ...(queues === undefined ? {} : { queues }) } }];
}

export function endChanges(document: Document, rule: string): readonly SettingsChange[] {
  return there(document, rule, ['shadow']);
}

/** The draft takes the place of what is in force, and the rule is in use; a shadow has had its day. */
export function liveChanges(document: Document, rule: string, { options, queues }: LabDraft): readonly SettingsChange[] {
  return [
    ...there(document, rule, ['shadow', 'enabled', ...(options === undefined ? ['options'] : []), ...(queues === undefined ? ['queues'] : [])]),
    ...(options === undefined ? [] : [{ path: ['flags', rule, 'options'], value: options }]), ...(queues === undefined ? [] : [{ path: ['flags', rule, 'queues'], value: queues }]),
  ];
}

/** Takes out what stands there. */
function there(document: Document, rule: string, names: readonly string[]): readonly SettingsChange[] {
  const own = sectionIn(sectionIn(document, 'flags'), rule);
  return names.filter((name) => own !== null && Object.hasOwn(own, name)).map((name) => ({ path: ['flags', rule, name], value: null }));
}

function sectionIn(section: Document, name: string): Document {
  const found = section !== null && Object.hasOwn(section, name) ? section[name] : null;
  return typeof found === 'object' ? found as Document : null;
}
