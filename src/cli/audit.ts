import type { Command } from 'commander';
import type { AuditLine } from '../contract/audit.js';
import { deeds } from '../domain/audit.js';
import { DAY } from '../domain/time.js';
import { auditLineOf } from '../views/audit.js';
import { said } from './say.js';
import { withCredentials } from './with-database.js';

interface Asked {
  readonly who?: string;
  readonly what?: string;
  readonly days: string;
  readonly limit: string;
}

/** audit: who did what. It is read from the database, so that it can be read when the server does not run. */
export function addAuditCommand(program: Command): void {
  program.command('audit').description('who signed in, made keys, looked up numbers, changed settings: newest first')
    .option('--who <name>', 'only of this account, token or person').option('--what <deed>', `only this: ${deeds.join(', ')}`)
    .option('--days <number>', 'of the last so many days', '30').option('--limit <number>', 'at most so many lines', '200')
    .action(async ({ who, what, days, limit }: Asked) => {
      const deed = deeds.find((each) => each === what);
      if (what !== undefined && deed === undefined) throw new Error(`There is no "${what}" in the audit log. There is ${deeds.join(', ')}.`);
      const [span, most] = [numberIn(days, 'days'), numberIn(limit, 'limit')];
      const lines = await withCredentials(async ({ audit, clock }) => (await audit.read({ from: clock.now() - span * DAY, limit: most, ...(who === undefined ? {} : { who }), ...(deed === undefined ? {} : { what: deed }) })).map(auditLineOf));
      said.out({ text: lines.map(lineOf).join('\n') || 'There is nothing in the audit log of that time.', json: lines }, program.opts<{ json?: boolean }>().json === true);
    });
}

function numberIn(text: string, option: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Error(`--${option} is a whole number from 1, not "${text}".`);
  return Number(text);
}

function lineOf({ at, who, says, address }: AuditLine): string {
  return `${new Date(at).toISOString()}  ${who.padEnd(24)}  ${says}${address === null ? '' : `  (${address})`}`;
}
