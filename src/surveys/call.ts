import type { Floor } from '../domain/floor.js';
import { isOpen } from '../domain/invitation.js';
import type { Invitation } from '../domain/invitation.js';
import type { Clock } from '../ports/clock.js';
import type { Invitations } from '../ports/surveys.js';
import { change } from './change.js';
import { expired, reached, stopped, turned } from './invitation.js';
import { OneByOne } from './one-by-one.js';
import { hearKeys } from './questionnaire.js';
import type { Say, Turn } from './questionnaire.js';
import { greetingOf, spokenOf, starOf, stoppedAloud } from './texts.js';
import { gathering, nothing, saying } from './twiml.js';

export interface CallParts {
  readonly invitations: Invitations;
  readonly clock: Clock;
  readonly floor: () => Floor;
  /** Where Twilio reaches us: https://earshot.example.com */
  readonly callbackUrl: string;
}

const NOT_REACHED = new Set(['busy', 'no-answer', 'failed', 'canceled']);

/** The survey as a call: each question a Gather, whose answer names the place that it was asked at, so that what comes twice counts once. */
export class Call {
  private readonly turns = new OneByOne();

  constructor(private readonly parts: CallParts) {}

  /** Someone picked up. */
  async begin(id: string): Promise<string> {
    const { invitations, clock } = this.parts;
    const invitation = await change(invitations, id, (each) => reached(each, 'delivered', { at: clock.now() }));
    if (!invitation || !isOpen(invitation)) return nothing;
    const { company } = this.parts.floor().surveys;
    return this.asks(invitation, sayAt(invitation), `${greetingOf(invitation.language, company)} ${starOf(invitation.language)} `);
  }

  /** They pressed keys, or none. `place`: which question, and how often it was misunderstood. */
  keys(id: string, place: string, digits: string): Promise<string> {
    return this.turns.run(id, async () => {
      if (digits.includes('*')) return this.stop(id);
      let turn: Turn | undefined;
      const invitation = await change(this.parts.invitations, id, (each) => {
        turn = isOpen(each) && placeOf(each) === place ? hearKeys(each, digits) : undefined;
        return turn === undefined ? each : turned(each, turn, this.parts.clock.now());
      });
      return invitation === undefined ? nothing : this.asks(invitation, turn?.say ?? sayAt(invitation), '');
    });
  }

  /** Nobody picked up, or the call is over: who hung up amid the questions answered a part. */
  async ended(id: string, sid: string | undefined, status: string): Promise<void> {
    const { invitations, clock } = this.parts;
    const seen = { at: clock.now(), ...(sid === undefined ? {} : { sid }) };
    await change(invitations, id, (each) => {
      if (status === 'completed') return expired(reached(each, 'delivered', seen), seen.at);
      return NOT_REACHED.has(status) ? reached(each, 'failed', { ...seen, reason: status }) : each;
    });
  }

  private async stop(id: string): Promise<string> {
    const { invitations, clock } = this.parts;
    const found = await invitations.find(id);
    if (!found) return nothing;
    const at = clock.now();
    await change(invitations, id, (each) => stopped(each, at), { stop: { person: found.invitation, at } });
    const { language } = found.invitation;
    return saying(stoppedAloud(language), language);
  }

  private asks(invitation: Invitation, say: Say, before: string): string {
    const { language, id } = invitation;
    if (say.is === 'thanks') return saying(spokenOf(say, language), language);
    return gathering({
      action: `${this.parts.callbackUrl}/surveys/twilio/call/${id}/${placeOf(invitation)}`, digits: say.question === 'nps-10' ? 2 : 1,
      text: `${before}${spokenOf(say, language)}`, language,
    });
  }
}

/** "2.1": the third question, misunderstood once. */
function placeOf({ at, misunderstood }: Invitation): string {
  return `${at}.${misunderstood}`;
}

function sayAt({ questions, at }: Invitation): Say {
  const question = questions[at];
  return question === undefined ? { is: 'thanks' } : { is: 'ask', question };
}
