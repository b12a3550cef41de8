import type { Command } from 'commander';
import type { RefusedLine, RetryAnswer } from '../contract/sources.js';
import type { Page } from '../contract/session.js';
import { said } from './say.js';
import type { Said } from './say.js';
import { withApi } from './with-api.js';
import type { Ask } from './with-api.js';

interface OfSource {
  readonly source?: string;
}

/** refused: what could not become an event. Reading it again is the running server's work: it has the adapters' state. */
export function addRefusedCommands(program: Command): void {
  const run = async (work: (ask: Ask) => Promise<Said>): Promise<void> => said.out(await withApi('earshot refused', work), program.opts<{ json?: boolean }>().json === true);
  const refused = program.command('refused').description('what sources sent that could not become an event');
  refused.command('list').description('lists it, what was tried last first').option('--source <name>', 'only of this source')
    .action(({ source }: OfSource) => run(async (ask) => {
      const { items, next } = await ask<Page<RefusedLine>>('GET', `/api/v1/refused?limit=100${only(source, '&')}`);
      const more = next === null ? [] : ['There is more: see the page "Sources" on the board.'];
      return { text: [...items.map(lineOf), ...more].join('\n') || 'Nothing was refused.', json: items };
    }));
  refused.command('show <id>').description('shows one thing as it was sent, without numbers and typed digits').action((id: string) => run(async (ask) => {
    const { items } = await ask<Page<RefusedLine>>('GET', '/api/v1/refused?limit=200');
    const item = items.find((each) => each.id === id);
    if (item === undefined) throw new Error(`There is nothing of the id ${id} among the newest 200. See npm run earshot -- refused list.`);
    return { text: `${lineOf(item)}\n${JSON.stringify(item.sent, undefined, 2)}`, json: item };
  }));
  refused.command('retry [id]').description('reads one thing again, or all: what is taken now leaves the list').option('--source <name>', 'only of this source')
    .action((id: string | undefined, { source }: OfSource) => run(async (ask) => {
      const answer = await ask<RetryAnswer>('POST', id === undefined ? `/api/v1/refused/retry${only(source, '?')}` : `/api/v1/refused/${encodeURIComponent(id)}/retry`);
      const why = answer.reason === null ? '' : `, the first because: ${answer.reason}`;
      return { text: `Took ${answer.taken}, refused ${answer.refused} again${why}`, json: answer };
    }));
  refused.command('drop <id>').description('drops one thing').action((id: string) => run(async (ask) => {
    await ask('DELETE', `/api/v1/refused/${encodeURIComponent(id)}`);
    return { text: `Dropped ${id}.`, json: { dropped: id } };
  }));
}

function only(source: string | undefined, before: '?' | '&'): string {
  return source === undefined ? '' : `${before}source=${encodeURIComponent(source)}`;
}

function lineOf({ id, source, firstAt, lastAt, times, reason }: RefusedLine): string {
  const tried = lastAt === firstAt ? '' : `, last tried ${new Date(lastAt).toISOString()}`;
  return `${id}  ${new Date(firstAt).toISOString()}${tried}  ${source}  ${times === 1 ? '' : `${times} times: `}${reason}`;
}
