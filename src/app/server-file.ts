import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Tells commands on this machine where the running server listens. */
export interface RunningServer {
  readonly pid: number;
  readonly url: string;
}

const nameIn = (dataDir: string): string => path.join(dataDir, 'server.json');

export async function writeServerFile(dataDir: string, url: string): Promise<void> {
  await writeFile(nameIn(dataDir), JSON.stringify({ pid: process.pid, url } satisfies RunningServer), { mode: 0o600 });
}

export async function removeServerFile(dataDir: string): Promise<void> {
  const running = await readServerFile(dataDir);
  if (running?.pid === process.pid) await rm(nameIn(dataDir), { force: true });
}

/** The server that runs on this data folder, if its process lives. */
export async function readServerFile(dataDir: string): Promise<RunningServer | undefined> {
  try {
    const running = JSON.parse(await readFile(nameIn(dataDir), 'utf8')) as RunningServer;
    process.kill(running.pid, 0);
    return running;
  } catch {
    return undefined;
  }
}
