import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { deskOver } from '../../../test/support/floor-desk.js';
import { MemoryLog } from '../../../test/support/memory-log.js';
import { unnamedFloor } from '../../domain/floor.js';
import { LogUnavailable } from '../../ports/event-log.js';
import type { FloorDesk, SettingsEdit } from '../../ports/floor-desk.js';
import { floorFromLog } from './floor-in-log.js';

let folder: string;
let file: string;
let log: MemoryLog;
let now: number;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'earshot-desk-'));
  file = path.join(folder, 'floor.yaml');
  now = 1_000;
  log = new MemoryLog({ now: () => (now += 1_000) });
});
afterEach(() => rm(folder, { recursive: true }));

const names = (section: string, id: string, name: string | null): SettingsEdit => ({ is: 'changes', changes: [{ path: [section, id, 'name'], value: name }] });
const naming = (id: string, name: string | null): SettingsEdit => names('queues', id, name);

async function view(desk: FloorDesk) {
  const read = await desk.read();
  if (!read.ok) throw new Error(read.reason.what);
  return read.value;
}
async function save(desk: FloorDesk, edit: SettingsEdit, by = 'ann', base?: string): Promise<unknown> {
  const saved = await desk.save(edit, base ?? (await view(desk)).revision, by);
  return saved.ok ? saved.value.changed.map(({ path: where, before, after }) => `${where.join('.')}: ${before ?? '–'} → ${after ?? '–'}`) : saved.reason;
}
const entered = () => log.entries.flatMap(({ content }) => (content.kind === 'settings' ? [`${content.by}: ${Object.values(floorFromLog(content.settings).queues).map(({ name }) => name).join()}`] : []));

describe('without a file', () => {
  test('the log holds what was written, with its comments, over a restart', async () => {
    const desk = await deskOver(log);
    await save(desk, { is: 'text', text: '# ours\nqueues:\n  a: { name: A } # the first\n' });
    expect(await save(desk, naming('b', 'B'))).toEqual(['queues.b: – → { name: B }']);
    const again = await deskOver(log);
    expect((await view(again)).text).toBe('# ours\nqueues:\n  a: { name: A } # the first\n  b: { name: B }\n');
    expect([entered(), log.entries.length]).toEqual([['defaults: ', 'ann: A', 'ann: A,B'], 3]);
  });

  test('takes the zone of the environment only as long as the settings name none', async () => {
    await save(await deskOver(log), naming('a', 'A'));
    expect((await deskOver(log, { zone: 'Asia/Tokyo' })).floor.zone).toBe('Asia/Tokyo');
    await save(await deskOver(log), { is: 'changes', changes: [{ path: ['zone'], value: 'Europe/Berlin' }] });
    expect((await deskOver(log, { zone: 'Asia/Tokyo' })).floor.zone).toBe('Europe/Berlin');
  });

  test('goes on with what a file said that is gone, and with entries that kept no text', async () => {
    await log.append({ kind: 'settings', settings: { ...unnamedFloor, queues: { a: { name: 'A', answerWithinMs: 30_000 } } }, by: '/etc/floor.yaml' });
    const desk = await deskOver(log);
    expect((await view(desk)).text).toBe('queues:\n  a:\n    name: A\n    answerWithin: 30s\n');
    expect(log.entries).toHaveLength(1);
  });

  test('what is only remarked otherwise is a version too: nothing else holds it', async () => {
    const desk = await deskOver(log);
    await save(desk, { is: 'text', text: '# one' });
    await save(desk, { is: 'text', text: '# one' });
    expect([(await view(desk)).text, log.entries.length]).toEqual(['# one', 2]);
  });

  test('numbers that are listed out never reach the log, nor what is remarked beside them', async () => {
    const desk = await deskOver(log);
    await save(desk, { is: 'text', text: 'listedOut: # of the Meiers\n  - "+4930123" # Anna Meier\n  - tel_a7 # a trunk\nzone: UTC # ours\n' });
    expect((await view(desk)).text).toBe('listedOut:\n  - "tel_8"\n  - tel_a7\nzone: UTC # ours\n');
    expect(JSON.stringify(log.entries)).not.toMatch(/4930123|Meier/);
  });

  test('after a write whose outcome is unknown, what the log holds counts', async () => {
    const desk = await deskOver(log);
    const { revision } = await view(desk);
    const append = log.append.bind(log);
    log.append = async (content) => {
      await append(content);
      throw new LogUnavailable('cut in the middle', 2_000);
    };
    expect(await save(desk, naming('a', 'A'))).toMatchObject({ is: 'away', retryAfterMs: 2_000 });
    log.append = append;
    expect(await save(desk, naming('a', 'X'), 'bob', revision)).toMatchObject({ is: 'stale' });
    expect((await view(desk)).text).toContain('name: A');
  });
});

describe('with a file', () => {
  beforeEach(() => writeFile(file, '# the floor\nqueues: { a: { name: A } } # all\n'));

  test('the page writes the file, and the log says who', async () => {
    const told: string[] = [];
    const desk = await deskOver(log, { file, note: (sentence) => told.push(sentence) });
    expect(await save(desk, naming('a', 'Alpha'))).toEqual(['queues.a.name: A → Alpha']);
    expect(told.at(-1)).toMatch(/^The settings were changed on the board: version \d+, one difference\.$/);
    expect(await readFile(file, 'utf8')).toBe('# the floor\nqueues: { a: { name: Alpha } } # all\n');
    await desk.reload();
    expect([entered(), await readdir(folder)]).toEqual([[`${file}: A`, 'ann: Alpha'], ['floor.yaml']]);
  });

  test('refuses what is based on settings that an editor has changed since, and says what the editor did apart', async () => {
    const desk = await deskOver(log, { file });
    const { revision } = await view(desk);
    await writeFile(file, 'queues: { a: { name: Edited } }\n');
    expect(await save(desk, naming('a', 'Alpha'), 'ann', revision)).toMatchObject({ is: 'stale', what: `The settings were changed since you opened them, on the board or in ${file}.` });
    await save(desk, naming('b', 'B'));
    expect(entered()).toEqual([`${file}: A`, `${file}: Edited`, 'ann: Edited,B']);
  });

  test('two who change at once: one is first, the other is told', async () => {
    const desk = await deskOver(log, { file });
    const { revision } = await view(desk);
    const both = await Promise.all(['Left', 'Right'].map((name) => desk.save(naming('a', name), revision, name)));
    expect(both.map((saved) => (saved.ok ? 'saved' : saved.reason.is))).toEqual(['saved', 'stale']);
    expect(entered()).toEqual([`${file}: A`, 'Left: Left']);
  });

  test('a read-only file is left alone, and it is said before anything is tried', async () => {
    await chmod(file, 0o444);
    const desk = await deskOver(log, { file });
    expect((await view(desk)).cannotWrite).toBe(`the settings file ${file} is read-only`);
    expect(await save(desk, naming('a', 'X'))).toMatchObject({ is: 'not-writable', what: `The settings cannot be changed from here: the settings file ${file} is read-only.` });
    expect([await readFile(file, 'utf8'), entered()]).toEqual(['# the floor\nqueues: { a: { name: A } } # all\n', [`${file}: A`]]);
  });

  test('what the log could not take comes into force when it is back, under the name of who changed it', async () => {
    const desk = await deskOver(log, { file });
    log.refuseWith(new LogUnavailable('the database is away', 1_000));
    expect(await save(desk, naming('a', 'Alpha'))).toMatchObject({ is: 'away', what: `The change is in ${file} and not yet in force: the database is away.` });
    log.refuseWith(undefined);
    await desk.reload();
    expect(entered()).toEqual([`${file}: A`, 'ann: Alpha']);
  });

  test('takes the place of what was changed without it, which is kept and told', async () => {
    const told: string[] = [];
    await save(await deskOver(log), naming('z', 'Z'));
    const desk = await deskOver(log, { file, note: (sentence) => told.push(sentence) });
    expect(told[0]).toBe(`The settings file ${file} takes the place of the settings that held until now (version 2); those are kept among the versions under Settings on the board.`);
    expect(await save(desk, { is: 'version', version: 2 })).toEqual(['queues.z: – → { name: Z }', 'queues.a: { name: A } → –']);
    expect(await readFile(file, 'utf8')).toBe('# the floor\nqueues: { z: { name: Z } } # all\n');
  });

  test('a file with mistakes is shown with them, and can be mended from the page', async () => {
    const desk = await deskOver(log, { file });
    await writeFile(file, 'queues:\n  a: { name: A, answerWithin: soon }\n');
    expect((await view(desk)).problems).toEqual([{ path: ['queues', 'a', 'answerWithin'], line: 2, says: 'is no duration such as 20s, 1.5m or 2h' }]);
    expect(await save(desk, { is: 'changes', changes: [{ path: ['queues', 'a', 'answerWithin'], value: '30s' }] })).toEqual(['queues.a.answerWithin: – → 30s']);
  });
});

test('checks without changing: what it would do, and every mistake at its place', async () => {
  const desk = await deskOver(log);
  await save(desk, naming('a.b', 'A'));
  const good = await desk.check(naming('a.b', 'B'));
  const bad = await desk.check({ is: 'text', text: 'queues:\n  a.b: { owner: nobody }\nflags:\n  long-wait:\n    options: { after: -1 }\nzone: Mars\n' });
  const odd = await desk.check({ is: 'text', text: 'flags:\n  long-wait: { options: { afer: 1 } }\nsurveys: {}\n' });
  expect(good).toMatchObject({ ok: true, value: { problems: [], changed: [{ path: ['queues', 'a.b', 'name'], before: 'A', after: 'B' }] } });
  expect(bad.ok && bad.value.problems.map(({ path: where, line }) => [where.join('/'), line])).toEqual([['zone', 6], ['queues/a.b/owner', 2]]);
  expect(odd.ok && odd.value.problems).toEqual([{ path: ['flags', 'long-wait', 'options', 'afer'], line: 2, says: 'long-wait has no such option; did you mean "after"?' }]);
  expect(log.entries).toHaveLength(2);
});

test('lists versions with what each changed, and goes back to one as a new one', async () => {
  const desk = await deskOver(log);
  await save(desk, { is: 'text', text: 'queues: { a: { name: A } }\nlistedOut: ["110"]\n' });
  await save(desk, { is: 'text', text: '# remarked\nqueues: { a: { name: B }, c: {} }\nlistedOut: ["110"]\n' }, 'bob');
  const lines = await desk.versions(2);
  expect(lines.map(({ version, by, inForce, changes, changed }) => [version, by, inForce, changes, changed.map(({ path: where, before, after }) => `${where.join('.')}: ${before ?? '–'} → ${after ?? '–'}`)])).toEqual([
    [3, 'bob', true, 2, ['queues.a.name: A → B', 'queues.c: – → {}']],
    [2, 'ann', false, 2, ['listedOut: – → [ tel_3 ]', 'queues: – → { a: { name: A } }']],
  ]);
  expect((await desk.versions(5, 2)).map(({ version, by }) => [version, by])).toEqual([[1, 'defaults']]);
  expect(await save(desk, { is: 'version', version: 2 }, 'eve')).toEqual(['queues.a.name: B → A', 'queues.c: {} → –']);
  expect((await view(desk)).text).toBe('# remarked\nqueues: { a: { name: A } }\nlistedOut: [ "tel_3" ]\n');
  expect(await save(desk, { is: 'version', version: 77 })).toMatchObject({ is: 'not-here' });
});

describe('what traffic teaches', () => {
  const A_DAY = 86_400_000;
  const ways = (of: number): ReadonlyMap<string, number> => new Map([['+4930', of * 1_000]]);

  test('is a version of its own, at most one a day, and leaves the text and who edits it alone', async () => {
    const desk = await deskOver(log);
    await save(desk, { is: 'text', text: '# ours\nqueues: { a: { name: A } }\n' });
    const { revision } = await view(desk);
    await desk.learn(ways(80), 100 * A_DAY);
    await desk.learn(ways(300), 100 * A_DAY + 1);
    expect(await save(desk, naming('a', 'B'), 'bob', revision)).toEqual(['queues.a.name: A → B']);
    await desk.learn(ways(81), 102 * A_DAY);
    await desk.learn(ways(110), 103 * A_DAY);
    expect((await desk.versions(3)).map(({ version, by, changed }) => [version, by, changed.map(({ path: where, before, after }) => `${where.join('.')}: ${before ?? '–'} → ${after ?? '–'}`)])).toEqual([
      [5, 'traffic', ['learned.shortest way.+4930: 1:20 → 1:50']], [4, 'bob', ['queues.a.name: A → B']], [3, 'traffic', ['learned.shortest way.+4930: – → 1:20']],
    ]);
    expect((await view(desk)).text).toBe('# ours\nqueues: { a: { name: B } }\n');
  });

  test('is kept over a restart, a changed file, and the way back to a version of before', async () => {
    await writeFile(file, 'queues: { a: { name: A } }\n');
    const desk = await deskOver(log, { file });
    await desk.learn(ways(80), 100 * A_DAY);
    const { learned } = desk.floor;
    await writeFile(file, 'queues: { a: { name: B } }\n');
    await desk.reload();
    const again = await deskOver(log, { file });
    expect([again.floor.learned, log.entries.length]).toEqual([learned, 3]);
    expect(await save(again, { is: 'version', version: 1 })).toEqual(['queues.a.name: B → A']);
    expect([again.floor.learned, Object.keys(learned.ways)]).toEqual([learned, ['+4930']]);
    expect(await readFile(file, 'utf8')).not.toContain('learned');
  });
});
