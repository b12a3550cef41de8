import type { Language, Question } from '../domain/survey.js';
import type { Say } from './questionnaire.js';

/** All that is said in one language. In GSM's alphabet: one other sign halves what fits into a message. */
interface Texts {
  readonly greeting: (company: string) => string;
  readonly leaving: string;
  readonly ask: Readonly<Record<Question, string>>;
  /** The same for the ear: keys to press. */
  readonly askAloud: Readonly<Record<Question, string>>;
  readonly again: string;
  readonly thanks: string;
  readonly stopped: (company: string) => string;
  readonly started: (company: string) => string;
  readonly help: (company: string) => string;
  readonly goodbye: string;
  readonly star: string;
  readonly stoppedAloud: string;
}

const en: Texts = {
  greeting: (company) => `${company}: you were in touch with us.`,
  leaving: 'Reply STOP to end.',
  ask: {
    resolved: 'Did we solve what you needed? Reply 1 yes, 2 partly, 3 no.',
    'ces-7': 'We made it easy for me to handle my issue: reply 1 (disagree) to 7 (agree).',
    'csat-5': 'How satisfied are you with this contact? Reply 1 (not at all) to 5 (very).',
    comparison: 'Compared with last time, was it 1 better, 2 the same, 3 worse?',
    'nps-10': 'How likely are you to recommend us? Reply 0 (not at all) to 10 (certainly).',
    free: 'Anything we should do better? Please send no account or card numbers.',
  },
  askAloud: {
    resolved: 'Did we solve what you needed? Press 1 for yes, 2 for partly, 3 for no.',
    'ces-7': 'We made it easy for me to handle my issue. Press a key from 1, disagree, to 7, agree.',
    'csat-5': 'How satisfied are you with this contact? Press a key from 1, not at all, to 5, very satisfied.',
    comparison: 'Compared with last time, was it better? Press 1 for better, 2 for the same, 3 for worse.',
    'nps-10': 'How likely are you to recommend us? Enter a number from 0 to 10, then press hash.',
    free: '',
  },
  again: 'Sorry, that was not clear.',
  thanks: 'Thank you. Your answers help us to do better.',
  stopped: (company) => `${company}: you will get no more messages from us. Reply START to get them again.`,
  started: (company) => `${company}: you may get messages from us again. Reply STOP to end.`,
  help: (company) => `${company}: short surveys after you were in touch with us, at most four a year. Message and data rates may apply. Reply STOP to end.`,
  goodbye: 'Goodbye.',
  star: 'Press star at any time to get no more such calls.',
  stoppedAloud: 'You will get no more of these calls.',
};

const de: Texts = {
  greeting: (company) => `${company}: Sie hatten Kontakt mit uns.`,
  leaving: 'STOP beendet.',
  ask: {
    resolved: 'Haben wir Ihr Anliegen gelöst? Antworten Sie 1 ja, 2 teilweise, 3 nein.',
    'ces-7': 'Es war einfach, mein Anliegen zu erledigen: 1 (stimme nicht zu) bis 7 (stimme zu).',
    'csat-5': 'Wie zufrieden sind Sie mit diesem Kontakt? 1 (gar nicht) bis 5 (sehr).',
    comparison: 'War es im Vergleich zum letzten Mal 1 besser, 2 gleich, 3 schlechter?',
    'nps-10': 'Wie wahrscheinlich empfehlen Sie uns weiter? 0 (gar nicht) bis 10 (sicher).',
    free: 'Was sollen wir besser machen? Bitte keine Konto- oder Kartennummern senden.',
  },
  askAloud: {
    resolved: 'Haben wir Ihr Anliegen gelöst? Drücken Sie 1 für ja, 2 für teilweise, 3 für nein.',
    'ces-7': 'Es war einfach, mein Anliegen zu erledigen. Drücken Sie eine Taste von 1, stimme nicht zu, bis 7, stimme zu.',
    'csat-5': 'Wie zufrieden sind Sie mit diesem Kontakt? Drücken Sie eine Taste von 1, gar nicht, bis 5, sehr zufrieden.',
    comparison: 'War es im Vergleich zum letzten Mal besser? Drücken Sie 1 für besser, 2 für gleich, 3 für schlechter.',
    'nps-10': 'Wie wahrscheinlich empfehlen Sie uns weiter? Geben Sie eine Zahl von 0 bis 10 ein, dann die Rautetaste.',
    free: '',
  },
  again: 'Das haben wir leider nicht verstanden.',
  thanks: 'Vielen Dank. Ihre Antworten helfen uns, besser zu werden.',
  stopped: (company) => `${company}: Sie erhalten keine Nachrichten mehr von uns. Mit START wieder anmelden.`,
  started: (company) => `${company}: Sie können wieder Nachrichten von uns erhalten. STOP beendet.`,
  help: (company) => `${company}: kurze Umfragen nach einem Kontakt mit uns, höchstens vier im Jahr. STOP beendet.`,
  goodbye: 'Auf Wiederhören.',
  star: 'Mit der Sterntaste erhalten Sie keine solchen Anrufe mehr.',
  stoppedAloud: 'Sie erhalten keine solchen Anrufe mehr.',
};

const texts: Readonly<Record<Language, Texts>> = { en, de };
/** Countries whose numbers are written to in a language of theirs. */
const spoken: Readonly<Record<string, Language>> = { DE: 'de', AT: 'de', LI: 'de', US: 'en', GB: 'en', IE: 'en', AU: 'en', NZ: 'en' };

export function languageOf(country: string | undefined, otherwise: Language): Language {
  return (country === undefined ? undefined : spoken[country]) ?? otherwise;
}

/** The first message: who asks, the first question, and how to end it. */
export function firstMessage(say: Say, language: Language, company: string): string {
  const { greeting, leaving } = texts[language];
  return `${greeting(company)} ${wordsOf(say, language)} ${leaving}`;
}

export function wordsOf(say: Say, language: Language): string {
  const { ask, again, thanks } = texts[language];
  if (say.is === 'thanks') return thanks;
  return say.is === 'again' ? `${again} ${ask[say.question]}` : ask[say.question];
}

export function spokenOf(say: Say, language: Language): string {
  const { askAloud, again, thanks, goodbye } = texts[language];
  if (say.is === 'thanks') return `${thanks} ${goodbye}`;
  return say.is === 'again' ? `${again} ${askAloud[say.question]}` : askAloud[say.question];
}

/** The first words of a call. */
export function greetingOf(language: Language, company: string): string {
  return texts[language].greeting(company);
}

/** The last words to who pressed star. */
export function stoppedAloud(language: Language): string {
  const { stoppedAloud: stopped, goodbye } = texts[language];
  return `${stopped} ${goodbye}`;
}

/** How to end it by telephone. */
export function starOf(language: Language): string {
  return texts[language].star;
}

export function answerTo(command: 'stop' | 'start' | 'help', language: Language, company: string): string {
  const { stopped, started, help } = texts[language];
  return { stop: stopped, start: started, help }[command](company);
}
