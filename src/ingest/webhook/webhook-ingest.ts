import type { Problem } from '../../contract/session.js';
import { byBearer, suits } from '../../access/admit.js';
import type { Doorkeeper } from '../../access/doorkeeper.js';
import { problemOf, refusals, statusOf } from '../../access/refusal.js';
import { ok, refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import { SECOND } from '../../domain/time.js';
import type { Instant } from '../../domain/time.js';
import type { Adapter, Refusal, Refusals } from '../../ports/adapter.js';
import type { Clock } from '../../ports/clock.js';
import type { Intake } from '../../ports/intake.js';
import { busy, said } from '../answer.js';
import type { Answer } from '../answer.js';
import { Reception } from '../reception.js';
import type { Hooks } from './hooks.js';
import { proves } from './proof.js';
import type { Headers, Proven, SignedRule } from './proof.js';
import { textOf } from './read-field.js';
import { secretsOf } from './secrets.js';
import type { ReadSecret } from './secrets.js';
import { thingsIn } from './things.js';
import { translateWebhook } from './translate.js';
import type { WebhookPost, WebhookState } from './translate.js';

export interface WebhookParts {
  readonly hooks: Hooks;
  readonly doorkeeper: Doorkeeper;
  readonly intake: Intake;
  readonly refusals: Refusals;
  readonly clock: Clock;
  readonly readSecret: ReadSecret;
  /** Told of what was not believed, for the source's health. */
  readonly unproven: (source: string) => void;
}

type WebhookAnswer = Answer<{ readonly accepted: number; readonly refused: readonly Refusal[] } | Problem>;

/** Takes the posts of sources whose mapping stands in the settings file: proven first, read then, answered once durable. */
export class WebhookIngest implements Adapter {
  readonly name = 'webhook';
  private readonly reception: Reception<WebhookState, WebhookPost>;

  constructor(private readonly parts: WebhookParts) {
    this.reception = new Reception({ name: this.name, translate: translateWebhook, start: (source): WebhookState => ({ source }) }, parts.intake, parts.refusals);
  }

  async take(source: string, headers: Headers, given: unknown): Promise<WebhookAnswer> {
    const hook = this.parts.hooks.of(source);
    if (hook === undefined) return said(404, { error: { what: 'There is no webhook of this name in the settings.', do: 'Write it under webhooks: in the settings file (EARSHOT_SETTINGS), or correct the end of the address.' } });
    const body = typeof given === 'string' ? given : '';
    const proven = hook.proof.is === 'key' ? await this.byKey(source, headers) : await this.bySignature(hook.proof, source, headers, body);
    if (!proven.ok) return proven.reason;
    const things = thingsIn(textOf(headers['content-type']), body);
    if (!things.ok) {
      await this.parts.refusals.refused(source, this.name, [{ index: 0, reason: things.reason, sent: body }]);
      return said(400, { error: { what: things.reason, do: 'It is kept on the page Sources.' } });
    }
    const taken = await this.reception.take(source, { read: hook.read, things: things.value, at: proven.value.signedAt ?? this.parts.clock.now() }, (index) => things.value[index]);
    if (!taken.ok) return busy(taken.reason);
    const { accepted, left } = taken.value;
    return said(accepted === 0 && left.length > 0 ? 400 : 200, { accepted, refused: left.map(({ index, reason }) => ({ index, reason })) });
  }

  async retry(source: string, sent: unknown, cameAt: Instant): Promise<Result<number>> {
    const hook = this.parts.hooks.of(source);
    if (hook === undefined) return refused('There is no webhook of this name in the settings any more. Write it under webhooks: in the settings file.');
    return this.reception.retry(source, { read: hook.read, things: [sent], at: cameAt });
  }

  /** A key speaks for one source: it opens that one's address only. */
  private async byKey(source: string, { authorization }: Headers): Promise<Result<Proven, WebhookAnswer>> {
    const holder = typeof authorization === 'string' ? await byBearer(this.parts.doorkeeper, authorization) : refused(refusals.noKey);
    const suited = holder.ok ? suits({ is: 'ingest' }, holder.value) : holder;
    if (suited.ok && suited.value.is === 'source' && suited.value.source === source) return ok({});
    if (suited.ok) return refused(said(403, { error: { what: 'This key is another source\'s.', do: `Make one for this address: npm run earshot -- keys create --source ${source}.` } }));
    const { is, retryAfterMs } = suited.reason;
    if (is === 'unproven') this.parts.unproven(source);
    return refused(said(statusOf[is], problemOf(suited.reason), {
      ...(is === 'unproven' ? { 'www-authenticate': 'Bearer' } : {}),
      ...(retryAfterMs === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfterMs / SECOND)) }),
    }));
  }

  private async bySignature(rule: SignedRule, source: string, headers: Headers, body: string): Promise<Result<Proven, WebhookAnswer>> {
    const secrets = await secretsOf(rule, this.parts.readSecret);
    // Ours to mend: the sender is to come again.
    if (!secrets.ok) return refused(said(503, { error: { what: 'The secret of this webhook cannot be read.', do: 'Correct its secretFile in the settings file, then send the same post again.' } }, { 'retry-after': '60' }));
    const proven = proves(rule, secrets.value, headers, body, this.parts.clock.now());
    if (proven.ok) return proven;
    this.parts.unproven(source);
    return refused(said(401, { error: { what: `Refused a post to /ingest/webhook/${source}: ${proven.reason}.`, do: 'Check that the sender signs the body as it is sent, with the secret in secretFile, and that its clock is right.' } }));
  }
}
