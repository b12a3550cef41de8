import type { Command } from 'commander';
import { writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { ErasureState } from '../api/callers-data.js';
import { said } from './say.js';
import type { Said } from './say.js';
import { withApi } from './with-api.js';
import type { Ask } from './with-api.js';

const of = (person: string): string => `/api/v1/customers/${encodeURIComponent(person)}`;

/** erase and export: one customer, by key or number. The running server's work: it holds what is not saved yet. */
export function addCallersCommands(program: Command): void {
  const run = async (work: (ask: Ask) => Promise<Said>): Promise<void> => said.out(await withApi('the command line', work), program.opts<{ json?: boolean }>().json === true);
  program.command('erase <customer>').description('erases one customer, by key or number: contacts stay as counts without a name. There is no way back')
    .option('--yes', 'without it nothing is done')
    .action((customer: string, { yes }: { yes?: boolean }) => run(async (ask) => {
      if (yes !== true) throw new Error('Nothing was erased. What is erased cannot be brought back: add --yes if you mean it.');
      const asked = await ask<ErasureState>('POST', `${of(customer)}/erase`, { confirm: customer });
      const done = await untilDone(ask, asked.id);
      return { text: `Erased: ${done.contacts} contacts go on without a name, ${done.entries} entries of the log were rewritten.`, json: done };
    }));
  program.command('export <customer>').description('prints everything that is kept on one customer, by key or number; who asked is noted')
    .option('--out <file>', 'writes it into this file instead, readable by its owner only')
    .action((customer: string, { out }: { out?: string }) => run(async (ask) => {
      const kept = await ask<object>('GET', `${of(customer)}/export`);
      const text = JSON.stringify(kept, null, 2);
      if (out === undefined) return { text, json: kept };
      await writeFile(out, `${text}\n`, { mode: 0o600 });
      return { text: `Wrote what is kept to ${out}.`, json: { file: out } };
    }));
}

async function untilDone(ask: Ask, id: string): Promise<ErasureState> {
  for (;;) {
    const state = await ask<ErasureState>('GET', `/api/v1/erasures/${id}`);
    if (state.doneAt !== null) return state;
    await setTimeout(500);
  }
}
