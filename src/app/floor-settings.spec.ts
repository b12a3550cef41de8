import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { deskOver } from '../../test/support/floor-desk.js';
import { MemoryLog } from '../../test/support/memory-log.js';
import { unnamedFloor } from '../domain/floor.js';
import { LogUnavailable } from '../ports/event-log.js';
import { maskWith, readFloor, watchFloor } from './floor-settings.js';
import type { FloorWatch } from './floor-settings.js';
import { floorFromLog } from './settings/floor-in-log.js';

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
  const desk = await deskOver(log, { file });
  watch = watchFloor(file, { reload: () => desk.reload(), tell: (problem) => told.push(problem), interval: 20 });
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

test('holds the secrets of webhooks against what can be a secret, with the file\'s name and without its text', async () => {
  const short = path.join(folder, 'short');
  await writeFile(short, 'hunter2\n');
  const hook = (secretFile: string): string => `{ proof: { is: hmac, header: x-sig, secretFile: ${secretFile} }, subject: { path: call }, events: [{ type: contact.started }] }`;
  await writeFile(file, `webhooks: { one: ${hook(short)}, two: ${hook(`${folder}/nowhere`)} }`);
  const problem = await readFloor({ settingsFile: file }).then(() => '', ({ message }: Error) => message);
  expect(problem).toContain(`webhooks.one.proof.secretFile: ${short} holds a secret of fewer than 16 bytes`);
  expect(problem).toMatch(/webhooks\.two\.proof\.secretFile: \S+nowhere cannot be read \(ENOENT/);
  expect(problem).not.toContain('hunter2');
  await writeFile(short, 'long-enough-for-a-secret\n');
  await writeFile(file, `webhooks: { one: ${hook(short)} }`);
  expect(Object.keys((await readFloor({ settingsFile: file })).webhooks)).toEqual(['one']);
});

test('hides numbers that are listed out as it hides callers, and leaves what is no number', () => {
  const mask = maskWith(() => ({ customerOf: (number: string) => `tel_${number.length}` }));
  expect(mask.floor({ ...unnamedFloor, listedOut: ['+49 30 123', '110', 'tel_a7f3', 'C-17'] }).listedOut).toEqual(['tel_10', 'tel_3', 'tel_a7f3', 'C-17']);
});

test('a changed file is one entry, however often it is saved', async () => {
  await begin();
  await save('queues: { support: { name: Help desk } }');
  await until(() => log.entries.length === 2);
  await save('queues:\n  support: { name: Help desk } # as before');
  await passed(100);
  expect(namesInLog()).toEqual(['Support', 'Help desk']);
});

test('a change that is taken back is an entry too, whatever the fold has seen meanwhile', async () => {
  await begin();
  await save('queues: { support: { name: Help desk } }');
  await until(() => log.entries.length === 2);
  await save('queues: { support: { name: Support } }');
  await until(() => log.entries.length === 3);
  expect(namesInLog()).toEqual(['Support', 'Help desk', 'Support']);
});

test('a file with mistakes, or none at all, changes nothing and is told', async () => {
  await begin();
  await save('queues: [support]');
  await until(() => told.length === 1);
  await rm(file);
  await until(() => told.length === 2);
  expect(namesInLog()).toEqual(['Support']);
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
  await until(() => log.entries.length === 2);
  expect(namesInLog()).toEqual(['Support', 'Help desk']);
  expect(told[0]).toBe('The changed settings could not be written, and will be when the log is back: the database is away');
});
