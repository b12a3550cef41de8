import { Worker } from 'node:worker_threads';
import type { Result } from '../../domain/result.js';
import { MINUTE } from '../../domain/time.js';
import type { ReadSettings } from './floor-of-text.js';
import { workHere } from './settings-work.js';
import type { Job, SettingsWork } from './settings-work.js';

/** Characters up to which a hop to another thread costs more than the work. */
const SMALL = 16_000;
/** A thread that waits holds some 40 MB. */
const IDLE = MINUTE;

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** Small settings are read at once, large ones on a thread of their own, which is started when it is needed. */
export class WorkAside implements SettingsWork {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private jobs = 0;
  private ending: NodeJS.Timeout | undefined;

  read(text: string, zone: string): Promise<ReadSettings> {
    return text.length < SMALL ? workHere.read(text, zone) : this.aside({ is: 'read', text, zone });
  }

  edit(text: string, edits: Parameters<SettingsWork['edit']>[1]): Promise<Result<string>> {
    return text.length < SMALL ? workHere.edit(text, edits) : this.aside({ is: 'edit', text, edits });
  }

  async stop(): Promise<void> {
    clearTimeout(this.ending);
    const { worker } = this;
    this.worker = undefined;
    await worker?.terminate();
  }

  private aside<Answer>(job: Job): Promise<Answer> {
    clearTimeout(this.ending);
    const id = (this.jobs += 1);
    const worker = (this.worker ??= this.start());
    return new Promise<Answer>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      worker.postMessage({ id, job });
    }).finally(() => {
      if (this.waiting.size === 0) this.ending = setTimeout(() => void this.stop(), IDLE).unref();
    });
  }

  private start(): Worker {
    const worker = new Worker(new URL('./settings-worker.js', import.meta.url));
    worker.unref();
    worker.on('message', ({ id, answer }: { readonly id: number; readonly answer: never }) => {
      this.waiting.get(id)?.resolve(answer);
      this.waiting.delete(id);
    });
    const failed = (error: Error): void => {
      if (this.worker === worker) this.worker = undefined;
      for (const each of this.waiting.values()) each.reject(error);
      this.waiting.clear();
    };
    worker.on('error', failed);
    worker.on('exit', () => failed(new Error('The thread that reads settings ended before it had answered.')));
    return worker;
  }
}
