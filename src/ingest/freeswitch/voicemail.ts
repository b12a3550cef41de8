import { fact, known } from '../fact.js';
import { step } from '../step.js';
import type { Happening } from './call.js';
import { field } from './esl-event.js';

/** mod_voicemail keeps a message of this caller. */
export const voicemailLeft: Happening = (call, { event }) => {
  const length = Number(field(event, 'VM-Message-Len') ?? Number.NaN);
  return step(call, fact('voicemail.left', `${call.id}:voicemail`, known<{ seconds?: number }>({ seconds: Number.isFinite(length) ? length : undefined })));
};
