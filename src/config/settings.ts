import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { isZone } from '../domain/zone.js';
import { nearest } from '../domain/nearest.js';
import type { Network } from '../domain/network.js';
import type { IdentityProvider } from '../domain/identity-provider.js';
import type { OwnerWebhooks } from '../domain/owner-webhook.js';
import { frameAncestors, webhookSecret, webhookUrl } from './desk-settings.js';
import { genesysOf, region } from './genesys-settings.js';
import type { GenesysSettings } from './genesys-settings.js';
import { networks } from './networks.js';
import { oidcOf, oidcReaders } from './oidc-settings.js';
import { otlpOf, otlpReaders } from './otlp-settings.js';
import type { OtlpSettings } from './otlp-settings.js';
import { ownerWebhooks } from './owner-webhooks.js';

/** How this server is set up, from the environment. What the floor calls its things stands in the settings file instead. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly settingsFile?: string;
  readonly timeZone?: string;
  readonly publicUrl?: string;
  readonly amiUrls: readonly string[];
  readonly eslUrls: readonly string[];
  /** Files that Asterisk writes, read as they grow. */
  readonly queueLogs: readonly string[];
  /** The account that sends its webhooks here and that surveys go through; absent: neither. */
  readonly twilio?: TwilioSettings;
  /** The organization of Genesys Cloud that is listened to; absent: none is. */
  readonly genesys?: GenesysSettings;
  /** Where people sign in beside the accounts of this machine; absent: nowhere. */
  readonly identityProvider?: IdentityProvider;
  /** Requests a minute, 0 for any number; absent: the usual ones. */
  readonly limits?: { readonly perKey?: number; readonly perAddress?: number; readonly handshakes?: number };
  /** Networks of proxies that tell whom they forward for; absent: nobody's word is taken for it. */
  readonly trustedProxies?: readonly Network[];
  /** The file of the ready-made menu, for who has no IVR; absent: there is none. */
  readonly voiceMenuFile?: string;
  /** Pages into which /desk may be put as an iframe; absent: none. */
  readonly deskFrameAncestors?: readonly string[];
  /** Where prompts go for desktops of another make, and what they are signed with. */
  readonly deskWebhookUrl?: string;
  readonly deskWebhookSecret?: string;
  /** The dialler of one's own to which call-backs are handed, and what both sign with; absent: there is none. */
  readonly callBackWebhook?: { readonly url: string; readonly secret: string };
  /** Through which findings are mailed; absent: none are. */
  readonly smtp?: SmtpSettings;
  /** Where owners' findings are posted, by owner. */
  readonly ownerWebhooks?: OwnerWebhooks;
  /** Private networks that webhooks may reach; none where it is absent. */
  readonly webhookNetworks?: readonly Network[];
  /** Who collects traces; absent: nobody does, and none are made. */
  readonly otlp?: OtlpSettings;
  /** Everything is folded from the log again at the start: a command's doing, no setting. */
  readonly rebuild?: boolean;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

export interface SmtpSettings {
  /** smtp://user:password@host:587, smtps://host */
  readonly url: string;
  /** The sender's address, with or without a name. */
  readonly from: string;
}

export interface TwilioSettings {
  readonly accountSid: string;
  readonly authToken: string;
  /** Another address than Twilio's own: a stand-in's. */
  readonly apiUrl?: string;
  /** Where Twilio reaches this server; its webhooks are signed with it. */
  readonly callbackUrl: string;
  /** The TaskRouter workspace of Flex: prompts go into its tasks. Absent: they do not. */
  readonly workspaceSid?: string;
}

/** Every problem with the settings at once. */
export class WrongSettings extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

const url = (protocols: readonly string[]) => z.string().refine(
  (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
  { error: `is no address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}` },
);

const requests = z.string().regex(/^\d{1,9}$/, { error: 'is no whole number of requests a minute' }).transform(Number);
const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

const readers = {
  EARSHOT_PORT: z.string().regex(/^\d+$/, { error: 'is no number' }).transform(Number)
    .refine((port) => port <= 65_535, { error: 'is no port between 0 and 65535' }),
  EARSHOT_HOST: z.string().min(1),
  EARSHOT_DATA_DIR: z.string().min(1),
  EARSHOT_DATABASE_URL: url(['postgres:', 'postgresql:']),
  EARSHOT_SETTINGS: z.string().min(1),
  EARSHOT_TIME_ZONE: z.string().refine(isZone, { error: 'is no IANA time zone such as Europe/Berlin' }),
  EARSHOT_PUBLIC_URL: url(['http:', 'https:']),
  EARSHOT_AMI_URL: z.string().transform((text) => text.split(',').map((each) => each.trim()))
    .pipe(z.array(url(['ami:', 'amis:']))),
  EARSHOT_ESL_URL: z.string().transform((text) => text.split(',').map((each) => each.trim()))
    .pipe(z.array(url(['esl:', 'esls:']))),
  EARSHOT_QUEUE_LOG: z.string().transform((text) => text.split(',').map((each) => each.trim())),
  EARSHOT_GENESYS_REGION: region,
  EARSHOT_GENESYS_CLIENT_ID: z.string().min(1),
  EARSHOT_GENESYS_CLIENT_SECRET: z.string().min(1),
  EARSHOT_GENESYS_API_URL: url(['http:', 'https:']),
  EARSHOT_DESK_FRAME_ANCESTORS: frameAncestors,
  EARSHOT_DESK_WEBHOOK_URL: webhookUrl,
  EARSHOT_DESK_WEBHOOK_SECRET: webhookSecret,
  EARSHOT_CALLBACK_WEBHOOK_URL: webhookUrl,
  EARSHOT_CALLBACK_WEBHOOK_SECRET: webhookSecret,
  EARSHOT_TWILIO_ACCOUNT_SID: z.string().regex(/^AC[0-9a-fA-F]{32}$/, { error: 'is no account SID, which is AC and 32 hex digits' }),
  EARSHOT_TWILIO_AUTH_TOKEN: z.string().min(1),
  EARSHOT_TWILIO_API_URL: url(['http:', 'https:']),
  EARSHOT_TWILIO_WORKSPACE_SID: z.string().regex(/^WS[0-9a-fA-F]{32}$/, { error: 'is no workspace SID, which is WS and 32 hex digits' }),
  EARSHOT_SMTP_URL: url(['smtp:', 'smtps:']),
  EARSHOT_MAIL_FROM: z.string().regex(/^([^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, { error: 'is no sender such as earshot@example.com or Earshot <earshot@example.com>' }),
  EARSHOT_FINDINGS_WEBHOOKS: ownerWebhooks,
  EARSHOT_WEBHOOK_NETWORKS: networks,
  EARSHOT_VOICE_MENU: z.string().min(1),
  EARSHOT_LIMIT_PER_KEY: requests,
  EARSHOT_LIMIT_PER_ADDRESS: requests,
  EARSHOT_LIMIT_HANDSHAKES: requests,
  EARSHOT_TRUSTED_PROXIES: networks,
  ...oidcReaders,
  ...otlpReaders,
  EARSHOT_LOG_LEVEL: z.enum(levels, { error: `is none of ${levels.join(', ')}` }),
};
type Name = keyof typeof readers;
const names = Object.keys(readers) as Name[];
/** Settings that hold secrets may be given as NAME_FILE: the path of a file that holds the value. */
const secrets: readonly Name[] = ['EARSHOT_DATABASE_URL', 'EARSHOT_AMI_URL', 'EARSHOT_ESL_URL', 'EARSHOT_DESK_WEBHOOK_SECRET', 'EARSHOT_CALLBACK_WEBHOOK_SECRET', 'EARSHOT_TWILIO_AUTH_TOKEN', 'EARSHOT_GENESYS_CLIENT_SECRET', 'EARSHOT_OIDC_CLIENT_SECRET', 'EARSHOT_SMTP_URL', 'EARSHOT_FINDINGS_WEBHOOKS', 'EARSHOT_OTLP_HEADERS'];

/** Reads all EARSHOT_* settings. Throws WrongSettings with every problem together. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const problems = unknownNames(environment);
  const given: Partial<Record<Name, unknown>> = {};
  for (const name of names) {
    const text = textOf(environment, name, problems);
    if (text === undefined || text === '') continue;
    const read = readers[name].safeParse(text);
    if (read.success) given[name] = read.data;
    else problems.push(`${name} ${read.error.issues[0]?.message ?? 'cannot be read'}${secrets.includes(name) ? '' : `: ${text}`}.`);
  }
  if (given.EARSHOT_DESK_WEBHOOK_URL !== undefined && given.EARSHOT_DESK_WEBHOOK_SECRET === undefined) {
    problems.push('EARSHOT_DESK_WEBHOOK_URL is set, and EARSHOT_DESK_WEBHOOK_SECRET is not: nobody could tell our prompts from another\'s. Set both.');
  }
  const callBackWebhook = callBackWebhookOf(given, problems);
  const smtp = smtpOf(given, problems);
  const twilio = twilioOf(given, problems);
  const genesys = genesysOf(given, problems);
  const identityProvider = oidcOf(given, problems);
  const otlp = otlpOf(given, problems);
  if (given.EARSHOT_VOICE_MENU !== undefined && twilio === undefined) problems.push('EARSHOT_VOICE_MENU is set, and no Twilio account whose calls it answers. Set EARSHOT_TWILIO_ACCOUNT_SID and EARSHOT_TWILIO_AUTH_TOKEN.');
  if (problems.length > 0) throw new WrongSettings(problems);
  return {
    port: 3_000, host: '127.0.0.1', amiUrls: [], eslUrls: [], queueLogs: [], logLevel: 'info',
    ...(defined({
      port: given.EARSHOT_PORT, host: given.EARSHOT_HOST, databaseUrl: given.EARSHOT_DATABASE_URL, settingsFile: given.EARSHOT_SETTINGS,
      timeZone: given.EARSHOT_TIME_ZONE, publicUrl: given.EARSHOT_PUBLIC_URL, amiUrls: given.EARSHOT_AMI_URL, eslUrls: given.EARSHOT_ESL_URL, queueLogs: given.EARSHOT_QUEUE_LOG,
      deskFrameAncestors: given.EARSHOT_DESK_FRAME_ANCESTORS, deskWebhookUrl: given.EARSHOT_DESK_WEBHOOK_URL, deskWebhookSecret: given.EARSHOT_DESK_WEBHOOK_SECRET, voiceMenuFile: given.EARSHOT_VOICE_MENU, logLevel: given.EARSHOT_LOG_LEVEL,
      ownerWebhooks: given.EARSHOT_FINDINGS_WEBHOOKS, webhookNetworks: given.EARSHOT_WEBHOOK_NETWORKS, trustedProxies: given.EARSHOT_TRUSTED_PROXIES,
    }) as Partial<Settings>),
    ...limitsOf(given),
    ...(callBackWebhook === undefined ? {} : { callBackWebhook }),
    ...(smtp === undefined ? {} : { smtp }),
    ...(twilio === undefined ? {} : { twilio }),
    ...(genesys === undefined ? {} : { genesys }),
    ...(identityProvider === undefined ? {} : { identityProvider }),
    ...(otlp === undefined ? {} : { otlp }),
    dataDir: path.resolve((given.EARSHOT_DATA_DIR as string | undefined) ?? '.earshot'),
  };
}

function limitsOf({ EARSHOT_LIMIT_PER_KEY: perKey, EARSHOT_LIMIT_PER_ADDRESS: perAddress, EARSHOT_LIMIT_HANDSHAKES: handshakes }: Partial<Record<Name, unknown>>): Pick<Settings, 'limits'> {
  const limits = defined({ perKey, perAddress, handshakes });
  return Object.keys(limits).length === 0 ? {} : { limits };
}

function callBackWebhookOf({ EARSHOT_CALLBACK_WEBHOOK_URL: address, EARSHOT_CALLBACK_WEBHOOK_SECRET: secret }: Partial<Record<Name, unknown>>, problems: string[]): Settings['callBackWebhook'] {
  if (address === undefined && secret === undefined) return undefined;
  if (address !== undefined && secret !== undefined) return { url: address as string, secret: secret as string };
  problems.push(address === undefined ? 'EARSHOT_CALLBACK_WEBHOOK_SECRET is set, and EARSHOT_CALLBACK_WEBHOOK_URL is not: no dialler is known. Set both.' : 'EARSHOT_CALLBACK_WEBHOOK_URL is set, and EARSHOT_CALLBACK_WEBHOOK_SECRET is not: a dialler could not tell our calls from another\'s. Set both.');
  return undefined;
}

function smtpOf({ EARSHOT_SMTP_URL: server, EARSHOT_MAIL_FROM: from }: Partial<Record<Name, unknown>>, problems: string[]): SmtpSettings | undefined {
  if (server === undefined && from === undefined) return undefined;
  if (server !== undefined && from !== undefined) return { url: server as string, from: from as string };
  problems.push(server === undefined ? 'EARSHOT_MAIL_FROM is set, and EARSHOT_SMTP_URL is not: no mail server is known. Set both.' : 'EARSHOT_SMTP_URL is set, and EARSHOT_MAIL_FROM is not: mail needs a sender. Set both.');
  return undefined;
}

/** All of it or nothing: half an account sends nothing, and without an address of ours Twilio could not answer. */
function twilioOf(given: Partial<Record<Name, unknown>>, problems: string[]): TwilioSettings | undefined {
  const { EARSHOT_TWILIO_ACCOUNT_SID: accountSid, EARSHOT_TWILIO_AUTH_TOKEN: authToken, EARSHOT_TWILIO_API_URL: apiUrl, EARSHOT_TWILIO_WORKSPACE_SID: workspaceSid, EARSHOT_PUBLIC_URL: publicUrl } = given as Partial<Record<Name, string>>;
  if (accountSid === undefined && authToken === undefined) {
    if (workspaceSid !== undefined) problems.push('EARSHOT_TWILIO_WORKSPACE_SID is set, and no Twilio account is. Set EARSHOT_TWILIO_ACCOUNT_SID and EARSHOT_TWILIO_AUTH_TOKEN too.');
    return undefined;
  }
  const missing = [
    ...(accountSid === undefined ? ['EARSHOT_TWILIO_ACCOUNT_SID'] : []), ...(authToken === undefined ? ['EARSHOT_TWILIO_AUTH_TOKEN'] : []),
    ...(publicUrl === undefined ? ['EARSHOT_PUBLIC_URL, the address at which Twilio reaches this server'] : []),
  ];
  problems.push(...missing.map((name) => `Twilio needs ${name}.`));
  if (accountSid === undefined || authToken === undefined || publicUrl === undefined) return undefined;
  return { accountSid, authToken, callbackUrl: publicUrl.replace(/\/+$/, ''), ...(apiUrl === undefined ? {} : { apiUrl }), ...(workspaceSid === undefined ? {} : { workspaceSid }) };
}

/** The process's own environment: the only place that reads it. */
export function environmentOfProcess(): Readonly<Record<string, string | undefined>> {
  return process.env;
}

function unknownNames(environment: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith('EARSHOT_') && !name.startsWith('EARSHOT_TEST_'))
    .filter((name) => !names.includes(name as Name) && !secrets.includes(name.replace(/_FILE$/, '') as Name))
    .map((name) => `${name} is no setting of Earshot. Did you mean ${nearest(name, names)}?`);
}

function textOf(environment: Readonly<Record<string, string | undefined>>, name: Name, problems: string[]): string | undefined {
  const file = secrets.includes(name) ? environment[`${name}_FILE`] : undefined;
  if (file === undefined || file === '') return environment[name];
  if ((environment[name] ?? '') !== '') {
    problems.push(`${name} and ${name}_FILE are both set. Keep one of them.`);
    return undefined;
  }
  try {
    const text = readFileSync(file, 'utf8').trim();
    if (text === '') problems.push(`${name}_FILE names a file that holds nothing: ${file}.`);
    return text;
  } catch {
    problems.push(`${name}_FILE names a file that cannot be read: ${file}.`);
    return undefined;
  }
}

function defined<T extends Record<string, unknown>>(given: T): object {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
