import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EarshotEvent } from '../../domain/event.js';
import type { IntakeAnswer } from '../../ports/intake.js';
import { linesOf } from './lines.js';
import { progressLine, progressShown, summaryLines } from './progress.js';
import type { ReadRow, RowOutcome } from './row.js';
import { type Import, runImport } from './run-import.js';
import { StoppedReading } from './stopped-reading.js';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-'));
  file = join(folder, 'calls.txt');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A line "3" becomes three events; "x" is refused, "p" excluded, "!" cannot be read. */
async function* rows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ReadRow> {
  for await (const { line, text = '' } of linesOf(chunks, 100)) yield { line, outcome: outcomeOf(line, text) };
}

function outcomeOf(line: number, text: string): RowOutcome {
  if (text === '!') throw new StoppedReading('The rest is rubbish. Mend it.');
  if (text === 'x') return { kind: 'refused', reason: `Line ${line} is no call.` };
  if (text === 'p') return { kind: 'excluded', label: 'phantom' };
  const events = Array.from({ length: Number(text) }, (_, index): EarshotEvent =>
    ({ id: `${line}/${index}`, source: 's', subject: String(line), type: 'ivr.no-input', time: line * 1_000, data: {} }));
  return { kind: 'events', events };
}

function importing(content: string, answers: readonly IntakeAnswer[] = []): { readonly asked: Import; readonly batches: number[]; readonly pauses: number[] } {
  writeFileSync(file, content);
  let now = 0;
  const batches: number[] = [];
  const pauses: number[] = [];
  const left = [...answers];
  const asked: Import = {
    file,
    rows,
    clock: { now: () => now },
    patience: 10_000,
    pause: (duration) => {
      pauses.push(duration);
      now += duration;
      return Promise.resolve();
    },
    take: (events) => {
      batches.push(events.length);
      return Promise.resolve(left.shift() ?? { taken: true, position: 1 });
    },
  };
  return { asked, batches, pauses };
}

const busy: IntakeAnswer = { taken: false, cause: 'busy', retryAfterMs: 4_000, reason: 'The log is behind.' };

describe('an import', () => {
  test('hands over at most 1,000 events at a time and keeps a contact\'s events together', async () => {
    const { asked, batches } = importing('600\n399\n2\n');
    expect(await runImport(asked)).toEqual({
      file, rows: 3, taken: 3, events: 1_001, repeated: 0, refused: 0, excluded: {}, earliest: 1_000, latest: 3_000, durationMs: 0, rowsPerSecond: 3_000,
    });
    expect(batches).toEqual([999, 2]);
  });

  test('lists refused rows beside the file and counts excluded ones by label', async () => {
    const { asked } = importing('1\nx\np\np\nx\n');
    expect(await runImport(asked)).toMatchObject({ rows: 5, taken: 1, refused: 2, refusedFile: `${file}.refused.ndjson`, excluded: { phantom: 2 } });
    expect(readFileSync(`${file}.refused.ndjson`, 'utf8'))
      .toBe('{"line":2,"reason":"Line 2 is no call."}\n{"line":5,"reason":"Line 5 is no call."}\n');
  });

  test('removes an earlier list when nothing is refused any more', async () => {
    writeFileSync(`${file}.refused.ndjson`, 'old');
    await runImport(importing('1\n').asked);
    expect(existsSync(`${file}.refused.ndjson`)).toBe(false);
  });

  test('sends a batch again when it was not taken', async () => {
    const { asked, batches, pauses } = importing('2\n', [busy, busy]);
    expect(await runImport(asked)).toMatchObject({ taken: 1, events: 2 });
    expect({ batches, pauses }).toEqual({ batches: [2, 2, 2], pauses: [4_000, 4_000] });
  });

  test('reads the next batch while one is on its way, and hands over one at a time', async () => {
    const { asked } = importing('600\n600\n600\n');
    let onTheirWay = 0;
    const most = { atOnce: 0, rowsRead: [] as number[] };
    let rowsRead = 0;
    const counted = async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ReadRow> {
      for await (const row of rows(chunks)) {
        rowsRead += 1;
        yield row;
      }
    };
    await runImport({ ...asked, rows: counted, take: async () => {
      most.atOnce = Math.max(most.atOnce, onTheirWay += 1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      most.rowsRead.push(rowsRead);
      onTheirWay -= 1;
      return { taken: true, position: 1 };
    } });
    expect(most).toEqual({ atOnce: 1, rowsRead: [3, 3, 3] });
  });

  test('gives up in the end and says how far it came', async () => {
    const { asked } = importing('600\n600\n', [{ taken: true, position: 1 }, busy, busy, busy, busy]);
    expect(await runImport(asked)).toMatchObject({
      rows: 2, taken: 1, events: 600,
      stopped: 'Nothing was taken for 10 s: The log is behind. Import the file again when that is mended: nothing is counted twice.',
    });
  });

  test('hands over what it read before the file became unreadable', async () => {
    const { asked } = importing('2\n!\n2\n');
    expect(await runImport(asked)).toMatchObject({ taken: 1, events: 2, stopped: 'The rest is rubbish. Mend it.' });
  });
});

describe('progress', () => {
  const halfway = { bytesDone: 50, bytesTotal: 100, rows: 12_000, rowsPerSecond: 8_500, refused: 3, excluded: 59 };

  test('is a bar on a terminal', () => {
    expect(progressLine(halfway)).toBe('[############............]  50 %  12,000 rows, 8,500/s, excluded 59, refused 3');
  });

  test('is a line every ten seconds in a log file, and silent for machines', () => {
    const written: string[] = [];
    let now = 0;
    const report = progressShown({ write: (text) => written.push(text) }, () => now);
    for (now = 1_000; now <= 21_000; now += 1_000) report(halfway);
    progressShown({ isTTY: true, write: (text) => written.push(text) }, () => now, { json: true })(halfway);
    expect(written).toEqual(Array.from({ length: 2 }, () => ' 50 %  12,000 rows, 8,500/s, excluded 59, refused 3\n'));
  });

  test('ends in sentences', () => {
    expect(summaryLines({
      file: 'f', rows: 10, taken: 6, events: 40, repeated: 1, refused: 2, refusedFile: 'f.refused.ndjson', excluded: { phantom: 1 },
      earliest: 0, latest: 60_000, durationMs: 2_000, rowsPerSecond: 5, stopped: 'Mend it.',
    })).toEqual([
      'Imported 6 of 10 rows (40 events) in 0:02.',
      'They reach from 1970-01-01T00:00:00.000Z to 1970-01-01T00:01:00.000Z.',
      'Excluded by the mapping: phantom 1.',
      'Repeated word for word, counted once: 1.',
      'Refused: 2. Each with its line and reason in f.refused.ndjson',
      'Stopped before the end of the file. Mend it.',
    ]);
  });
});
