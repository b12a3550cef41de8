import type { Floor } from '../domain/floor.js';
import { HOUR } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { Clock } from '../ports/clock.js';
import type { Pseudonyms } from '../ports/privacy.js';
import type { Beside, Invitations, Kept, Person } from '../ports/surveys.js';
import { change } from './change.js';
import { commandIn } from './commands.js';
import type { Command } from './commands.js';
import { reached, stopped, turned } from './invitation.js';
import { OneByOne } from './one-by-one.js';
import { phoneOf } from '../access/phone.js';
import { hear } from './questionnaire.js';
import { scrub } from './scrub.js';
import { answerTo, languageOf, wordsOf } from './texts.js';
import { topicsIn } from './topics.js';
import { message as twimlOf, nothing } from './twiml.js';

/** A message that someone sent to us. */
export interface Reply {
  /** Twilio's id: the same message comes again when Twilio did not hear our answer. */
  readonly message: string;
  readonly from: string;
  readonly text: string;
  /** STOP, START or HELP where Twilio itself has already answered it. */
  readonly handled?: string;
}

/** How far a message got, in Twilio's words. */
export interface Receipt {
  readonly invitation: string;
  readonly sid?: string;
  readonly status: string;
  readonly errorCode?: string;
}

export interface InboxParts {
  readonly invitations: Invitations;
  readonly pseudonyms: Pseudonyms;
  readonly clock: Clock;
  readonly floor: () => Floor;
}

/** A phone by its hash, and by those under keys of before. */
interface Known {
  readonly phone: string;
  readonly formers: readonly string[];
}

/** Twilio's: the recipient has sent STOP. */
const OPTED_OUT = '21610';
const MOST_HELPED = 10_000;

/** What comes back from customers and from Twilio. Every answer is durable before Twilio hears one. */
export class Inbox {
  private readonly turns = new OneByOne();
  private readonly helped = new Map<string, Instant>();

  constructor(private readonly parts: InboxParts) {}

  /** The TwiML to answer with. */
  hear(reply: Reply): Promise<string> {
    const phone = this.parts.pseudonyms.customerOf(reply.from);
    if (phone === undefined) return Promise.resolve(nothing);
    // Two messages of one person are two turns, one after the other.
    const formers = this.parts.pseudonyms.formersOf?.(reply.from) ?? [];
    return this.turns.run(phone, () => this.turn(reply, phone, formers));
  }

  /** Receipts come twice, late and in any order. */
  async note({ invitation, sid, status, errorCode }: Receipt): Promise<void> {
    const delivery = deliveryOf(status);
    if (delivery === undefined) return;
    const at = this.parts.clock.now();
    const seen = { at, ...(sid === undefined ? {} : { sid }), ...(delivery === 'failed' ? { reason: errorCode ?? status } : {}) };
    const changed = await change(this.parts.invitations, invitation, (each) => reached(each, delivery, seen));
    if (changed && errorCode === OPTED_OUT) await this.parts.invitations.note({ stop: { person: changed, at } });
  }

  private async turn(reply: Reply, phone: string, formers: readonly string[]): Promise<string> {
    const { invitations, clock } = this.parts;
    const before = await invitations.replyTo(reply.message);
    if (before !== undefined) return before;
    const open = await invitations.openFor([phone, ...formers], clock.now());
    // Who is asked by telephone answers there.
    const asked = open?.invitation.channel === 'sms' ? open : undefined;
    const command = handledOf(reply.handled) ?? commandIn(reply.text, asked !== undefined);
    if (command !== undefined) return this.obey(command, reply, { phone, formers }, open);
    return asked === undefined ? nothing : this.answer(reply, asked, { phone, formers });
  }

  private async answer(reply: Reply, open: Kept, { phone, formers }: Known): Promise<string> {
    const { invitations, clock } = this.parts;
    const now = clock.now();
    const turn = hear(open.invitation, reply.text);
    const comment = turn.comment === undefined ? undefined : scrub(turn.comment);
    const answer = twimlOf(wordsOf(turn.say, open.invitation.language));
    const beside: Beside = { reply: { message: reply.message, text: answer, at: now }, ...(comment === undefined ? {} : { comment }) };
    const { topics } = this.parts.floor().surveys;
    const about = comment === undefined || topics === undefined ? undefined : topicsIn(comment, topics);
    if (await invitations.save(open, turned(open.invitation, turn, now, about), beside)) return answer;
    // A receipt came between: the turn is taken again from where the conversation is now.
    return this.turn(reply, phone, formers);
  }

  private async obey(command: Command, reply: Reply, { phone, formers }: Known, open: Kept | undefined): Promise<string> {
    const { invitations, clock } = this.parts;
    const last = open ?? await invitations.lastFor([phone, ...formers]);
    const person: Person = { phone, customer: last?.invitation.customer ?? phone, formers };
    const answer = await this.mayAnswer(command, reply, person, last) ? this.wordsFor(command, reply, last) : nothing;
    const beside: Beside = { reply: { message: reply.message, text: answer, at: clock.now() }, ...standingAfter(command, person, clock.now()) };
    if (command !== 'stop' || open === undefined) await invitations.note(beside);
    else await change(invitations, open.invitation.id, (each) => stopped(each, clock.now()), beside);
    if (command === 'stop') for (const { invitation } of await invitations.plannedFor(person)) await change(invitations, invitation.id, (each) => stopped(each, clock.now()));
    return answer;
  }

  /** A stranger's HELP, or a STOP said before, would only cost money; and what Twilio answered is not answered twice. */
  private async mayAnswer(command: Command, reply: Reply, person: Person, last: Kept | undefined): Promise<boolean> {
    if (reply.handled !== undefined) return false;
    if (command === 'stop') return !(await this.parts.invitations.isStopped(person));
    if (command === 'start') return this.parts.invitations.isStopped(person);
    const now = this.parts.clock.now();
    if (last === undefined || now - (this.helped.get(person.phone) ?? -Infinity) < HOUR) return false;
    if (this.helped.size >= MOST_HELPED) this.helped.clear();
    this.helped.set(person.phone, now);
    return true;
  }

  private wordsFor(command: Command, reply: Reply, last: Kept | undefined): string {
    const { surveys, country } = this.parts.floor();
    const language = last?.invitation.language ?? languageOf(phoneOf(reply.from, country, 'voice')?.country, surveys.language);
    return twimlOf(answerTo(command, language, surveys.company));
  }
}

function standingAfter(command: Command, person: Person, at: Instant): Beside {
  if (command === 'stop') return { stop: { person, at } };
  return command === 'start' ? { start: { person } } : {};
}

function handledOf(handled: string | undefined): Command | undefined {
  const command = handled?.toLowerCase();
  return command === 'stop' || command === 'start' || command === 'help' ? command : undefined;
}

function deliveryOf(status: string): 'sent' | 'failed' | 'delivered' | undefined {
  switch (status) {
    case 'accepted':
    case 'scheduled':
    case 'queued':
    case 'sending':
    case 'sent':
      return 'sent';
    case 'delivered':
    case 'read':
      return 'delivered';
    case 'undelivered':
    case 'failed':
    case 'canceled':
      return 'failed';
    default:
      return undefined;
  }
}
