import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import type { EarshotEvent } from '../../src/domain/event.js';
import { toCloudEvent } from '../../src/views/cloud-event.js';
import { putDatabase } from './data-folder.js';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

/** For a profile of a run: `EARSHOT_TEST_NODE_OPTIONS='--cpu-prof --cpu-prof-dir=/tmp/profiles'`. */
const nodeOptions = (process.env['EARSHOT_TEST_NODE_OPTIONS'] ?? '').split(' ').filter((option) => option !== '');
/** `npm start` as it stands in package.json, without npm. */
const [, ...startOptions] = (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { scripts: { start: string } }).scripts.start.split(' ').slice(0, -1);

/** Earshot as a user runs it: the built server in a process and a data folder of its own, on a free port of the loopback. */
export class Earshot {
  private child: ChildProcess | undefined;
  url = '';
  output = '';

  private constructor(readonly dataDir: string, private readonly environment: Record<string, string>, private readonly main: string) {}

  static async prepare(environment: Readonly<Record<string, string>> = {}, main: string = path.join(dist, 'main.js')): Promise<Earshot> {
    return new Earshot(await mkdtemp(path.join(tmpdir(), 'earshot-run-')), { ...environment }, main);
  }

  /** Resolves when it listens. The port stays the same over restarts. */
  async start(): Promise<void> {
    if (this.environment['EARSHOT_DATABASE_URL'] === undefined) await putDatabase(this.dataDir);
    const port = this.url === '' ? '0' : new URL(this.url).port;
    const child = spawn(process.execPath, [...nodeOptions, ...startOptions, this.main], {
      env: this.environmentOf({ EARSHOT_PORT: port, EARSHOT_LOG_LEVEL: 'info' }), stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    await new Promise<void>((resolve, reject) => {
      const take = (chunk: Buffer): void => {
        this.output += chunk.toString();
        const listens = /Earshot listens on (http:\/\/[\d.]+:\d+)/.exec(this.output.slice(-4_000));
        if (!listens?.[1]) return;
        this.url = listens[1];
        resolve();
      };
      child.stdout.on('data', take);
      child.stderr.on('data', take);
      child.once('exit', (code) => reject(new Error(`Earshot ended with ${code} before it listened:\n${this.output}`)));
    });
  }

  /** Of the running server; its database is among its descendants. */
  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** As a power cut to the process: no signal handler runs. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
    this.output = '';
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  async remove(): Promise<void> {
    if (this.child) await this.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** From the next start on. */
  set(name: string, value: string): void {
    this.environment[name] = value;
  }

  async command(...args: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(process.execPath, [path.join(dist, 'cli/main.js'), ...args], { env: this.environmentOf({}) });
    return stdout.trim();
  }

  /** A command that runs until someone presses Ctrl-C: here, until it is enough. */
  async commandUntil(isEnough: () => Promise<void>, ...args: string[]): Promise<string> {
    const running = promisify(execFile)(process.execPath, [path.join(dist, 'cli/main.js'), ...args], { env: this.environmentOf({}) });
    await Promise.race([isEnough(), running]);
    running.child.kill('SIGINT');
    return (await running).stdout.trim();
  }

  async get<Answer>(where: string, token: string): Promise<Answer> {
    const answer = await fetch(`${this.url}${where}`, { headers: { authorization: `Bearer ${token}` } });
    if (!answer.ok) throw new Error(`GET ${where} answered ${answer.status}: ${await answer.text()}`);
    return await answer.json() as Answer;
  }

  /** One post; the status, or 0 when the server was not there. */
  async post(events: readonly EarshotEvent[], key: string): Promise<number> {
    return (await this.answerTo(events, key)).status;
  }

  /** One post; `status` 0 when nobody answered in ten seconds. */
  async answerTo(events: readonly EarshotEvent[], key: string): Promise<{ readonly status: number; readonly retryAfter: string | null }> {
    try {
      const answer = await fetch(`${this.url}/ingest/events`, {
        method: 'POST', body: JSON.stringify(events.map(toCloudEvent)), signal: AbortSignal.timeout(10_000),
        headers: { 'content-type': 'application/cloudevents-batch+json', authorization: `Bearer ${key}` },
      });
      await answer.text();
      return { status: answer.status, retryAfter: answer.headers.get('retry-after') };
    } catch {
      return { status: 0, retryAfter: null };
    }
  }

  /** Waits until everything that was taken is folded. */
  async caughtUp(token: string): Promise<void> {
    for (let tries = 0; tries < 600; tries += 1) {
      const ready = await fetch(`${this.url}/health/ready`).then((answer) => answer.json() as Promise<{ state?: string; lag?: number }>).catch(() => undefined);
      if (ready?.state === 'live' && (ready.lag ?? 0) === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`Earshot did not catch up within 30 s:\n${this.output.slice(-2_000)} ${token.slice(0, 4)}`);
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  private environmentOf(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
    const { PATH = '', HOME = '' } = process.env;
    // Under libfaketime, the whole of it: a server by another clock than its spec proves nothing.
    const clock = Object.fromEntries(Object.entries(process.env).filter(([name]) => name === 'LD_PRELOAD' || name.startsWith('FAKETIME')));
    return { PATH, HOME, ...clock, EARSHOT_DATA_DIR: this.dataDir, ...more, ...this.environment };
  }
}
