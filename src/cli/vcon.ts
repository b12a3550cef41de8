import type { Command } from 'commander';
import { writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { createToken, revokeToken } from '../access/keys.js';
import { readServerFile } from '../app/server-file.js';
import type { Problem } from '../contract/session.js';
import type { Vcon } from '../contract/vcon.js';
import { startOwnServer } from './own-server.js';
import { mustBe, said } from './say.js';
import { settingsOfCommand, withCredentials } from './with-database.js';

/** vcon: one contact as evidence to hand on. */
export function addVconCommand(program: Command): void {
  program.command('vcon <contact>').description('prints one contact as a redacted vCon: who talked when, its flags with what shows them, its timeline')
    .option('--names', 'with the agents\' names; never a caller\'s')
    .option('--out <file>', 'writes it into this file instead')
    .action(async (contact: string, { names, out }: { names?: boolean; out?: string }) => {
      const vcon = await withApi((ask) => ask(`/api/v1/contacts/${encodeURIComponent(contact)}/vcon${names === true ? '?names=true' : ''}`));
      if (out === undefined) return said.out({ text: JSON.stringify(vcon, null, 2), json: vcon }, program.opts<{ json?: boolean }>().json === true);
      await writeFile(out, `${JSON.stringify(vcon, null, 2)}\n`);
      said.out({ text: `Wrote ${vcon.uuid} to ${out}.`, json: { uuid: vcon.uuid, file: out } }, program.opts<{ json?: boolean }>().json === true);
    });
}

type Ask = (path: string) => Promise<Vcon>;

/** Of the server that runs on this data folder, else of one that is started for as long as the command takes. */
async function withApi(use: (ask: Ask) => Promise<Vcon>): Promise<Vcon> {
  const settings = settingsOfCommand();
  const running = await readServerFile(settings.dataDir);
  if (running) return withToken((token) => use((path) => read(running.url, token, path)));
  const server = await startOwnServer(settings);
  try {
    const { street } = server.machine;
    while (street.state.is !== 'live' || street.lag > 0) await setTimeout(100);
    return await withToken((token) => use((path) => read(server.url, token, path)));
  } finally {
    await server.stop();
  }
}

/** A token of this command's own, which dies with it; its label is what the log knows it by. */
async function withToken<Value>(use: (token: string) => Promise<Value>): Promise<Value> {
  const { secret, listed } = await withCredentials(async (access) => mustBe(await createToken(access, { role: 'admin', label: 'the command line' })));
  try {
    return await use(secret);
  } finally {
    await withCredentials((access) => revokeToken(access, listed.id));
  }
}

async function read(url: string, token: string, path: string): Promise<Vcon> {
  const answer = await fetch(new URL(path, url), { headers: { authorization: `Bearer ${token}` } });
  const body: unknown = await answer.json();
  if (answer.ok) return body as Vcon;
  const { what, do: advice } = (body as Problem).error;
  throw new Error(`${what} ${advice}`);
}
