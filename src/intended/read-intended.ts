import type { IntendedMenu } from '../domain/intended-menu.js';
import { ok, refused } from '../domain/result.js';
import type { Result } from '../domain/result.js';
import { readOwnMenu } from './own-menu.js';

export const intendedFormats = ['twilio-studio', 'freeswitch', 'voice-menu', 'earshot'] as const;
export type IntendedFormat = (typeof intendedFormats)[number];

export interface ReadMenu {
  readonly format: IntendedFormat;
  readonly menu: IntendedMenu;
}

/** The longest file that is read, in characters. A large Studio flow has some 300,000. */
export const LONGEST = 1_000_000;

type Read<Given> = (given: Given) => Result<IntendedMenu, readonly string[]>;

/** The platforms' own files: each is read where its platform's words are. */
export interface Readers {
  readonly studioFlow: Read<unknown>;
  readonly freeswitchMenus: Read<string>;
  readonly voiceMenu: Read<string>;
}

/** Reads a menu's file by what it looks like. What is wrong is told all together, each with its line or its place in the file. */
export function readIntended(text: string, { studioFlow, freeswitchMenus, voiceMenu }: Readers): Result<ReadMenu, readonly string[]> {
  if (text.length > LONGEST) return refused([`It has ${text.length} characters; ${LONGEST} are the most.`]);
  const written = text.replace(/^\ufeff/, '').trim();
  if (written === '') return refused(['There is nothing in it.']);
  if (written.startsWith('<')) return as('freeswitch', freeswitchMenus(written));
  let given: unknown;
  try {
    given = JSON.parse(written);
  } catch (error) {
    return refused([`It is neither XML nor JSON: ${(error as Error).message}`]);
  }
  if (!isRecord(given)) return refused(['It is JSON, and no menu: a Studio flow has "states", our own menu has "start" and "nodes".']);
  if ('states' in given || 'initial_state' in given) return as('twilio-studio', studioFlow(given));
  return isVoiceMenu(given) ? as('voice-menu', voiceMenu(written)) : as('earshot', readOwnMenu(given));
}

function as(format: IntendedFormat, read: Result<IntendedMenu, readonly string[]>): Result<ReadMenu, readonly string[]> {
  return read.ok ? ok({ format, menu: read.value }) : read;
}

/** The spoken menu of `/voice`: its nodes say something. */
function isVoiceMenu({ nodes }: Readonly<Record<string, unknown>>): boolean {
  return isRecord(nodes) && Object.values(nodes).some((node) => isRecord(node) && 'say' in node && 'options' in node);
}

export function isRecord(given: unknown): given is Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}
