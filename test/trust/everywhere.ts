import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect } from '@jest/globals';
import pg from 'pg';
import { findRunning } from '../../src/store/embedded/connection-file.js';
import type { Earshot } from '../support/earshot.js';

/** Wherever a server may have written something down: rows, files, its log, its figures, and what it answers of what it refused. */
export async function placesOf(earshot: Earshot, token: string): Promise<Map<string, string>> {
  return new Map([
    ...await rowsOf(earshot), ...await filesOf(earshot.dataDir), ['the log of the server', earshot.output] as const,
    ['its figures', await (await fetch(`${earshot.url}/metrics`, { headers: { authorization: `Bearer ${token}` } })).text()] as const,
    ['what was refused', JSON.stringify(await earshot.get('/api/v1/refused?limit=200', token))] as const,
  ]);
}

/** Every row of every table as text; bytes are read as text, and unpacked where they are packed. */
export async function rowsOf(earshot: Earshot): Promise<readonly (readonly [string, string])[]> {
  const connection = await findRunning(earshot.dataDir);
  if (connection === undefined) throw new Error('The database of the server is not running.');
  const client = new pg.Client('url' in connection ? { connectionString: connection.url } : connection);
  await client.connect();
  try {
    const { rows } = await client.query<{ schema: string; name: string }>("SELECT schemaname AS schema, tablename AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')");
    expect(rows.length).toBeGreaterThan(5);
    const texts: [string, string][] = [];
    for (const { schema, name } of rows) {
      const all = await client.query<Record<string, unknown>>(`SELECT * FROM "${schema}"."${name}"`);
      texts.push([name, all.rows.map((row) => Object.values(row).map(textOf).join('\n')).join('\n')]);
    }
    return texts;
  } finally {
    await client.end();
  }
}

function textOf(value: unknown): string {
  if (!Buffer.isBuffer(value)) return typeof value === 'string' ? value : JSON.stringify(value) ?? '';
  return value[0] === 0x1f && value[1] === 0x8b ? gunzipSync(value).toString() : value.toString();
}

/** The database's own logs and whatever else is text in the data folder; its data files were read as rows. */
export async function filesOf(folder: string): Promise<readonly (readonly [string, string])[]> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((file) => file.isFile() && !/[\\/](base|global|pg_\w+)([\\/]|$)/.test(`${file.parentPath}/`));
  return Promise.all(files.map(async (file) => [file.name, await readFile(path.join(file.parentPath, file.name), 'utf8').catch(() => '')] as const));
}

/** `ers_<id>_<secret>`, whose secret may hold `_` itself. */
export function secretOf(shown: string): string {
  return shown.split('_').slice(2).join('_');
}
