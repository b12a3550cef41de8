import { Worker } from 'node:worker_threads';
import type { LabJob, LabMessage } from './lab-work.js';

/** Something that replays beside the server. */
export interface LabThread {
  stop(): Promise<void>;
}
export type StartThread = (job: LabJob, tell: (message: LabMessage) => void) => LabThread;

/** Megabytes: a run that wanted more would be a mistake, and ends by itself instead of with the server. */
const MEMORY = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 };

/** On a thread of its own: frames and answers go on meanwhile, and it can be ended at any moment. */
export const startThread: StartThread = (job, tell) => {
  const worker = new Worker(new URL('./lab-worker.js', import.meta.url), { workerData: job, resourceLimits: MEMORY });
  worker.unref();
  worker.on('message', tell);
  worker.on('error', (error: Error) => tell({ is: 'failed', why: error.message }));
  worker.on('exit', () => tell({ is: 'failed', why: 'the thread ended before it had an answer' }));
  return { stop: async () => void await worker.terminate() };
};
