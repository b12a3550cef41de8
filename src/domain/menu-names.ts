/** Names of one kind, nodes or queues, with what people call them. */
export interface Names {
  readonly ids: readonly string[];
  /** What one is also called: its name in the settings, its label in the file. */
  readonly called: (id: string) => string | undefined;
}

/**
 * Which of the intended names is meant by each observed one: the same, else the only one that differs in nothing but case, spacing and
 * signs, by id or by what it is called. `Main Menu`, `main_menu` and `main-menu@default` are one.
 */
export function meantBy(observed: Names, intended: Names): ReadonlyMap<string, string> {
  const meant = new Map<string, string>();
  const known = new Set(intended.ids);
  const taken = new Set(observed.ids.filter((id) => known.has(id)));
  for (const id of taken) meant.set(id, id);
  const byForm = new Map<string, Set<string>>();
  for (const id of intended.ids) {
    if (taken.has(id)) continue;
    for (const form of formsOf(id, intended.called)) byForm.set(form, (byForm.get(form) ?? new Set<string>()).add(id));
  }
  for (const id of observed.ids) {
    if (known.has(id)) continue;
    const found = new Set(formsOf(id, observed.called).flatMap((form) => [...byForm.get(form) ?? []]));
    const [only] = found;
    if (only !== undefined && found.size === 1) meant.set(id, only);
  }
  return meant;
}

function formsOf(id: string, called: Names['called']): readonly string[] {
  return [id, called(id)].flatMap((name) => {
    const form = name === undefined ? '' : name.normalize('NFKC').toLowerCase().replace(/@.*$/su, '').replaceAll(/[^\p{L}\p{N}]+/gu, '');
    return form === '' ? [] : [form];
  });
}
