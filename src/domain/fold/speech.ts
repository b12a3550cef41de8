import { SECOND } from '../time.js';
import type { Appliers } from './draft.js';

/** Kept of one contact at most: hours of transcript make no heavier contact. */
const MOST = 100;

/** What a transcriber tells of the talk: we do no speech recognition ourselves. */
export const speech: Appliers = {
  'speech.silence': (draft, { time, data }) => {
    if (draft.silences.length < MOST) draft.silences = [...draft.silences, { at: time, lasted: Math.round(data.seconds * SECOND) }];
  },
  'speech.sentiment': (draft, { time, data }) => {
    if (data.of !== 'agent' && draft.moods.length < MOST) draft.moods = [...draft.moods, { at: time, score: data.score }];
  },
};
