import { parentPort } from 'node:worker_threads';
import { doJob } from './settings-work.js';
import type { Job } from './settings-work.js';

/** A thread of its own for large settings: the board's frames and the senders' answers go on meanwhile. */
parentPort?.on('message', ({ id, job }: { readonly id: number; readonly job: Job }) => {
  parentPort?.postMessage({ id, answer: doJob(job) });
});
