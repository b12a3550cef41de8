import { changesBetween } from '../../config/document-changes.js';
import { floorDocument } from '../../config/floor-document.js';
import type { SettingsChecked, SettingsSaved, SettingsVersionLine, SettingsVersionView, SettingsView } from '../../contract/settings.js';
import type { Floor } from '../../domain/floor.js';
import { learnAnew } from '../../domain/learned.js';
import { ok, refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import type { Instant, Millis } from '../../domain/time.js';
import { LogUnavailable } from '../../ports/event-log.js';
import type { EventLog } from '../../ports/event-log.js';
import type { FloorDesk, SettingsEdit, SettingsEntries, SettingsEntry, SettingsRefusal } from '../../ports/floor-desk.js';
import { differencesBetween, floorFromLog, isSameFloor, textOfEntry } from './floor-in-log.js';
import { problemsText } from './floor-of-text.js';
import type { ReadSettings } from './floor-of-text.js';
import { refusals } from './refusals.js';
import type { SettingsWork } from './settings-work.js';
import { replaceFile, revisionOf, whyNotWritable } from './settings-source.js';

/** Differences that one line of the list shows. */
const MOST_SHOWN = 50;
/** The text of before, that of now, and one that is tried. */
const KNOWN = 3;
/** In whose name a version stands that nobody wrote. */
const BY_TRAFFIC = 'traffic';

export interface FloorDeskParts {
  readonly log: Pick<EventLog, 'append'>;
  readonly entries: SettingsEntries;
  /** The settings file; undefined: the settings live in the log alone. */
  readonly file: string | undefined;
  readonly readFile: (file: string) => Promise<string>;
  /** The zone of the environment, where the settings name none. */
  readonly zone: string;
  /** Numbers become keyed hashes before anything is written into the log: in the floor, and in the text. */
  readonly mask: { floor(floor: Floor): Floor; text(text: string, floor: Floor): string };
  readonly work: SettingsWork;
  readonly note: (sentence: string) => void;
}

/**
 * The one writer of settings: what the file's watch and the page want goes through here one after another. Where there is a
 * file, the page writes the file, and the log follows; where there is none, the log holds the text.
 */
export class FloorInForce implements FloorDesk {
  /** Whose change the file holds that the log could not take yet. */
  private owed: { readonly revision: string; readonly by: string } | undefined;
  /** The log did not say whether it took the last one. */
  private unsure = false;
  private readonly known = new Map<string, ReadSettings>();
  private queue: Promise<unknown> = Promise.resolve();

  private constructor(private readonly parts: FloorDeskParts, private standing: SettingsEntry) {}

  /** Reads what holds from now on and writes it into the log where that differs. Throws where the file has mistakes. */
  static async open(parts: FloorDeskParts): Promise<FloorInForce> {
    const last = (await parts.entries.newest(1))[0];
    const text = parts.file === undefined ? (last === undefined ? '' : textOfEntry(last)) : await parts.readFile(parts.file);
    const { floor } = await parts.work.read(text, parts.zone);
    if (!floor.ok) {
      if (parts.file !== undefined || last === undefined) throw new Error(mistakesIn(parts.file ?? 'the log', problemsText(floor.reason)));
      parts.note(`The settings hold as the log has them, though by now they have mistakes: ${problemsText(floor.reason)}. Correct them on the board, under Settings.`);
      return new FloorInForce(parts, last);
    }
    if (parts.file !== undefined && last?.by !== undefined && last.by !== parts.file && !isSameFloor(carriedOn(parts.mask.floor(floor.value), floorFromLog(last.settings)), floorFromLog(last.settings)) && last.by !== 'defaults') {
      parts.note(`The settings file ${parts.file} takes the place of the settings that held until now (version ${last.position}); those are kept among the versions under Settings on the board.`);
    }
    const desk = new FloorInForce(parts, last ?? { position: 0, at: 0, by: '', settings: undefined });
    await desk.enter(text, floor.value, parts.file ?? 'defaults');
    return desk;
  }

  /** In force from the newest entry on; the fold may be behind. */
  get floor(): Floor {
    return floorFromLog(this.standing.settings);
  }

  /** Takes up what the file holds now. Throws with every mistake, or what the log threw. */
  reload(): Promise<void> {
    return this.inTurn(async () => {
      const { file } = this.parts;
      if (file === undefined) return;
      const text = await this.parts.readFile(file);
      const { floor } = await this.reading(text);
      if (!floor.ok) throw new Error(mistakesIn(file, problemsText(floor.reason)));
      await this.enter(text, floor.value, this.owed?.revision === revisionOf(text) ? this.owed.by : file);
    });
  }

  /**
   * Takes up what traffic teaches, as a version of its own that leaves the text as it is: at most one a day, and none where too little differs.
   * Throws what the log throws.
   */
  learn(ways: ReadonlyMap<string, Millis>, now: Instant): Promise<void> {
    return this.inTurn(async () => {
      if (this.standing.position === 0 || (this.unsure && !await this.isSureAgain())) return;
      const { floor } = this;
      const learned = learnAnew(floor.learned, ways, now);
      if (learned === undefined) return;
      const changes = differencesBetween(floor, { ...floor, learned }).length;
      const position = await this.append({ ...floor, learned }, BY_TRAFFIC, textOfEntry(this.standing));
      this.parts.note(`The shortest ways to a person were learned anew from traffic: version ${position} of the settings, ${differencesIn(changes)}.`);
    });
  }

  async read(): Promise<Result<SettingsView, SettingsRefusal>> {
    const text = await this.text();
    return text.ok ? ok(await this.view(text.value)) : text;
  }

  async check(edit: SettingsEdit): Promise<Result<SettingsChecked, SettingsRefusal>> {
    const text = await this.text();
    const edited = text.ok ? await this.edited(edit, text.value) : text;
    if (!edited.ok) return edited;
    const { floor } = await this.reading(edited.value);
    return ok({ text: edited.value, problems: floor.ok ? [] : floor.reason, changed: floor.ok ? differencesBetween(this.floor, this.kept(floor.value)) : [] });
  }

  save(edit: SettingsEdit, base: string, by: string): Promise<Result<SettingsSaved, SettingsRefusal>> {
    return this.inTurn(async () => {
      const text = await this.text();
      if (!text.ok) return text;
      if (revisionOf(text.value) !== base) return refused(refusals.stale(this.parts.file));
      const edited = await this.edited(edit, text.value);
      if (!edited.ok) return edited;
      const { floor } = await this.reading(edited.value);
      if (!floor.ok) return refused(refusals.mistakes(floor.reason));
      try {
        return await this.write(edited.value, text.value, floor.value, by);
      } catch (error) {
        if (error instanceof LogUnavailable) return refused(refusals.away(this.parts.file, error));
        throw error;
      }
    });
  }

  async versions(limit: number, before?: number): Promise<readonly SettingsVersionLine[]> {
    const found = await this.parts.entries.newest(limit + 1, before);
    return found.slice(0, limit).map((entry, index) => {
      const changed = differencesBetween(floorFromLog(found[index + 1]?.settings), floorFromLog(entry.settings));
      return { ...versionOf(entry), inForce: entry.position === this.standing.position, changed: changed.slice(0, MOST_SHOWN), changes: changed.length };
    });
  }

  async version(version: number): Promise<Result<SettingsVersionView, SettingsRefusal>> {
    const entry = await this.entry(version);
    return entry === undefined ? refused(refusals.noVersion(version)) : ok({ ...versionOf(entry), text: textOfEntry(entry), changed: differencesBetween(this.floor, carriedOn(floorFromLog(entry.settings), this.floor)) });
  }

  private async write(text: string, was: string, floor: Floor, by: string): Promise<Result<SettingsSaved, SettingsRefusal>> {
    const { file } = this.parts;
    if (file !== undefined) {
      // What someone saved in the file a moment ago is theirs, not of whoever changes something on the page now.
      const { floor: theirs } = await this.reading(was);
      if (theirs.ok) await this.enter(was, theirs.value, this.owed?.revision === revisionOf(was) ? this.owed.by : file);
      const replaced = text === was ? ok(undefined) : await replaceFile(file, text, was);
      if (!replaced.ok) return refused(replaced.reason.is === 'stale' ? refusals.stale(file) : refusals.notWritable(replaced.reason.why));
      this.owed = { revision: revisionOf(text), by };
    }
    const changed = differencesBetween(this.floor, this.kept(floor));
    await this.enter(text, floor, by);
    return ok({ settings: await this.view(file === undefined ? textOfEntry(this.standing) : text), changed });
  }

  /** One entry a change. What stands only in a file may be written differently without one. */
  private async enter(text: string, unmasked: Floor, by: string): Promise<void> {
    const { mask, file, note } = this.parts;
    if (this.unsure) await this.isSureAgain();
    const floor = this.kept(unmasked);
    const kept = mask.text(text, unmasked);
    const first = this.standing.position === 0;
    if (!first && isSameFloor(floor, this.floor) && (file !== undefined || kept === textOfEntry(this.standing))) return;
    const changes = differencesBetween(this.floor, floor).length;
    const position = await this.append(floor, by, kept);
    this.owed = undefined;
    // Who it was stands in the entry; the server's own lines name nobody.
    if (!first) note(`The settings were changed ${by === file ? 'in the file' : 'on the board'}: version ${position}, ${differencesIn(changes)}.`);
  }

  private async append(floor: Floor, by: string, text: string): Promise<number> {
    this.unsure = true;
    const { position, recordedAt } = await this.parts.log.append({ kind: 'settings', settings: floor, by, text });
    this.unsure = false;
    this.standing = { position, at: recordedAt, by, settings: floor, text };
    return position;
  }

  /** As it is written into the log: with what was learned so far, which no text holds. */
  private kept(floor: Floor): Floor {
    return carriedOn(this.parts.mask.floor(floor), this.floor);
  }

  private async edited(edit: SettingsEdit, text: string): Promise<Result<string, SettingsRefusal>> {
    if (edit.is === 'text') return ok(edit.text);
    if (edit.is === 'version') return this.backTo(edit.version, text);
    const edited = await this.parts.work.edit(text, edit.changes.map(({ path, value }) => ({ path, after: value ?? undefined })));
    return edited.ok ? edited : refused(refusals.notEdited(edited.reason));
  }

  /** What differs is changed back in today's text, so that its remarks stay; where that does not do, the text of then takes its place. */
  private async backTo(version: number, text: string): Promise<Result<string, SettingsRefusal>> {
    const entry = await this.entry(version);
    if (entry === undefined) return refused(refusals.noVersion(version));
    const wanted = carriedOn(floorFromLog(entry.settings), this.floor);
    const { floor: now } = await this.reading(text);
    const edited = now.ok ? await this.parts.work.edit(text, changesBetween(floorDocument(this.parts.mask.floor(now.value)), floorDocument(wanted))) : now;
    const becomes = edited.ok ? (await this.reading(edited.value)).floor : edited;
    return ok(edited.ok && becomes.ok && isSameFloor(this.kept(becomes.value), wanted) ? edited.value : textOfEntry(entry));
  }

  private async text(): Promise<Result<string, SettingsRefusal>> {
    const { file } = this.parts;
    if (this.unsure && !await this.isSureAgain()) return refused(refusals.unsure);
    if (file === undefined) return ok(textOfEntry(this.standing));
    try {
      return ok(await this.parts.readFile(file));
    } catch (error) {
      return refused(refusals.unreadable(file, error as Error));
    }
  }

  private async isSureAgain(): Promise<boolean> {
    try {
      const last = (await this.parts.entries.newest(1))[0];
      if (last !== undefined) this.standing = last;
      this.unsure = false;
    } catch {
      // Asked again with the next request.
    }
    return !this.unsure;
  }

  private async view(text: string): Promise<SettingsView> {
    const { file } = this.parts;
    const { document, floor } = await this.reading(text);
    return {
      text, document, revision: revisionOf(text), from: file === undefined ? { is: 'log' } : { is: 'file', path: file },
      version: versionOf(this.standing), cannotWrite: (file === undefined ? undefined : await whyNotWritable(file)) ?? null, problems: floor.ok ? [] : floor.reason,
    };
  }

  private async entry(version: number): Promise<SettingsEntry | undefined> {
    const [entry] = await this.parts.entries.newest(1, version + 1);
    return entry?.position === version ? entry : undefined;
  }

  /** The last few texts are read once. Not those with mistakes: a secret's file may be there by now. */
  private async reading(text: string): Promise<ReadSettings> {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const read = await this.parts.work.read(text, this.parts.zone);
    if (read.floor.ok) this.known.set(text, read);
    for (const [oldest] of this.known) {
      if (this.known.size <= KNOWN) break;
      this.known.delete(oldest);
    }
    return read;
  }

  private inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.queue.then(work);
    this.queue = done.catch(() => undefined);
    return done;
  }
}

function versionOf({ position, at, by }: SettingsEntry): { readonly version: number; readonly at: number; readonly by: string } {
  return { version: position, at, by };
}

/** What people wrote, with what was learned by then: going back to a version unlearns nothing. */
function carriedOn(floor: Floor, { learned }: Floor): Floor {
  return { ...floor, learned };
}

function mistakesIn(file: string, problems: string): string {
  return `The settings file ${file} has mistakes: ${problems}. Correct them; until then nothing of it is taken.`;
}

function differencesIn(changes: number): string {
  return changes === 1 ? 'one difference' : `${changes} differences`;
}
