import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MemoryLog } from '../../test/support/memory-log.js';
import { unnamedFloor } from '../domain/floor.js';
import { LogUnavailable } from '../ports/event-log.js';
import { floorFromLog, logFloor, readFloor, watchFloor, withoutNumbers } from './floor-settings.js';
import type { FloorWatch } from './floor-settings.js';

let folder: string;
let file: string;
let watch: FloorWatch | undefined;
let told: string[];
let log: MemoryLog;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'earshot-floor-'));
  file = path.join(folder, 'floor.yaml');
  told = [];
  log = new MemoryLog({ now: () => 1_000 });
  await writeFile(file, 'queues: { support: { name: Support } }');
});
afterEach(async () => {
  watch?.stop();
  await rm(folder, { recursive: true });
});

/** As editors do it: never half a file. */
async function save(text: string): Promise<void> {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}

async function begin(): Promise<void> {
  const read = () => readFloor({ settingsFile: file });
  watch = watchFloor(file, { log, standing: await read(), read, tell: (problem) => told.push(problem), interval: 20 });
  // The first look only remembers what the file is like.
  await passed(60);
}
const passed = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));
async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo() && tries < 200; tries += 1) await passed(20);
}
const namesInLog = (): unknown[] => log.entries.map(({ content }) => (content.kind === 'settings' ? floorFromLog(content.settings).queues['support']?.name : content.kind));

test('takes the zone of the environment where there is no file, or the file names none', async () => {
  expect(await readFloor({})).toEqual(unnamedFloor);
  expect((await readFloor({ timeZone: 'Asia/Tokyo' })).zone).toBe('Asia/Tokyo');
  expect((await readFloor({ settingsFile: file, timeZone: 'Asia/Tokyo' })).zone).toBe('Asia/Tokyo');
});

test('holds flags against the catalogue', async () => {
  await writeFile(file, 'flags: { long-wait: { options: { afer: 60 } } }');
  await expect(readFloor({ settingsFile: file })).rejects.toThrow(
    `The settings file ${file} has mistakes: flags.long-wait.options.afer: long-wait has no such option; did you mean "after"?. Correct them; until then nothing of it is taken.`);
});

test('hides numbers that are listed out as it hides callers, and leaves what is no number', () => {
  const pseudonyms = { customerOf: (number: string) => `tel_${number.length}` };
  expect(withoutNumbers({ ...unnamedFloor, listedOut: ['+49 30 123', '110', 'tel_a7f3', 'C-17'] }, pseudonyms).listedOut).toEqual(['tel_10', 'tel_3', 'tel_a7f3', 'C-17']);
});

test('writes the settings into the log only where they differ from what stands there', async () => {
  const floor = await readFloor({ settingsFile: file });
  await logFloor(log, floor, undefined, 'defaults');
  await logFloor(log, floor, JSON.parse(JSON.stringify(floor)), file);
  await logFloor(log, { ...floor, alertBudget: 7 }, floor, file);
  expect(log.entries.map(({ content }) => (content.kind === 'settings' ? content.by : ''))).toEqual(['defaults', file]);
});

test('a changed file is one entry, however often it is saved', async () => {
  await begin();
  await save('queues: { support: { name: Help desk } }');
  await until(() => log.entries.length === 1);
  await save('queues:\n  support: { name: Help desk } # as before');
  await passed(100);
  expect(namesInLog()).toEqual(['Help desk']);
});

test('a change that is taken back is an entry too, whatever the fold has seen meanwhile', async () => {
  await begin();
  await save('queues: { support: { name: Help desk } }');
  await until(() => log.entries.length === 1);
  await save('queues: { support: { name: Support } }');
  await until(() => log.entries.length === 2);
  expect(namesInLog()).toEqual(['Help desk', 'Support']);
});

test('a file with mistakes, or none at all, changes nothing and is told', async () => {
  await begin();
  await save('queues: [support]');
  await until(() => told.length === 1);
  await rm(file);
  await until(() => told.length === 2);
  expect(log.entries).toEqual([]);
  expect(told).toEqual([
    expect.stringMatching(/^The settings file .* has mistakes: queues: .*\. Correct them; until then nothing of it is taken\.$/),
    expect.stringMatching(/^The settings file .* cannot be read/),
  ]);
});

test('what cannot be written now is written when the log is back', async () => {
  await begin();
  log.refuseWith(new LogUnavailable('the database is away', 30));
  await save('queues: { support: { name: Help desk } }');
  await until(() => told.length > 0);
  log.refuseWith(undefined);
  await until(() => log.entries.length === 1);
  expect(namesInLog()).toEqual(['Help desk']);
  expect(told[0]).toBe('The changed settings could not be written, and will be when the log is back: the database is away');
});
