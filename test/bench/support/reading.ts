import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Heard, ReadersAsked } from './readers.js';

export interface Readers {
  /** What they heard since they were opened. */
  heard(): Promise<Heard>;
  close(): Promise<void>;
}

/** Opens many boards from a process of their own. */
export async function openReaders(asked: ReadersAsked): Promise<Readers> {
  const child = fork(fileURLToPath(new URL('readers.ts', import.meta.url)), [JSON.stringify(asked)], { execArgv: ['--no-warnings', '--import', './test/support/typescript.mjs'] });
  const next = (): Promise<Heard> => new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Heard));
    child.once('exit', (code) => reject(new Error(`The readers ended with ${String(code)}.`)));
  });
  await next();
  return {
    heard: () => {
      const answer = next();
      child.send('heard');
      return answer;
    },
    close: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    },
  };
}
