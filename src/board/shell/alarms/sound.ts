import type { FeedLine } from '../../../contract/board.js';

/** Browsers let a page sound only after someone has touched it, or when they were started so, as on a wall. */
let context: AudioContext | null = null;

/** Tries to have a voice. To be called from a click or a key too: only then it may be granted. */
export function wake(changed: () => void): void {
  if (typeof AudioContext === 'undefined') return;
  if (context === null) {
    context = new AudioContext();
    context.addEventListener('statechange', changed);
  }
  void context.resume().then(changed, () => {});
}

export const isAwake = (): boolean => context?.state === 'running';

/** Two notes going up, or for what is severe three that insist. */
const tunes: Readonly<Record<FeedLine['severity'], readonly number[]>> = { warning: [587, 784], severe: [880, 659, 880] };
const each = 0.17;

export function play(severity: FeedLine['severity']): void {
  if (context === null || context.state !== 'running') return;
  const { currentTime, destination } = context;
  for (const [nth, frequency] of tunes[severity].entries()) {
    const [note, loudness] = [context.createOscillator(), context.createGain()];
    const begins = currentTime + nth * each;
    note.frequency.value = frequency;
    // Swells and dies away: a tone that is cut clicks.
    loudness.gain.setValueAtTime(0, begins);
    loudness.gain.linearRampToValueAtTime(0.25, begins + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.001, begins + each);
    note.connect(loudness).connect(destination);
    note.start(begins);
    note.stop(begins + each);
  }
}
