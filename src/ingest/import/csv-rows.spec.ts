import { describe, expect, test } from '@jest/globals';
import { csvRows } from './csv-rows.js';
import { parseMapping } from './parse-mapping.js';
import type { RowOutcome } from './row.js';

const calls = {
  source: 'pbx',
  times: { zone: 'UTC', format: 'iso' },
  contact: { id: { columns: ['id'] }, start: { column: 'start' }, customer: { column: 'who' } },
  outcome: { column: 'result', values: { ok: 'answered', lost: 'abandoned' } },
};

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function read(text: string | Uint8Array, file: object = {}): Promise<readonly string[]> {
  const mapping = parseMapping({ ...calls, file });
  if (!mapping.ok) throw new Error(JSON.stringify(mapping.reason));
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const rows: string[] = [];
  for await (const { line, outcome } of csvRows(inPieces(bytes, 7), mapping.value)) rows.push(`${line} ${words(outcome)}`);
  return rows;
}

function words(outcome: RowOutcome): string {
  switch (outcome.kind) {
    case 'events': return `${outcome.events[0]?.subject} ${JSON.stringify(outcome.events[0]?.data)}`;
    case 'excluded': return outcome.label;
    case 'refused': return outcome.reason;
    case 'repeated': return 'repeated';
  }
}

const inbound = (who: string): string => JSON.stringify({ channel: 'voice', direction: 'inbound', customer: who });

describe('a CSV file', () => {
  test('with a byte order mark, CRLF, quoted delimiters and an empty line is read whole', async () => {
    expect(await read('\uFEFFid,start,who,result\r\n1,1999-02-03T07:00:00Z,"Levi, Dana",ok\r\n\r\n2,1999-02-03T07:00:00Z, Cohen ,lost\r\n')).toEqual([
      `2 1 ${inbound('Levi, Dana')}`,
      `4 2 ${inbound('Cohen')}`,
    ]);
  });

  test('without header, with tabs, in another encoding, below a title', async () => {
    const text = Buffer.from('Calls of today\n1\t1999-02-03T07:00:00Z\tM\u00fcller "x\tok\n', 'latin1');
    expect(await read(text, { delimiter: '\t', quote: null, header: false, skipLines: 1, columns: ['id', 'start', 'who', 'result'], encoding: 'latin1' }))
      .toEqual([`2 1 ${inbound('Müller "x')}`]);
  });

  test('refuses a row with too many columns by its line and reads on', async () => {
    expect(await read('id,start,who,result\n1,1999-02-03T07:00:00Z,Levi, Dana,ok\n2,1999-02-03T07:00:00Z,Cohen,ok\n')).toEqual([
      '2 Line 2 has 5 columns where 4 are named. Correct the row: a delimiter inside a value has to be quoted.',
      `3 2 ${inbound('Cohen')}`,
    ]);
  });

  test('counts the very same row once and refuses another call under the same id', async () => {
    const row = '1,1999-02-03T07:00:00Z,Levi,ok';
    expect(await read(`id,start,who,result\n${row}\n${row}\n1,1999-02-04T07:00:00Z,Levi,ok\n`)).toEqual([
      `2 1 ${inbound('Levi')}`,
      '3 repeated',
      '4 Line 4: the contact id "1" stood on line 2 already, on another call. '
        + 'Add columns to contact.id.columns until it is unique (a date or a line often does it), or set contact.id.row.',
    ]);
  });

  test('without the mapping\'s columns is not begun, and all missing ones are named', async () => {
    await expect(read('id;start;who;result\n')).rejects.toThrow(
      'The file has no column "id", "start", "who", "result", which the mapping names. Its columns are "id;start;who;result". '
      + 'Correct the names, or file.delimiter if these look wrong.');
  });

  test('with a quote that never closes stops with what to do', async () => {
    await expect(read('id,start,who,result\n1,1999-02-03T07:00:00Z,"Levi,ok\n')).rejects.toThrow(/does not close.*file\.quote to null/u);
  });

  test('that is empty says so', async () => {
    await expect(read('')).rejects.toThrow('The file is empty');
  });
});
