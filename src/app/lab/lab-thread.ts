import { Worker } from 'node:worker_threads';
import type { LabJob, LabPartJob, LabThread, StartHelp, StartThread } from './lab-work.js';

/** Megabytes: a run that wanted more would be a mistake, and ends by itself instead of with the server. */
const MEMORY = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 };

/** On a thread of its own: frames and answers go on meanwhile, and it can be ended at any moment, with the one that helps it. */
export const startThread: StartThread = (job, tell) => {
  const { worker, ...thread } = start(job, tell);
  worker.unref();
  return thread;
};

/** Started by a thread of the lab, which waits for it. */
export const startHelp: StartHelp = (job, tell) => start(job, tell);

function start<Message>(job: LabJob | LabPartJob, tell: (message: Message | { readonly is: 'failed'; readonly why: string }) => void): LabThread & { readonly worker: Worker } {
  const worker = new Worker(new URL('./lab-worker.js', import.meta.url), { workerData: job, resourceLimits: MEMORY });
  worker.on('message', tell);
  worker.on('error', (error: Error) => tell({ is: 'failed', why: error.message }));
  worker.on('exit', () => tell({ is: 'failed', why: 'the thread ended before it had an answer' }));
  return { worker, stop: async () => void await worker.terminate() };
}
