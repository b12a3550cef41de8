import { z } from 'zod';
import type { RecordingView } from '../contract/sources.js';
import { ok, refused } from '../domain/result.js';
import { notHere, wrong } from './answer.js';
import type { Answer } from './answer.js';
import type { ApiParts } from './parts.js';

const wanted = z.strictObject({ source: z.string().min(1).max(200).optional(), minutes: z.number().positive().max(60) });

export function beginRecording({ recordings }: Pick<ApiParts, 'recordings'>, body: unknown): Answer<RecordingView> {
  const read = wanted.safeParse(body);
  if (!read.success) return wrong('This says no source and time.', 'Send JSON: {"source": "…", "minutes": 10}; without a source all are recorded, for 60 minutes at most.');
  if (recordings.begin(read.data.source, read.data.minutes)) return ok(recordings.state());
  return refused({ status: 409, what: 'A recording runs already.', do: 'Take it with POST /api/v1/recordings/take, or wait until it is over.' });
}

export function takeRecording({ recordings }: Pick<ApiParts, 'recordings'>): Answer<string> {
  const text = recordings.take();
  return text === undefined ? notHere('There is no recording.', 'Begin one with POST /api/v1/recordings. One that nobody takes is forgotten ten minutes after its end.') : ok(text);
}
