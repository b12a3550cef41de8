import type { Contact } from '../contact.js';
import type { Floor } from '../floor.js';
import { stepsOf } from '../menu-step.js';
import type { MenuStep } from '../menu-step.js';
import type { Contribution, Measure } from '../metric.js';
import { standardOf } from '../phone-standard.js';
import { pleaKeysOf, pleasIn } from '../plea.js';
import { spreadMeasure } from '../spread.js';
import { stepKey, wayKey } from '../step-key.js';
import type { Instant } from '../time.js';
import { tallyNodes } from './nodes.js';
import type { NodesSaid } from './nodes.js';
import { keysBefore } from './way-in.js';

type Tally = Partial<Record<Measure, number>>;

const none: readonly Contribution[] = [];

/** What was said of a contact's steps, and of what: it is counted at ten events and leaves the menu at four. Anew each time it took 6 % of the thread. */
export interface StepsSaid {
  of?: readonly unknown[];
  contributions?: readonly Contribution[];
  nodes?: NodesSaid;
}

/** What a contact adds to the map of the menu it came in through: each step, and how long and how many keys it took to get out of it. */
export function contributionsOfSteps(contact: Contact, floor: Floor, said: StepsSaid = {}): readonly Contribution[] {
  if (contact.menu.length === 0) return none;
  const of = [floor, ...partsThatMatter(contact)];
  if (said.contributions === undefined || said.of?.every((part, place) => part === of[place]) !== true) {
    said.of = of;
    const steps = stepsOf(contact);
    said.nodes = tallyNodes(steps, floor);
    said.contributions = tell(contact, steps, floor);
  }
  return said.contributions;
}

/** Whatever makes a step, or ends one. A contact that is folded anew is another object; one that goes on is changed in place. */
function partsThatMatter(contact: Contact): readonly unknown[] {
  const { menu, visits, segments, outcomes, channel, startedAt, endedAt, endedBy, lostSight, entry, direction, estimatedAt, callback } = contact;
  const entered = visits.reduce((sum, { enteredAt }) => sum + enteredAt, 0);
  // How long they waited counts once it is over: who left the queue may be heard of after that.
  const waited = endedAt === undefined ? 0 : visits.reduce((longest, { waitMs = 0 }) => Math.max(longest, waitMs), 0);
  return [contact, menu.length, visits.length, entered, waited, segments.length, outcomes.length, channel, startedAt, endedAt, endedBy, lostSight, entry, direction, estimatedAt, callback?.requestedAt];
}

function tell(contact: Contact, steps: readonly MenuStep[], floor: Floor): readonly Contribution[] {
  const out = steps.map((step): Contribution => ({ at: step.at, attribution: 'arrival', key: stepKey(contact.channel, contact.entry, step), tally: tallyOf(step, floor) }));
  const [first] = out;
  if (first === undefined) return out;
  const times = timesOf(contact);
  // The first step names the version of the flow that the caller came into: so versions can be set side by side.
  out[0] = { ...first, tally: { ...first.tally, ...times } };
  out.push({ at: contact.startedAt, attribution: 'arrival', key: wayKey(contact.channel, contact.entry), tally: { ways: 1, ...times, ...keysOf(contact), ...standardOf(contact) } });
  return out;
}

function tallyOf({ stay, inputs, lasted, key, nowhere, noInput, noMatch, again }: MenuStep, floor: Floor): Tally {
  const tally: Tally = { steps: 1, stepMs: lasted, [spreadMeasure('stepped', lasted)]: 1 };
  if (noInput > 0) tally.noInput = noInput;
  if (noMatch > 0) tally.noMatch = noMatch;
  if (again) tally.again = 1;
  if (key !== undefined) tally[`key.${key}`] = 1;
  for (const each of nowhere) tally[`nowhere.${each}`] = (tally[`nowhere.${each}`] ?? 0) + 1;
  if (stay !== undefined && pleasIn({ ...stay, inputs }, pleaKeysOf(floor), floor).length > 0) tally.zeroOuts = 1;
  return tally;
}

const firstQueueOf = ({ visits }: Contact): Instant | undefined => visits.find(({ direct }) => !direct)?.enteredAt;

/** From the contact's start: to the first queue, and to the first agent (METRICS.md). */
function timesOf(contact: Contact): Tally {
  const tally: Tally = {};
  const queue = firstQueueOf(contact);
  const agent = contact.segments[0]?.connectedAt;
  if (queue !== undefined) tally[spreadMeasure('toQueue', queue - contact.startedAt)] = 1;
  if (agent !== undefined) tally[spreadMeasure('toHuman', agent - contact.startedAt)] = 1;
  return tally;
}

/** The keys pressed before. */
function keysOf(contact: Contact): Tally {
  const out = firstQueueOf(contact) ?? contact.segments[0]?.connectedAt;
  return out === undefined ? {} : { [spreadMeasure('keys', keysBefore(contact, out))]: 1 };
}
