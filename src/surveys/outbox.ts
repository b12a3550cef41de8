import type { Sealing } from '../access/sealing.js';
import type { Floor } from '../domain/floor.js';
import type { Invitation } from '../domain/invitation.js';
import { MINUTE, SECOND } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import { nextDayStart, dayStart } from '../domain/zone.js';
import type { Carrier, Handed, Outgoing } from '../ports/carrier.js';
import type { Clock } from '../ports/clock.js';
import type { Pseudonyms } from '../ports/privacy.js';
import type { Invitations, Kept } from '../ports/surveys.js';
import { change } from './change.js';
import { cancelled, notTaken, postponed, reached, sending, unknown } from './invitation.js';
import { opening } from './questionnaire.js';
import { nextHour, zonesOf } from '../domain/quiet-hours.js';
import { isSpent, prefixOf, spendingOne } from './spending.js';
import type { Spent } from './spending.js';
import { firstMessage } from './texts.js';

export interface OutboxParts {
  readonly invitations: Invitations;
  readonly carrier: Carrier;
  readonly seal: Sealing;
  readonly pseudonyms: Pseudonyms;
  readonly clock: Clock;
  readonly floor: () => Floor;
  readonly note: (sentence: string) => void;
  /** For how long Twilio is asked about what it may have got, before its fate is called unknown. */
  readonly lookUpMs?: Millis;
}

const A_ROUND = 100;
const AT_ONCE = 4;
const LOOK_UP: Millis = MINUTE;

/** What keeps an invitation from going out now. */
type Hindrance = { readonly is: 'cancel'; readonly reason: string } | { readonly is: 'wait'; readonly until: Instant };

/**
 * Sends each invitation at most once, whatever dies when: it is marked as `sending`, durably, before Twilio is asked; only
 * what surely was not taken is marked back. What is found marked is looked up, and never sent again.
 */
export class Outbox {
  private readonly inFlight = new Set<string>();

  constructor(private readonly parts: OutboxParts) {}

  /** Sends what is due. Says how many were handed over. */
  async send(): Promise<number> {
    const { invitations, clock } = this.parts;
    const { surveys, zone } = this.parts.floor();
    if (surveys.sender === undefined) return 0;
    const due = await invitations.due(clock.now(), A_ROUND);
    if (due.length === 0) return 0;
    let spent = await invitations.sentSince(dayStart(zone, clock.now()));
    const going = new Set<Promise<void>>();
    let count = 0;
    for (const kept of due) {
      const outgoing = await this.claim(kept, spent);
      if (outgoing === undefined) continue;
      spent = spendingOne(spent, kept.invitation.prefix);
      count += 1;
      const handing: Promise<void> = this.hand(kept.invitation.id, outgoing).finally(() => going.delete(handing));
      going.add(handing);
      if (going.size >= AT_ONCE) await Promise.race(going);
    }
    await Promise.all(going);
    return count;
  }

  /** Asks Twilio about what was being sent when a server died, or when no answer came. */
  async lookUp(): Promise<void> {
    const { invitations, carrier, clock, lookUpMs = LOOK_UP } = this.parts;
    for (const { invitation } of await invitations.underway()) {
      const { id, sentAt = clock.now() } = invitation;
      if (this.inFlight.has(id)) continue;
      const outgoing = await this.outgoingOf(invitation);
      const found = outgoing === undefined ? { is: 'not-there' as const } : await carrier.find(outgoing, sentAt);
      if (found.is === 'found') await change(invitations, id, (each) => reached(each, found.delivery, { ...found, at: clock.now() }));
      else if (clock.now() - sentAt >= lookUpMs) await change(invitations, id, (each) => unknown(each, found.is === 'unclear' ? found.reason : 'Twilio does not list it'));
    }
  }

  /** Marks it as being sent. Undefined when it must not go now, or someone else has changed it. */
  private async claim(kept: Kept, spent: Spent): Promise<Outgoing | undefined> {
    const { invitations, clock } = this.parts;
    const { invitation } = kept;
    const now = clock.now();
    const outgoing = await this.outgoingOf(invitation);
    const hindrance = outgoing === undefined ? { is: 'cancel' as const, reason: 'the number is no longer kept' } : await this.hindranceTo(invitation, outgoing.to, spent, now);
    if (hindrance !== undefined) {
      await invitations.save(kept, hindrance.is === 'cancel' ? cancelled(invitation, hindrance.reason) : postponed(invitation, hindrance.until));
      return undefined;
    }
    this.inFlight.add(invitation.id);
    const isClaimed = await invitations.save(kept, sending(invitation, now)).catch((error: unknown) => {
      this.inFlight.delete(invitation.id);
      throw error;
    });
    if (isClaimed) return outgoing;
    this.inFlight.delete(invitation.id);
    return undefined;
  }

  /** Settings and people change between planning and sending. */
  private async hindranceTo(invitation: Invitation, to: string, spent: Spent, now: Instant): Promise<Hindrance | undefined> {
    const { surveys, zone } = this.parts.floor();
    if (invitation.expiresAt <= now) return { is: 'cancel', reason: 'its time was over before it could be sent' };
    if (!Object.hasOwn(surveys.programmes, invitation.programme)) return { is: 'cancel', reason: 'its programme is gone' };
    if (prefixOf(to, surveys.allow) === undefined) return { is: 'cancel', reason: 'its prefix is no longer allowed' };
    if (await this.parts.invitations.isStopped({ ...invitation, formers: this.hashesOf(to) })) return { is: 'cancel', reason: 'stopped' };
    const hour = nextHour(zonesOf(invitation.country), surveys.hours, now);
    if (hour === undefined) return { is: 'cancel', reason: 'there is no hour at which it may be sent' };
    if (hour > now) return { is: 'wait', until: hour };
    return isSpent(spent, invitation.prefix, surveys) ? { is: 'wait', until: nextDayStart(zone, now) } : undefined;
  }

  private async hand(id: string, outgoing: Outgoing): Promise<void> {
    try {
      await this.takeDown(id, await this.parts.carrier.hand(outgoing));
    } catch (error) {
      // It stays marked, and is looked up.
      this.parts.note(`What became of a survey could not be written down, Twilio is asked: ${(error as Error).message}`);
    } finally {
      this.inFlight.delete(id);
    }
  }

  private async takeDown(id: string, handed: Handed): Promise<void> {
    const { invitations, clock, note } = this.parts;
    const now = clock.now();
    switch (handed.is) {
      case 'taken':
        await change(invitations, id, (each) => reached(each, 'sent', { sid: handed.sid, at: now }));
        return;
      case 'refused': {
        const failed = await change(invitations, id, (each) => reached(each, 'failed', { at: now, reason: handed.reason }));
        if (handed.isStopped && failed) await invitations.note({ stop: { person: failed, at: now } });
        return;
      }
      case 'busy':
        note(`Twilio did not take a survey, it is tried again: ${handed.reason}`);
        await change(invitations, id, (each) => (each.delivery === 'sending' ? notTaken(each, now + Math.max(handed.retryAfterMs, SECOND)) : each));
        return;
      case 'unclear':
        note(`It is not known whether a survey went out, Twilio is asked: ${handed.reason}`);
        return;
    }
  }

  /** By which STOP may have been said since it was planned, or before. */
  private hashesOf(to: string): readonly string[] {
    const { pseudonyms } = this.parts;
    return [...pseudonyms.formersOf?.(to) ?? [], pseudonyms.customerOf(to)].flatMap((hash) => hash ?? []);
  }

  private async outgoingOf(invitation: Invitation): Promise<Outgoing | undefined> {
    const { surveys } = this.parts.floor();
    const sealed = await this.parts.invitations.numberOf(invitation.id);
    const to = sealed === undefined ? undefined : this.parts.seal.open(sealed, invitation.id);
    if (to === undefined || surveys.sender === undefined) return undefined;
    return { invitation: invitation.id, channel: invitation.channel, to, sender: surveys.sender, text: firstMessage(opening(invitation), invitation.language, surveys.company) };
  }
}
