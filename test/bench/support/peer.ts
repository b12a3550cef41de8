import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A peer in a process of its own, so that its CPU is told apart. It says where it listens, or what else it has to say, by `tell`. */
export class Peer<Told> {
  private constructor(private readonly child: ChildProcess, readonly told: Told) {}

  /** `file`: relative to `test/bench`. */
  static async start<Told>(file: string, ...args: string[]): Promise<Peer<Told>> {
    const child = fork(fileURLToPath(new URL(`../${file}`, import.meta.url)), args, { execArgv: ['--no-warnings', '--expose-gc', '--import', './test/support/typescript.mjs'] });
    const told = await new Promise<Told>((resolve, reject) => {
      child.once('message', (message) => resolve(message as Told));
      child.once('exit', (code) => reject(new Error(`${file} ended with ${String(code)}.`)));
    });
    return new Peer(child, told);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Asks it to do something, and waits for what it says then. */
  ask<Answer>(what: unknown): Promise<Answer> {
    return new Promise((resolve) => {
      this.child.once('message', (message) => resolve(message as Answer));
      this.child.send(what as object);
    });
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
  }
}
