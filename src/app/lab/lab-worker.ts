import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { idleCores } from './idle-cores.js';
import { startHelp } from './lab-thread.js';
import { doLabJob, doLabPart } from './lab-work.js';
import type { LabJob, LabPartJob } from './lab-work.js';

// On Linux this is the thread's own: who is live goes first where cores are few. Elsewhere it would be the whole server's.
const isBehind = process.platform === 'linux';
if (isBehind) setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);

/** For this thread and one more: with less, the second would only take what the first and the database need. */
const ROOM_FOR_TWO = 1.5;
const job = workerData as LabJob | LabPartJob;
const tell = (message: unknown): void => parentPort?.postMessage(message);
if ('part' in job) await doLabPart(job, tell);
else await doLabJob(job, tell, isBehind && await idleCores(250) >= ROOM_FOR_TWO ? startHelp : undefined);
