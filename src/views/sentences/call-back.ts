import { nameOf } from '../../domain/floor.js';
import type { Floor } from '../../domain/floor.js';
import type { CallResult } from '../../domain/event.js';
import type { Said, Sentences } from './said.js';
import { bad, good, plain, where } from './said.js';

type CallBackType =
  | 'callback.offered' | 'callback.requested' | 'callback.claimed' | 'callback.released' | 'callback.attempted' | 'callback.reached' | 'callback.cancelled';

/** Who is to be called back, and what became of it. */
export const callBack: Sentences<CallBackType> = {
  'callback.offered': () => plain('Was offered a call-back'),
  'callback.requested': () => plain('Asked to be called back'),
  'callback.claimed': ({ agent }, { floor }) => plain(`Is about to be called back${by(floor, agent)}`),
  'callback.released': ({ reason }) => plain(`The call-back did not come about${reason !== undefined && Object.hasOwn(releases, reason) ? `: ${releases[reason]}` : ''}`),
  'callback.attempted': ({ agent, result }, { floor }) => attempt(result, by(floor, agent)),
  'callback.reached': ({ agent }, { floor }) => good(`Was reached by a call-back${by(floor, agent)}`),
  'callback.cancelled': () => plain('The call-back was cancelled'),
};

/** Why nobody was called, in a few words; other reasons may be anything. */
const releases: Readonly<Record<string, string>> = {
  'agent-not-reached': 'the agent did not pick up', refused: 'the phone platform refused', unknown: 'the phone platform did not say what became of it', stopped: 'it was taken back',
};
const results: Readonly<Record<CallResult, string>> = { answered: 'they picked up', busy: 'busy', 'no-answer': 'no answer', machine: 'a mailbox answered' };

function attempt(result: CallResult | undefined, who: string): Said {
  if (result === undefined) return plain(`Was called back${who}`);
  return (result === 'answered' ? plain : bad)(`Was called back${who}: ${results[result]}`);
}

function by(floor: Floor, agent: string | undefined): string {
  return where('by', agent === undefined ? undefined : nameOf(floor.agents, agent));
}
