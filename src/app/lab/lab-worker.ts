import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { doLabJob } from './lab-work.js';
import type { LabJob } from './lab-work.js';

// On Linux this is the thread's own: who is live goes first where cores are few. Elsewhere it would be the whole server's.
if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);

await doLabJob(workerData as LabJob, (message) => parentPort?.postMessage(message));
