import type { Problem } from '../../contract/session.js';
import type { EarshotEvent } from '../../domain/event.js';
import { MINUTE, SECOND } from '../../domain/time.js';
import type { Instant, Millis } from '../../domain/time.js';
import { refused as isRefused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import type { Adapter, Refusal, Refusals } from '../../ports/adapter.js';
import type { Clock } from '../../ports/clock.js';
import type { Intake } from '../../ports/intake.js';
import { unproven, type Fields, type Proof, type SignedPost } from '../../ports/signed-post.js';
import { acceptAgain } from '../accept-again.js';
import { executionsIn } from './executions.js';
import { postOf, sentAt } from './kept-post.js';
import { SOURCE, translateTwilio, type TwilioPost, type TwilioTranslation } from './translate.js';
import { nothingKnown, withExecution, type TwilioState } from './twilio-state.js';

export interface TwilioParts {
  readonly proof: Proof;
  readonly intake: Intake;
  readonly clock: Clock;
  /** The first events of each contact that is remembered: asked when a step's execution is not known. */
  readonly beginnings: () => Iterable<EarshotEvent>;
  /** Where what cannot be read is kept. */
  readonly refusals: Refusals;
  /** Told of what was not believed, for the source's health. `kind`: "signature". */
  readonly refused: (source: string, count: number, kind: string) => void;
  readonly note: (sentence: string) => void;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Problem | { readonly accepted: number; readonly refused: readonly Refusal[] };
}

/** A kind of sentence is told once in this time: strangers must not fill the log. */
const QUIET: Millis = MINUTE;
const MOST_NAMES = 200;
/** A server that has just started loads its contacts behind the open door: it is looked again. */
const RECALL: Millis = 2 * SECOND;

/** Takes Twilio's posts: proven first, read then, and answered once they are durable. */
export class TwilioIngest implements Adapter {
  readonly name = 'twilio';
  private state: TwilioState = nothingKnown;
  private recalledAt: Instant | undefined;
  private readonly told = new Map<string, Instant>();
  private readonly ignored = new Set<string>();

  constructor(private readonly parts: TwilioParts) {}

  /** A call's status callback or request for TwiML. `token`: Twilio's own for this request, the same when it comes again. */
  call(post: SignedPost, token: string | undefined): Promise<Answer> {
    const fields = this.parts.proof.form(post);
    if (!fields.ok) return Promise.resolve(this.refuse(post, fields.reason));
    const at = this.parts.clock.now();
    return this.take({ is: 'call', fields: fields.value, hints: hintsIn(post.path), id: token ?? String(at), at });
  }

  taskRouter(post: SignedPost): Promise<Answer> {
    const fields = this.parts.proof.form(post);
    return fields.ok ? this.take({ is: 'task-router', fields: fields.value, at: this.parts.clock.now() }) : Promise.resolve(this.refuse(post, fields.reason));
  }

  stream(post: SignedPost): Promise<Answer> {
    const body = this.parts.proof.body(post);
    return body.ok ? this.take({ is: 'stream', body: body.value, at: this.parts.clock.now() }) : Promise.resolve(this.refuse(post, body.reason));
  }

  /** One report that was refused, once more. */
  async retry(_source: string, sent: unknown): Promise<Result<number>> {
    const post = postOf(sent, this.parts.clock.now());
    if (post === undefined) return isRefused('It is no report that can be read again.');
    const { events, early, refused } = this.translate(post);
    const again = refused[0] ?? early[0];
    return again === undefined ? acceptAgain(this.parts.intake, events) : isRefused(again.reason);
  }

  private refuse(post: SignedPost, reason: string): Answer {
    const problem = unproven(post, reason);
    this.parts.refused(SOURCE, 1, 'signature');
    this.noteOnce('signature', `${problem.error.what} ${problem.error.do}`);
    return { status: 403, headers: {}, body: problem };
  }

  private async take(post: TwilioPost): Promise<Answer> {
    const translated = this.translate(post);
    const { events, early, refused } = translated;
    this.heed(translated);
    const taken = await this.parts.intake.accept(events);
    if (!taken.taken) return later(taken.retryAfterMs, `Nothing was taken: ${taken.reason}.`, 'Send the same post again after the time that Retry-After names.');
    await this.parts.refusals.refused(SOURCE, this.name, refused.map((each) => ({ ...each, sent: sentAt(post, each.index) })));
    // What was taken of it counts once, when all of it comes again.
    if (early.length > 0) return later(5 * SECOND, early[0]?.reason ?? '', 'Send the same post again.');
    return { status: 200, headers: {}, body: { accepted: events.length, refused } };
  }

  private translate(post: TwilioPost): TwilioTranslation {
    const first = translateTwilio(this.state, post);
    this.state = first.state;
    const now = this.parts.clock.now();
    if (first.early.length === 0 || (this.recalledAt !== undefined && now - this.recalledAt < RECALL)) return first;
    this.recalledAt = now;
    for (const [execution, contact] of executionsIn(this.parts.beginnings())) this.state = withExecution(this.state, execution, contact);
    return translateTwilio(this.state, post);
  }

  private heed({ refused, ignored }: TwilioTranslation): void {
    for (const { reason } of refused.slice(0, 3)) this.noteOnce(reason, `Refused a post of Twilio's: ${reason}`);
    for (const name of ignored) {
      if (this.ignored.has(name) || this.ignored.size >= MOST_NAMES) continue;
      this.ignored.add(name);
      this.parts.note(`Twilio sends ${name}, for which Earshot has no use: it is let pass.`);
    }
  }

  private noteOnce(kind: string, sentence: string): void {
    const now = this.parts.clock.now();
    if (now - (this.told.get(kind) ?? 0) < QUIET) return;
    if (this.told.size >= MOST_NAMES) this.told.clear();
    this.told.set(kind, now);
    this.parts.note(sentence);
  }
}

function later(retryAfterMs: Millis, what: string, advice: string): Answer {
  return { status: 503, headers: { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / SECOND))) }, body: { error: { what, do: advice } } };
}

/** The query of our address: signed like all of it, so what stands there was written by whoever set it up. */
export function hintsIn(path: string): Fields {
  const query = path.indexOf('?');
  return query < 0 ? {} : Object.fromEntries(new URLSearchParams(path.slice(query + 1)));
}
