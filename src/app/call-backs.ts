import { CallAnswers } from '../call-backs/answers.js';
import { CallBacks } from '../call-backs/call-backs.js';
import { LinkedCalls } from '../call-backs/linked-calls.js';
import { Outbox } from '../call-backs/outbox.js';
import { Running } from '../call-backs/running.js';
import { Teller } from '../call-backs/teller.js';
import { WebhookDialler } from '../call-backs/webhook-dialler.js';
import type { Result } from '../domain/result.js';
import { TwilioDialler } from '../ingest/twilio/call-back/place-call.js';
import { TwilioCallBack } from '../ingest/twilio/call-back/twilio-call-back.js';
import { twilioProof } from '../ingest/twilio/proof.js';
import { proves, secretsIn } from '../ingest/webhook/proof.js';
import { systemChance } from '../ports/chance.js';
import { hookBy } from '../webhooks/hook.js';
import { httpsPost } from '../webhooks/post.js';
import { reachable } from '../webhooks/public-address.js';
import type { Edges, Stoppable } from './edges.js';
import type { Machine, Told } from './machine.js';

/** The calls to people on the list, with the ways that are set up. */
export interface RunningCallBacks extends Stoppable {
  readonly calls: CallBacks;
  /** Twilio's side; absent where no account is set up. */
  readonly twilio?: TwilioCallBack;
  /** Where a dialler of one's own answers; absent where none is set up. */
  readonly answers?: CallAnswers;
  /** Once the state is restored. */
  start(): void;
}

export function callBacksOf(machine: Machine, { intake }: Pick<Edges, 'intake'>, { note }: Pick<Told, 'note'>): RunningCallBacks {
  const { callBacks: store, memory: state, history, numbers, clock, settings } = machine;
  const wake = (): void => running.wake();
  const calls = new CallBacks({ store, state, numbers, clock, newId: () => Buffer.from(systemChance.bytes(12)).toString('hex'), note, wake });
  const outbox = new Outbox({ store, clock, floor: () => state.floor, dialler: ({ way }) => calls.diallerOf(way), orderOf: (call) => calls.order(call), note });
  const running: Running = new Running({ store, calls, outbox, teller: new Teller(store, intake), linked: new LinkedCalls({ state, history, intake, clock }), clock, note });
  const { twilio: account } = settings;
  if (account !== undefined) calls.connect(new TwilioDialler(account));
  const answers = connectWebhook(machine, calls);
  const stopHeeding = machine.street.onStep((step) => running.heed(step));
  return {
    calls,
    ...(account === undefined ? {} : { twilio: new TwilioCallBack({ proof: twilioProof(account), progress: calls, callbackUrl: account.callbackUrl }) }),
    ...(answers === undefined ? {} : { answers }),
    start: () => running.start(),
    stop: async () => {
      stopHeeding();
      await running.stop();
    },
  };
}

function connectWebhook({ settings, clock }: Machine, calls: CallBacks): CallAnswers | undefined {
  const { callBackWebhook: webhook, webhookNetworks = [], publicUrl } = settings;
  if (webhook === undefined) return undefined;
  const hook = hookBy(httpsPost({ isAllowed: reachable(webhookNetworks) }), clock);
  calls.connect(new WebhookDialler({ ...webhook, ...(publicUrl === undefined ? {} : { publicUrl }), hook, now: () => clock.now() }));
  const rule = { is: 'standard-webhooks', secretFile: '' } as const;
  const secrets = secretsIn(webhook.secret, rule);
  const provesIt = (headers: Readonly<Record<string, unknown>>, body: string): Result<unknown> => (secrets.ok ? proves(rule, secrets.value, headers, body, clock.now()) : secrets);
  return new CallAnswers({ progress: calls, proves: provesIt });
}
