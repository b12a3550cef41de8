import { appendFile, copyFile, mkdtemp, rename, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { TailedFile, type FilePlace } from './tailed-file.js';

let file = '';
beforeEach(async () => {
  file = path.join(await mkdtemp(path.join(tmpdir(), 'earshot-tail-')), 'queue_log');
});

test('reads whole lines, and a line that is being written once it is whole', async () => {
  await writeFile(file, 'one\ntwo\nthr');
  const tail = new TailedFile(file, undefined);
  expect(await readAll(tail)).toEqual(['one', 'two']);
  await appendFile(file, 'ee\n');
  expect(await readAll(tail)).toEqual(['three']);
  expect(await readAll(tail)).toEqual([]);
  await tail.close();
});

test('reads a renamed file to its end before the new one, though it is still written to', async () => {
  await writeFile(file, 'one\n');
  const tail = new TailedFile(file, undefined);
  expect(await readAll(tail)).toEqual(['one']);
  await appendFile(file, 'two\n');
  await rename(file, `${file}.1`);
  await writeFile(file, '');
  await appendFile(`${file}.1`, 'three\n');
  expect(await readAll(tail)).toEqual(['two', 'three']);
  await appendFile(file, 'four\n');
  expect(await readAll(tail, 6)).toEqual(['four']);
  await tail.close();
});

test('reads what was written between the last look and the emptying of a file in its copy', async () => {
  await writeFile(file, 'one\ntwo\n');
  const tail = new TailedFile(file, undefined);
  expect(await readAll(tail)).toEqual(['one', 'two']);
  await appendFile(file, 'three\n');
  await copyFile(file, `${file}-20261128`);
  await truncate(file);
  await appendFile(file, 'four\n');
  expect(await readAll(tail, 6)).toEqual(['three', 'four']);
  await tail.close();
});

test('notices that a file was emptied though it has grown past the place since', async () => {
  await writeFile(file, 'one\n');
  const tail = new TailedFile(file, undefined);
  expect(await readAll(tail)).toEqual(['one']);
  await copyFile(file, `${file}.1`);
  await truncate(file);
  await appendFile(file, 'two, which is longer\n');
  expect(await readAll(tail, 6)).toEqual(['two, which is longer']);
  await tail.close();
});

test('goes on at its place after a restart, in whatever file that is by now', async () => {
  await writeFile(file, 'one\ntwo\n');
  const before = new TailedFile(file, undefined);
  const place = await placeAfter(before);
  await appendFile(file, 'three\n');
  await rename(file, `${file}.1`);
  await writeFile(file, 'four\n');
  const tail = new TailedFile(file, place);
  expect(await tail.before(place, 1_000)).toEqual(['one', 'two']);
  expect(await readAll(tail, 6)).toEqual(['three', 'four']);
  expect([place.line, place.offset]).toEqual([2, 8]);
  await tail.close();
});

test('says so when the rest of a file is nowhere to be found, and begins with what is there', async () => {
  let lost = 0;
  await writeFile(file, 'new\n');
  const tail = new TailedFile(file, { offset: 4_000, line: 50, hash: 'of another file' });
  expect(await readAll(tail, 3, () => { lost += 1; })).toEqual(['new']);
  expect(lost).toBe(1);
  await tail.close();
});

test('a file that is not there yet is an error each time, until it is', async () => {
  const tail = new TailedFile(file, undefined);
  await expect(tail.next(() => undefined)).rejects.toMatchObject({ code: 'ENOENT' });
  await writeFile(file, 'one\n');
  expect(await readAll(tail)).toEqual(['one']);
  await tail.close();
});

/** Looks so often, as time passes. */
async function readAll(tail: TailedFile, looks = 4, lost = (): void => undefined): Promise<string[]> {
  const lines: string[] = [];
  for (let look = 0; look < looks; look++) lines.push(...(await tail.next(lost))?.lines ?? []);
  return lines;
}

async function placeAfter(tail: TailedFile): Promise<FilePlace> {
  const reading = await tail.next(() => undefined);
  await tail.close();
  if (!reading) throw new Error('there is nothing to read');
  return reading.place;
}
