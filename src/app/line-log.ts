import { pino } from 'pino';
import type { Settings } from '../config/settings.js';

/** The server's own log: one structured line an outcome, past tense, no personal data. */
export interface LineLog {
  info(sentence: string): void;
  warn(sentence: string): void;
}

export function lineLog(level: Settings['logLevel']): LineLog {
  const log = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  return { info: (sentence) => log.info(sentence), warn: (sentence) => log.warn(sentence) };
}
