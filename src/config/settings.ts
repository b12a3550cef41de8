import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { isZone } from '../domain/zone.js';
import { nearest } from '../domain/nearest.js';
import { frameAncestors, webhookSecret, webhookUrl } from './desk-settings.js';

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
  /** The account that surveys are sent through; absent: none are. */
  readonly twilio?: TwilioSettings;
  /** Pages into which /desk may be put as an iframe; absent: none. */
  readonly deskFrameAncestors?: readonly string[];
  /** Where prompts go for desktops of another make, and what they are signed with. */
  readonly deskWebhookUrl?: string;
  readonly deskWebhookSecret?: string;
  /** Everything is folded from the log again at the start: a command's doing, no setting. */
  readonly rebuild?: boolean;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

export interface TwilioSettings {
  readonly accountSid: string;
  readonly authToken: string;
  /** Another address than Twilio's own: a stand-in's. */
  readonly apiUrl?: string;
  /** Where Twilio reaches this server; its webhooks are signed with it. */
  readonly callbackUrl: string;
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
  EARSHOT_DESK_FRAME_ANCESTORS: frameAncestors,
  EARSHOT_DESK_WEBHOOK_URL: webhookUrl,
  EARSHOT_DESK_WEBHOOK_SECRET: webhookSecret,
  EARSHOT_TWILIO_ACCOUNT_SID: z.string().regex(/^AC[0-9a-fA-F]{32}$/, { error: 'is no account SID, which is AC and 32 hex digits' }),
  EARSHOT_TWILIO_AUTH_TOKEN: z.string().min(1),
  EARSHOT_TWILIO_API_URL: url(['http:', 'https:']),
  EARSHOT_LOG_LEVEL: z.enum(levels, { error: `is none of ${levels.join(', ')}` }),
};
type Name = keyof typeof readers;
const names = Object.keys(readers) as Name[];
/** Settings that hold secrets may be given as NAME_FILE: the path of a file that holds the value. */
const secrets: readonly Name[] = ['EARSHOT_DATABASE_URL', 'EARSHOT_AMI_URL', 'EARSHOT_DESK_WEBHOOK_SECRET'];

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
  const twilio = twilioOf(given, problems);
  if (problems.length > 0) throw new WrongSettings(problems);
  return {
    port: 3_000, host: '127.0.0.1', amiUrls: [], logLevel: 'info',
    ...(defined({
      port: given.EARSHOT_PORT, host: given.EARSHOT_HOST, databaseUrl: given.EARSHOT_DATABASE_URL, settingsFile: given.EARSHOT_SETTINGS,
      timeZone: given.EARSHOT_TIME_ZONE, publicUrl: given.EARSHOT_PUBLIC_URL, amiUrls: given.EARSHOT_AMI_URL,
      deskFrameAncestors: given.EARSHOT_DESK_FRAME_ANCESTORS, deskWebhookUrl: given.EARSHOT_DESK_WEBHOOK_URL, deskWebhookSecret: given.EARSHOT_DESK_WEBHOOK_SECRET, logLevel: given.EARSHOT_LOG_LEVEL,
    }) as Partial<Settings>),
    ...(twilio === undefined ? {} : { twilio }),
    dataDir: path.resolve((given.EARSHOT_DATA_DIR as string | undefined) ?? '.earshot'),
  };
}

/** All of it or nothing: half an account sends nothing, and without an address of ours Twilio could not answer. */
function twilioOf(given: Partial<Record<Name, unknown>>, problems: string[]): TwilioSettings | undefined {
  const { EARSHOT_TWILIO_ACCOUNT_SID: accountSid, EARSHOT_TWILIO_AUTH_TOKEN: authToken, EARSHOT_TWILIO_API_URL: apiUrl, EARSHOT_PUBLIC_URL: publicUrl } = given as Partial<Record<Name, string>>;
  if (accountSid === undefined && authToken === undefined) return undefined;
  const missing = [
    ...(accountSid === undefined ? ['EARSHOT_TWILIO_ACCOUNT_SID'] : []), ...(authToken === undefined ? ['EARSHOT_TWILIO_AUTH_TOKEN'] : []),
    ...(publicUrl === undefined ? ['EARSHOT_PUBLIC_URL, the address at which Twilio reaches this server'] : []),
  ];
  problems.push(...missing.map((name) => `Surveys through Twilio need ${name}.`));
  if (accountSid === undefined || authToken === undefined || publicUrl === undefined) return undefined;
  return { accountSid, authToken, callbackUrl: publicUrl.replace(/\/+$/, ''), ...(apiUrl === undefined ? {} : { apiUrl }) };
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
