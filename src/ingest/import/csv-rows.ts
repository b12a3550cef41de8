import { parse, type Options } from 'csv-parse';
import { pipeline, Readable } from 'node:stream';
import { columnsOf, missingColumns } from './columns.js';
import { rowTranslator, type TranslateRow } from './csv.js';
import { decode } from './decode.js';
import type { Mapping } from './mapping.js';
import type { ReadRow, Row, RowOutcome } from './row.js';
import { SeenContacts } from './seen-contacts.js';
import { StoppedReading } from './stopped-reading.js';

/** One row may hold this much text; more is a quote that never closes. */
const LONGEST_ROW = 1_000_000;

interface Parsed {
  readonly record: readonly string[];
  /** The line on which the row ends. */
  readonly info: { readonly lines: number };
}

/** Reads a file's bytes row by row and translates each. Throws StoppedReading when the rest cannot be read at all. */
export async function* csvRows(chunks: AsyncIterable<Uint8Array>, mapping: Mapping): AsyncGenerator<ReadRow> {
  const { file } = mapping;
  const parser = parse(parserOptions(file));
  // Errors reach the loop below through the parser; the callback only keeps them from being thrown elsewhere.
  const rows = pipeline(Readable.from(decode(chunks, file.encoding)), parser, () => undefined) as AsyncIterable<Parsed>;
  const translate = rowTranslator(mapping);
  const seen = new SeenContacts();
  let columns = file.columns ? checkedColumns(file.columns, mapping) : undefined;
  try {
    for await (const { record, info } of rows) {
      if (columns) yield { line: info.lines, outcome: seen.check(record, info.lines, outcomeOf(record, columns, info.lines, translate)) };
      else columns = checkedColumns(record.map((name) => name.trim()), mapping);
    }
  } catch (error) {
    throw error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_') ? unreadable(error) : error;
  }
  if (!columns) throw new StoppedReading('The file is empty: it has not even a header.');
}

function parserOptions(file: Mapping['file']): Options {
  return {
    delimiter: file.delimiter,
    quote: file.quote,
    from_line: file.skipLines + 1,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  };
}

interface Columns {
  readonly width: number;
  readonly places: ReadonlyMap<string, number>;
}

function checkedColumns(names: readonly string[], mapping: Mapping): Columns {
  const missing = missingColumns(mapping, names);
  if (missing.length > 0) {
    throw new StoppedReading(`The file has no column ${missing.map((name) => `"${name}"`).join(', ')}, which the mapping names. `
      + `Its columns are ${names.map((name) => `"${name}"`).join(', ')}. Correct the names, or file.delimiter if these look wrong.`);
  }
  const twice = columnsOf(mapping).find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (twice !== undefined) {
    throw new StoppedReading(`The file has two columns "${twice}". Set file.header to false, file.skipLines to 1 and name them in file.columns.`);
  }
  return { width: names.length, places: new Map(names.map((name, index) => [name, index])) };
}

function outcomeOf(record: readonly string[], columns: Columns, line: number, translate: TranslateRow): RowOutcome {
  if (record.length !== columns.width) {
    return {
      kind: 'refused',
      reason: `Line ${line} has ${record.length} columns where ${columns.width} are named. Correct the row: a delimiter inside a value has to be quoted.`,
    };
  }
  const row: Row = (column) => record[columns.places.get(column) ?? -1]?.trim() ?? '';
  return translate(row, line);
}

function unreadable(error: Error): StoppedReading {
  return new StoppedReading(`A quote that was opened does not close (${error.message}). `
    + 'Close it, or set file.quote to null if this file does not quote, then import it again: nothing is counted twice.');
}
