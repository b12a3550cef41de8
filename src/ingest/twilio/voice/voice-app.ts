import type { Problem } from '../../../contract/session.js';
import type { EarshotEvent } from '../../../domain/event.js';
import type { Instant } from '../../../domain/time.js';
import { SECOND } from '../../../domain/time.js';
import type { Clock } from '../../../ports/clock.js';
import type { Intake } from '../../../ports/intake.js';
import { unproven, type Fields, type Proof, type SignedPost } from '../../../ports/signed-post.js';
import { eventsOf } from '../../fact.js';
import { own } from '../../own.js';
import { sid } from '../fields.js';
import { SOURCE } from '../translate.js';
import { hintsIn } from '../twilio-ingest.js';
import type { Answered, Asked } from './asked.js';
import type { VoiceMenu } from './menu.js';
import { steps } from './steps.js';
import { twimlOf } from './twiml.js';

export interface VoiceParts {
  readonly menu: VoiceMenu;
  /** Where Twilio reaches us. */
  readonly publicUrl: string;
  readonly proof: Proof;
  readonly intake: Intake;
  readonly clock: Clock;
  /** Hands over what could not be made durable in time, again until it is. */
  readonly later: (events: readonly EarshotEvent[]) => void;
  /** Whether this calendar, else the one of the number called, is open. */
  readonly isOpen: (calendar: string | undefined, called: string | undefined, at: Instant) => boolean;
  /** Who talks to this caller now. */
  readonly agentOn: (call: string) => string | undefined;
  readonly refused: (source: string, count: number, kind: string) => void;
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
}

export interface VoiceAnswer {
  readonly status: number;
  /** TwiML, or why not. */
  readonly body: string | Problem;
}

/** A caller waits for this answer: longer than this the log may not take. */
const PATIENCE = SECOND;
/** Of a call that is led in circles by a machine, no more steps are told. */
const MOST_STEPS = 1_000;

/** The ready-made menu: answers Twilio with what the caller hears next, and tells every step as events. */
export class VoiceApp {
  constructor(private readonly parts: VoiceParts) {}

  async answer(post: SignedPost): Promise<VoiceAnswer> {
    const fields = this.parts.proof.form(post);
    if (!fields.ok) {
      this.parts.refused(SOURCE, 1, 'signature');
      return { status: 403, body: unproven(post, fields.reason) };
    }
    const path = failedPath(fields.value) ?? post.path;
    const step = own(steps, /^\/voice\/([a-z]+)(?:\?|$)/.exec(path)?.[1] ?? '');
    const call = sid(fields.value, 'CallSid');
    if (step === undefined || call === undefined) return { status: 404, body: { error: { what: `There is no step of a menu at ${path.slice(0, 100)}, or the post names no CallSid.`, do: 'Set the number\'s "A call comes in" to /voice/start, with POST.' } } };
    const asked = this.asked(call, fields.value, hintsIn(path));
    const { verbs, facts } = step(asked);
    if (asked.step < MOST_STEPS) await this.tell(asked, facts);
    return { status: 200, body: twimlOf(verbs, this.parts.menu, (place) => `${this.parts.publicUrl}${place}`) };
  }

  private asked(call: string, fields: Fields, place: Fields): Asked {
    const { menu, clock, isOpen, agentOn } = this.parts;
    const at = clock.now();
    const step = /^\d{1,6}$/.test(place['step'] ?? '') ? Number(place['step']) : 0;
    return { menu, call, fields, place, step, at, isOpen: isOpen(menu.hours?.calendar, fields['To'], at), agent: agentOn(call) };
  }

  /** Durable before the answer, if the log is in time. The caller is not made to wait for it, and hears no error because of it. */
  private async tell({ call, at }: Asked, facts: Answered['facts']): Promise<void> {
    if (facts.length === 0) return;
    const events = eventsOf(facts, { source: SOURCE, subject: call, time: at, sequence: 0, undated: true });
    const told = this.parts.intake.accept(events).then(({ taken }) => taken, () => false).then((taken) => {
      if (!taken) this.parts.later(events);
    });
    await Promise.race([told, this.parts.wait(PATIENCE)]);
  }
}

/** Twilio calls the fallback address for a step that failed and names its address: that step is done again, not the call begun anew. */
function failedPath({ ErrorUrl: failed }: Fields): string | undefined {
  if (failed === undefined || !URL.canParse(failed)) return undefined;
  const { pathname, search } = new URL(failed);
  const voice = pathname.indexOf('/voice/');
  return voice < 0 ? undefined : `${pathname.slice(voice)}${search}`;
}
