import { plain } from './words.js';

export type Command = 'stop' | 'start' | 'help';

// Twilio's and the CTIA's lists, and the same in the languages in which we ask, and in those that are often answered in.
const STOP = new Set([
  'stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout',
  'stopp', 'abmelden', 'abbestellen', 'abbrechen', 'beenden', 'ende', 'aufhoren', 'aufhoeren',
  'parar', 'alto', 'cancelar', 'baja', 'arret', 'arreter', 'desabonner', 'cancella', 'ferma',
]);
const START = new Set(['start', 'unstop', 'anmelden', 'optin', 'subscribe', 'iniciar']);
/** Only from someone who is not being asked anything: else it is their answer. */
const START_IF_NO_ANSWER = new Set(['yes', 'ja']);
const HELP = new Set(['help', 'info', 'hilfe', 'ayuda', 'aide', 'aiuto']);
/** "Please stop texting me" is as plain as STOP. */
const FILLER = new Set([
  'please', 'pls', 'bitte', 'now', 'all', 'it', 'this', 'that', 'me', 'texting', 'messaging', 'sending', 'messages', 'texts', 'sms', 'the', 'and',
  'jetzt', 'sofort', 'alle', 'damit', 'das', 'nachrichten', 'mich', 'por', 'favor', 'svp',
]);

/**
 * Whether a reply is a command of the STOP family rather than an answer, in any case and with any punctuation.
 * When in doubt about STOP it is one: to ask once too often is worse than to lose an answer.
 */
export function commandIn(text: string, isAnswerExpected: boolean): Command | undefined {
  const words = plain(text).split(' ').filter((word) => word !== '');
  // "S T O P", "opt-out", "stop all"
  const joined = words.join('');
  const bare = words.filter((word) => !FILLER.has(word));
  const isOf = (list: ReadonlySet<string>): boolean => list.has(joined) || (bare.length > 0 && (list.has(bare.join('')) || bare.every((word) => list.has(word))));
  if (isOf(STOP)) return 'stop';
  if (isOf(HELP)) return 'help';
  if (isOf(START) || (!isAnswerExpected && START_IF_NO_ANSWER.has(joined))) return 'start';
  return undefined;
}
