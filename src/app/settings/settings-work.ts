import { editText } from '../../config/settings-text.js';
import type { DocumentChange } from '../../config/document-changes.js';
import type { Result } from '../../domain/result.js';
import { readText } from './floor-of-text.js';
import type { ReadSettings } from './floor-of-text.js';

/** What takes long with a large text: 300 ms of a core with 5,000 agents. */
export interface SettingsWork {
  read(text: string, zone: string): Promise<ReadSettings>;
  edit(text: string, edits: readonly Edit[]): Promise<Result<string>>;
}

export type Edit = Pick<DocumentChange, 'path' | 'after'>;

/** Each a pure function of its values, but for the secrets' files that are looked for. */
export type Job = { readonly is: 'read'; readonly text: string; readonly zone: string } | { readonly is: 'edit'; readonly text: string; readonly edits: readonly Edit[] };

export function doJob(job: Job): ReadSettings | Result<string> {
  return job.is === 'read' ? readText(job.text, job.zone) : editText(job.text, job.edits);
}

/** On the thread that asks. */
export const workHere: SettingsWork = {
  read: async (text, zone) => readText(text, zone),
  edit: async (text, edits) => editText(text, edits),
};
