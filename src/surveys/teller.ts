import type { EarshotEvent } from '../domain/event.js';
import type { Fact, Invitation } from '../domain/invitation.js';
import type { Intake } from '../ports/intake.js';
import type { Invitations } from '../ports/surveys.js';
import { change } from './change.js';
import { nameOf, told } from './invitation.js';

const A_ROUND = 200;

/**
 * Tells the log what became of invitations. What was not told when a server died is told by the next: each event's id follows
 * from its invitation and fact, so that telling it twice is harmless.
 */
export class Teller {
  constructor(private readonly invitations: Invitations, private readonly intake: Intake) {}

  /** False when the log takes nothing now. */
  async tell(): Promise<boolean> {
    for (;;) {
      const untold = await this.invitations.untold(A_ROUND);
      if (untold.length === 0) return true;
      const { taken } = await this.intake.accept(untold.flatMap(({ invitation }) => eventsOf(invitation)));
      if (!taken) return false;
      for (const { invitation } of untold) await change(this.invitations, invitation.id, (each) => told(each, invitation.untold));
    }
  }
}

/** The subject is the contact that was asked about. */
export function eventsOf(invitation: Invitation): EarshotEvent[] {
  return invitation.untold.map((fact) => eventOf(invitation, fact));
}

function eventOf({ id, contact, channel, programme }: Invitation, fact: Fact): EarshotEvent {
  const said = { id: `${id}/${nameOf(fact)}`, source: 'earshot/surveys', time: fact.at, subject: contact };
  // Beyond what the type names: which programme asked.
  const data = { survey: id, programme, channel: channel === 'voice' ? 'ivr' : 'sms' };
  switch (fact.is) {
    case 'answered':
      // A free line itself stays out of the log: only that there is one.
      return { ...said, type: 'survey.answered', data: { ...data, ...(fact.question === undefined ? {} : { question: fact.question }), ...(fact.value === undefined ? {} : { value: fact.value }) } };
    case 'wrote':
      return { ...said, type: 'feedback.received', data: { channel: 'survey', ...(fact.topic === undefined ? {} : { topic: fact.topic }) } };
    default:
      return { ...said, type: `survey.${fact.is}`, data };
  }
}
