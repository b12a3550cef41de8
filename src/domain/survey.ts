import type { Instant, Millis } from './time.js';

/** What may be asked. The scale is part of the name: a 4 of 5 and a 4 of 7 never meet in one number. */
export type Question =
  /** Was the matter resolved: yes, partly, no. */
  | 'resolved'
  /** Customer Effort Score 2.0: "… made it easy for me to handle my issue", 1 (disagree) to 7 (agree). */
  | 'ces-7'
  /** Satisfaction, 1 to 5. */
  | 'csat-5'
  /** Better, the same or worse than last time: experience is judged against what earlier contacts taught to expect. */
  | 'comparison'
  /** Likelihood to recommend, 0 to 10: of the relationship, never of one call. */
  | 'nps-10'
  /** One free line. */
  | 'free';

export const questions: readonly Question[] = ['resolved', 'ces-7', 'csat-5', 'comparison', 'nps-10', 'free'];

/** A number on the question's scale, or a word: yes, partly, no; better, same, worse. Of the free line only that there is one. */
export type Answer = string | number;

export type SurveyChannel = 'sms' | 'voice';

/** In which we have the words. */
export type Language = 'en' | 'de';

interface Asking {
  readonly name?: string;
  readonly channel: SurveyChannel;
  readonly questions: readonly Question[];
  /** Of those who may be asked, which share is drawn: 0 to 1. */
  readonly share: number;
  /** From the contact's end to the first message. */
  readonly delayMs: Millis;
  /** From the first message until no answer is expected any more. */
  readonly expiresMs: Millis;
  /** Only contacts that passed through one of these; absent: all. */
  readonly queues?: readonly string[];
}

/** After each transaction: past patterns. */
export interface Persistent extends Asking {
  readonly kind: 'persistent';
  /** A random part of those drawn is asked days later instead, because answers of the same day flatter. */
  readonly later?: { readonly share: number; readonly afterMs: Millis };
}

/** The relationship, once a quarter and cohort: present patterns. */
export interface Periodic extends Asking {
  readonly kind: 'periodic';
}

/** One question of one study, to those whom it is about: potential patterns. */
export interface Pulsed extends Asking {
  readonly kind: 'pulsed';
  /** The numbers that were called. */
  readonly entries?: readonly string[];
  /** Where the caller's number is from: prefixes such as +49 or +1212. */
  readonly regions?: readonly string[];
  readonly reasons?: readonly string[];
  /** Only contacts that passed through one of these menu nodes. */
  readonly nodes?: readonly string[];
  /** Only contacts that carry one of these flags. */
  readonly flags?: readonly string[];
  /** So many answers are wanted. */
  readonly quota: number;
  readonly from?: Instant;
  readonly until?: Instant;
}

export type Programme = Persistent | Periodic | Pulsed;

/** What free lines may be about, each with the words that say so; one with * at its end is a beginning. */
export type Topics = Readonly<Record<string, readonly string[]>>;

/** How the center asks its customers. Without a sender nothing is sent. */
export interface SurveySettings {
  /** Who asks: every first message says so. */
  readonly company: string;
  /** Of those whose number's country has none of our languages. */
  readonly language: Language;
  /** The number that messages come from, or a Twilio messaging service (MG…). */
  readonly sender?: string;
  /** Numbers that begin otherwise are never sent anything: the guard against bills for numbers at the end of the world. */
  readonly allow: readonly string[];
  /** Invitations a day, over all programmes, and to each allowed prefix. */
  readonly perDay: number;
  readonly perPrefix: number;
  /** Minutes after midnight where the called person is. */
  readonly hours: readonly [number, number];
  /** Counted beside what forums, reviews and mail are about. */
  readonly topics?: Topics;
  /** By id; where several apply, the first that draws the contact asks. */
  readonly programmes: Readonly<Record<string, Programme>>;
}

export const noSurveys: SurveySettings = {
  company: '', language: 'en', allow: [], perDay: 500, perPrefix: 200, hours: [9 * 60, 20 * 60], programmes: {},
};
