import type { LoggerService } from '@nestjs/common';
import type { Told } from './machine.js';

/** Nest's own words go through our log. What it says while it starts to listen is said by us, in a sentence. */
export function nestLog(told: Told): LoggerService {
  const note = (message: unknown, ...rest: unknown[]): void => {
    const context = rest.at(-1);
    if (context === 'NestApplication') return;
    told.note(`${typeof context === 'string' ? `${context}: ` : ''}${message instanceof Error ? message.stack ?? message.message : String(message)}`);
  };
  return { log: () => undefined, debug: () => undefined, verbose: () => undefined, warn: note, error: note, fatal: note };
}
