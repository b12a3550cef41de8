/** What the reader does to the settings: read, changed, checked while they type, saved all at once. */
import type { SettingsChange, SettingsDifference, SettingsProblem, SettingsView } from '../../../contract/settings.js';
import type { Answer } from '../../net/api.js';
import { plural } from '../../text/number.js';
import { changesOf, draftedAt, type Drafts, isRemoved, keyOf, membersOf, type Path, problemAt, valueAt, withDraft } from './drafts.js';
import { changeSettings, checkChanges, readSettings } from './reads.js';

/** So long nothing is typed before it is checked. */
const QUIET = 300;

export class SettingsOnPage {
  view: SettingsView | null = $state.raw(null);
  drafts: Drafts = $state.raw(new Map());
  /** Of the drafts, as the server found. */
  problems: readonly SettingsProblem[] = $state.raw([]);
  differences: readonly SettingsDifference[] = $state.raw([]);
  busy = $state(false);
  /** Someone else was quicker. */
  stale = $state(false);
  /** What came of the last thing that was done. */
  said: { readonly text: string; readonly tone: 'good' | 'bad' } | null = $state.raw(null);
  #check: ReturnType<typeof setTimeout> | undefined;
  #checks = 0;
  #again = false;

  readonly mayWrite: boolean = $derived(this.view !== null && this.view.cannotWrite === null);
  readonly count: number = $derived(this.drafts.size);

  async read(): Promise<void> {
    const answer = await readSettings();
    if (!answer.ok) return this.#tell(answer);
    this.view = answer.value;
    this.stale = false;
    this.said = null;
    // What someone else has done meanwhile may be just what was to be done.
    for (const { path, value } of changesOf(this.drafts)) this.drafts = withDraft(answer.value.document, this.drafts, path, value);
    this.#checkSoon();
  }

  value(path: Path): unknown {
    return draftedAt(this.view?.document, this.drafts, path);
  }

  saved(path: Path): unknown {
    return valueAt(this.view?.document, path);
  }

  members(section: string): readonly string[] {
    return membersOf(this.view?.document, this.drafts, section);
  }

  isChanged(path: Path): boolean {
    return this.drafts.has(keyOf(path));
  }

  isRemoved(path: Path): boolean {
    return isRemoved(this.drafts, path);
  }

  problem(path: Path): string | undefined {
    return problemAt(this.count > 0 ? this.problems : this.view?.problems ?? [], path);
  }

  set(path: Path, value: unknown): void {
    this.drafts = withDraft(this.view?.document, this.drafts, path, value);
    this.said = null;
    this.#checkSoon();
  }

  /** What was only begun is forgotten; what is saved is to be taken out. */
  remove(path: Path): void {
    this.keep(path);
    if (this.saved(path) !== undefined) this.set(path, null);
  }

  /** Forgets what was changed at a place and within it. */
  keep(path: Path): void {
    this.drafts = new Map([...this.drafts].filter(([, draft]) => keyOf(draft.path.slice(0, path.length)) !== keyOf(path)));
    this.#checkSoon();
  }

  discard(): void {
    this.drafts = new Map();
    this.problems = [];
    this.differences = [];
    this.said = null;
  }

  /** All of it in one version; what is asked for while one is on its way follows it. */
  async save(): Promise<void> {
    const { view, drafts } = this;
    this.#again = this.busy;
    if (this.busy || view === null || drafts.size === 0) return;
    this.busy = true;
    const answer = await changeSettings(view.revision, changesOf(drafts));
    this.busy = false;
    if (!answer.ok) {
      this.stale = answer.status === 409 && view.cannotWrite === null;
      this.problems = answer.problems ?? this.problems;
      return this.#tell(answer);
    }
    // What was typed while it was on its way is still to be saved.
    const sent = new Set([...drafts].map(([key, draft]) => `${key}${JSON.stringify(draft.value)}`));
    this.drafts = new Map([...this.drafts].filter(([key, draft]) => !sent.has(`${key}${JSON.stringify(draft.value)}`)));
    this.take(answer.value.settings, answer.value.changed);
    if (this.#again) await this.save();
  }

  /** The settings as they are after a change, and what to say of it. */
  take(view: SettingsView, changed: readonly SettingsDifference[]): void {
    this.view = view;
    this.stale = false;
    this.problems = [];
    this.differences = [];
    this.said = { tone: 'good', text: changed.length === 0 ? 'Saved. Nothing that counts is different.' : `Saved as version ${view.version.version}: ${plural(changed.length, 'change')}, in force now.` };
    this.#checkSoon();
  }

  #tell(answer: Extract<Answer<unknown>, { ok: false }>): void {
    this.said = { tone: 'bad', text: `${answer.what} ${answer.do}` };
  }

  #checkSoon(): void {
    clearTimeout(this.#check);
    this.#checks += 1;
    const mine = this.#checks;
    const changes: readonly SettingsChange[] = changesOf(this.drafts);
    if (changes.length === 0) {
      this.problems = [];
      this.differences = [];
      return;
    }
    this.#check = setTimeout(() => void checkChanges(changes).then((answer) => {
      // An answer to what was typed before says nothing of what stands there now.
      if (mine !== this.#checks || !answer.ok) return;
      this.problems = answer.value.problems;
      this.differences = answer.value.changed;
    }), QUIET);
  }
}
