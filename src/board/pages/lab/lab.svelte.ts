/** What the reader does in the lab: a rule chosen, its draft, the window, the run that goes on or is looked at. */
import type { LabDraft, LabReads, LabRunView, LabView } from '../../../contract/lab.js';
import type { RuleInForce, RuleMarks } from '../../../contract/rules.js';
import type { SettingsChange, SettingsSaved, SettingsView } from '../../../contract/settings.js';
import type { Answer } from '../../net/api.js';
import { draftOf } from './draft.js';
import { cancelRun, changeSettings, readHitRates, readLab, readRules, readRun, readSettings, startRun } from './reads.js';
import { endChanges, liveChanges, shadowChanges } from './switch.js';
import { windowOf } from './words.js';

/** How often a run that goes on is asked after. */
const SOON = 700;
/** How often the rest is read: others run drafts too. */
const AGAIN = 10_000;

export class LabOnPage {
  view: LabView | null = $state.raw(null);
  rules: readonly RuleInForce[] = $state.raw([]);
  marks: readonly RuleMarks[] = $state.raw([]);
  /** What is looked at. */
  run: LabRunView | null = $state.raw(null);
  draft: LabDraft = $state.raw({});
  window = $state('settled');
  busy = $state(false);
  problem: string | null = $state(null);
  /** What came of a change of the settings. */
  said: string | null = $state(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #rule = '';

  rule(id: string): RuleInForce | undefined {
    return this.rules.find((each) => each.id === id);
  }

  reads(id: string): LabReads {
    return this.view?.rules.find((each) => each.id === id)?.reads ?? 'contacts';
  }

  /** Reads all of it, and again and again until it is left. */
  open(now: number): () => void {
    void Promise.all([this.#read(), this.#readRules(), readHitRates(now).then((answer) => { if (answer.ok) this.marks = answer.value.items; })]);
    return () => clearTimeout(this.#timer);
  }

  /** Another rule begins with what is in force for it. */
  choose(id: string): void {
    if (id === this.#rule || this.rule(id) === undefined) return;
    this.#rule = id;
    this.draft = draftOf(this.rule(id) as RuleInForce);
    this.problem = null;
  }

  async show(id: string): Promise<void> {
    const answer = await readRun(id);
    if (!answer.ok) return this.#tell(answer);
    this.run = answer.value;
    if (this.rule(answer.value.request.rule) !== undefined) {
      this.#rule = answer.value.request.rule;
      this.draft = answer.value.request.draft;
    }
    if (answer.value.state.is === 'running') this.#soon();
  }

  /** Its id, once it runs. */
  async start(rule: string, now: number, zone: string): Promise<string | null> {
    this.busy = true;
    const answer = await startRun({ rule, draft: this.draft, ...windowOf(this.window, now, zone) });
    this.busy = false;
    if (!answer.ok) { this.#tell(answer); return null; }
    this.problem = null;
    this.run = answer.value;
    this.#soon();
    return answer.value.id;
  }

  async cancel(): Promise<void> {
    const running = this.view?.running ?? this.run;
    if (running === null) return;
    const answer = await cancelRun(running.id);
    if (this.run?.id === running.id) this.run = null;
    if (!answer.ok && answer.status !== 404) this.#tell(answer);
    await this.#read();
  }

  beginShadow(rule: string, now: number): Promise<void> {
    return this.#change(() => shadowChanges(rule, this.draft, now), 'The draft runs in shadow from now on');
  }

  endShadow(rule: string): Promise<void> {
    return this.#change((document) => endChanges(document, rule), 'The shadow has ended');
  }

  switchOn(rule: string, draft: LabDraft): Promise<void> {
    return this.#change((document) => liveChanges(document, rule, draft), 'The draft is in force from now on', () => { this.draft = draft; });
  }

  /** As the page of settings does it: one version, by name, refused where somebody was quicker. */
  async #change(changesOf: (document: SettingsView['document']) => readonly SettingsChange[], done: string, then?: () => void): Promise<void> {
    this.busy = true;
    this.said = null;
    const settings = await readSettings();
    const answer = settings.ok ? await this.#write(settings.value, changesOf(settings.value.document)) : settings;
    this.busy = false;
    if (!answer.ok) return this.#tell(answer);
    this.problem = null;
    this.said = `${done}: version ${answer.value.settings.version.version} of the settings.`;
    then?.();
    await Promise.all([this.#read(), this.#readRules()]);
  }

  #write(settings: SettingsView, changes: readonly SettingsChange[]): Promise<Answer<SettingsSaved>> | Answer<SettingsSaved> {
    return changes.length === 0 ? { ok: true, value: { settings, changed: [] } } : changeSettings(settings.revision, changes);
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#read(), SOON);
  }

  async #read(): Promise<void> {
    clearTimeout(this.#timer);
    const answer = await readLab();
    if (answer.ok) {
      this.view = answer.value;
      await this.#follow(answer.value);
    } else if (this.view === null) {
      this.#tell(answer);
    }
    this.#timer = setTimeout(() => void this.#read(), this.view?.running ? SOON : AGAIN);
  }

  /** The run that is looked at, while it goes on and when it is over. */
  async #follow({ running }: LabView): Promise<void> {
    if (this.run?.state.is !== 'running') return;
    if (running?.id === this.run.id) { this.run = running; return; }
    const answer = await readRun(this.run.id);
    this.run = answer.ok ? answer.value : null;
    if (!answer.ok) this.#tell(answer);
  }

  async #readRules(): Promise<void> {
    const answer = await readRules();
    if (answer.ok) this.rules = answer.value.items;
    else this.#tell(answer);
  }

  #tell({ what, do: advice }: Extract<Answer<unknown>, { ok: false }>): void {
    this.problem = `${what} ${advice}`;
  }
}
