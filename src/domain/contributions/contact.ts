import { UNNAMED_AGENT } from '../agent.js';
import { calledWhileClosed } from '../calendar.js';
import { lastVisitOf, reasonOf } from '../contact.js';
import type { Contact, QueueVisit } from '../contact.js';
import { targetsOf } from '../floor.js';
import type { Floor } from '../floor.js';
import { containedIn } from '../ending.js';
import { lossOf, summarise } from '../journey.js';
import { timeOf } from '../lost-time.js';
import type { TimeOfContact } from '../lost-time.js';
import type { Contribution, Measure, ReadingKey, Sums } from '../metric.js';
import { keyOf } from '../reading-key.js';
import type { Instant } from '../time.js';
import { contributionsOfCallBack } from './call-backs.js';
import { contributionsOfEnding } from './endings.js';
import { contributionsOfMarks } from './marks.js';
import { tallyLost } from './minutes.js';
import type { NodesSaid } from './nodes.js';
import { contributionsOfOffers } from './offers.js';
import { contributionsOfPromises } from './promises.js';
import { tallySegment } from './segment.js';
import { spread } from './spread.js';
import type { Instants } from './spread.js';
import { contributionsOfSteps } from './steps.js';
import type { StepsSaid } from './steps.js';
import { contributionsOfSurveys } from './surveys.js';
import { otherWaitOf, tallyTotal, tallyVisit } from './visit.js';
import { tallyWayIn } from './way-in.js';

/**
 * What a contact adds to the readings as it stands: settled facts only. Take the old ones out and put the new ones in when it changes.
 * Outbound contacts and returned call-backs are never offered or abandoned; calls while closed are counted apart.
 */
export function contributionsOf(contact: Contact, floor: Floor, said: StepsSaid = {}, time = timeOf(contact)): Contribution[] {
  const out: Contribution[] = [];
  if (contact.customer !== undefined && floor.listedOut.includes(contact.customer)) return out;
  if (contact.callback !== undefined) out.push(...contributionsOfCallBack(contact));
  const channel = contact.channel;
  if (contact.direction === 'inbound') {
    if (calledWhileClosed(floor, contact)) {
      for (const key of contactKeys(contact)) spread(out, key, { closed: 1 }, instantsOfContact(contact));
      return out;
    }
    const steps = contributionsOfSteps(contact, floor, said);
    addContact(out, contact, floor, said.nodes, time);
    addVisits(out, contact, floor);
    for (const step of steps) out.push(step);
    for (const [node, tally] of said.nodes?.nodes ?? []) spread(out, keyOf(channel, 'node', node), tally, instantsOfContact(contact));
  }
  for (const segment of contact.segments) {
    if (segment.leftAt === undefined) continue;
    const instants = { arrival: segment.connectedAt, completion: segment.leftAt, ...disconnectOf(contact) };
    const tally = tallySegment(segment, segment.leftAt, segment === contact.segments.at(-1) ? contact.endedBy : undefined);
    if (segment.agent !== UNNAMED_AGENT) spread(out, keyOf(channel, 'agent', segment.agent), tally, instants);
    if (segment.queue !== undefined) spread(out, keyOf(channel, 'queue', segment.queue), tally, instants);
    spread(out, keyOf(channel, 'total'), tally, instants);
  }
  for (const offer of contributionsOfOffers(contact)) out.push(offer);
  out.push(...contributionsOfMarks(contact));
  if (contact.promises.length > 0) out.push(...contributionsOfPromises(contact, floor, reasonOf(contact)));
  // Whoever is known counts in their journey, which sees whether they come back.
  if (contact.customer === undefined && contact.endedAt !== undefined) out.push(...contributionsOfEnding(summarise(contact, floor), undefined, floor));
  if (contact.surveys.length > 0 && contact.direction === 'inbound') out.push(...contributionsOfSurveys(contact, floor));
  return out;
}

/** Whether its stays count at their queues. */
export function countsAtQueues(contact: Contact, floor: Floor): boolean {
  const isListedOut = contact.customer !== undefined && floor.listedOut.includes(contact.customer);
  return contact.direction === 'inbound' && !isListedOut && !calledWhileClosed(floor, contact);
}

/** What a stay counts at its queue, from its arrival on; undefined while it goes on. */
export function tallyStay(contact: Contact, visit: QueueVisit, floor: Floor): Sums | undefined {
  if (visit.leftAt === undefined && contact.endedAt === undefined) return undefined;
  return tallyVisit(visit, visit.waitMs ?? 0, targetsOf(floor, visit.queue), otherWaitOf(contact, visit));
}

function addVisits(out: Contribution[], contact: Contact, floor: Floor): void {
  const over = contact.endedAt !== undefined;
  for (const visit of contact.visits) {
    const tally = tallyStay(contact, visit, floor);
    if (tally === undefined) continue;
    const instants = {
      arrival: visit.enteredAt, ...(visit.leftAt === undefined ? {} : { completion: visit.leftAt }), ...disconnectOf(contact),
    };
    spread(out, keyOf(contact.channel, 'queue', visit.queue), tally, instants);
  }
  const settled = contact.visits.every((visit) => visit.leftAt !== undefined) || over;
  const total = settled ? tallyTotal(contact, (queue) => targetsOf(floor, queue)) : undefined;
  const first = contact.visits[0];
  const left = lastVisitOf(contact)?.leftAt;
  if (!total || !first) return;
  const instants = { arrival: first.enteredAt, ...(left === undefined ? {} : { completion: left }), ...disconnectOf(contact) };
  spread(out, keyOf(contact.channel, 'total'), total, instants);
}

/** The `contact_*` view: all who called, by the contact's start. */
function addContact(out: Contribution[], contact: Contact, floor: Floor, nodes: NodesSaid | undefined, time: TimeOfContact | undefined): void {
  const inMenu = contact.menu.some((node) => node.purpose === 'route' && !node.afterAgent);
  const reachedQueue = contact.visits.length > 0;
  const over = contact.endedAt !== undefined && contact.endedBy !== 'inferred';
  const loss = lossOf(contact, floor);
  const lostAfterAnswer = loss?.why === 'cut-off' || loss?.why === 'lost-in-transfer';
  const done = contact.outcomes.some((outcome) => outcome.result === 'success');
  const tally: Partial<Record<Measure, number>> = { contacts: 1, ...tallyWayIn(contact), ...nodes?.contact };
  if (inMenu) tally.inMenu = 1;
  if (reachedQueue) tally.reachedQueue = 1;
  if (inMenu && done) tally.completed = 1;
  const contained = over ? containedIn(contact) : undefined;
  if (contained !== undefined) tally.contained = 1;
  if (contained === 'left') tally.leftInMenu = 1;
  if (lostAfterAnswer) tally.lostAfterAnswer = 1;
  const isSettled = contact.endedAt !== undefined || contact.visits.every((visit) => visit.leftAt !== undefined);
  if (isSettled) Object.assign(tally, tallyTotal(contact, (queue) => targetsOf(floor, queue)));
  Object.assign(tally, tallyLost(time));
  const instants = instantsOfContact(contact);
  for (const key of contactKeys(contact)) spread(out, key, tally, instants);
}

function contactKeys(contact: Contact): ReadingKey[] {
  const keys = [keyOf(contact.channel, 'contacts')];
  if (contact.entry !== undefined) keys.push(keyOf(contact.channel, 'entry', contact.entry));
  const reason = reasonOf(contact);
  if (reason !== undefined) keys.push(keyOf(contact.channel, 'reason', reason));
  return keys;
}

function instantsOfContact(contact: Contact): Instants {
  return { arrival: contact.startedAt, ...(contact.endedAt === undefined ? {} : { completion: contact.endedAt }), ...disconnectOf(contact) };
}

function disconnectOf(contact: Contact): { disconnect?: Instant } {
  return contact.endedAt === undefined ? {} : { disconnect: contact.endedAt };
}
