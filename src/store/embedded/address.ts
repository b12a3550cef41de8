import { mkdtemp } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { privateFolder, type RunAs } from './run-as.js';

/** Where PostgreSQL listens. With a folder: a unix socket that only its owner can reach; else loopback with a password. */
export interface Address {
  /** A 0700 folder of this run, for the socket and small files. */
  readonly folder: string;
  readonly host: string;
  readonly port: number;
  readonly isSocket: boolean;
}

/** sockaddr_un ends there on Linux; macOS allows three bytes less. */
const LONGEST_SOCKET_PATH = 104;
/** Only part of the socket's name. Never 5432, so that no tool meets it by accident. */
const SOCKET_PORT = 54_329;

export async function openAddress(runAs: RunAs): Promise<Address> {
  for (const parent of new Set([tmpdir(), '/tmp'])) {
    const longest = Buffer.byteLength(path.join(parent, 'earshot-xxxxxx', `.s.PGSQL.${SOCKET_PORT}`));
    if (process.platform === 'win32' || longest > LONGEST_SOCKET_PATH) continue;
    const folder = await ownFolder(parent, runAs);
    return { folder, host: folder, port: SOCKET_PORT, isSocket: true };
  }
  return { folder: await ownFolder(tmpdir(), runAs), host: '127.0.0.1', port: await freePort(), isSocket: false };
}

async function ownFolder(parent: string, runAs: RunAs): Promise<string> {
  const folder = await mkdtemp(path.join(parent, 'earshot-'));
  await privateFolder(folder, runAs);
  return folder;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
