import type { Command } from 'commander';
import { keysIn, rotateKey } from '../app/secrets.js';
import type { KeyKind } from '../app/secrets.js';
import { systemClock } from '../ports/clock.js';
import { said } from './say.js';
import type { Said } from './say.js';
import { settingsOfCommand } from './with-database.js';

/** secrets: the keys in the data folder, which never leave it. */
export function addSecretsCommands(program: Command): void {
  const run = async (work: (dataDir: string) => Promise<Said>): Promise<void> => said.out(await work(settingsOfCommand().dataDir), program.opts<{ json?: boolean }>().json === true);
  const secrets = program.command('secrets').description('the keys under which callers\' numbers are hashed and sealed');
  secrets.command('list').description('says which keys there are, and since when one is no longer in use; never the keys').action(() => run(async (dataDir) => {
    const rings = await keysIn(dataDir);
    const all = (['numbers', 'sealing'] as const).flatMap((kind) => {
      const ring = rings[kind];
      return ring === undefined ? [] : [ring.current, ...ring.retired].map(({ id, retiredAt }) => ({ kind, id, retiredAt: retiredAt ?? null }));
    });
    return { text: all.map(({ kind, id, retiredAt }) => `${kind.padEnd(8)} ${id}  ${retiredAt === null ? 'in use' : `until ${new Date(retiredAt).toISOString()}`}`).join('\n') || 'There are no keys yet: the first start makes one.', json: all };
  }));
  secrets.command('rotate <which>').description('sealing: a new key that seals numbers, as often as you like. numbers: a new key that hashes them, when the old one has got out')
    .option('--compromised', 'for numbers: the old key has got out; it cannot be changed again for 400 days')
    .action((which: string, { compromised }: { compromised?: boolean }) => run(async (dataDir) => {
      if (which !== 'sealing' && which !== 'numbers') throw new Error(`There is no key "${which}". Name "sealing" or "numbers".`);
      if (which === 'numbers' && compromised !== true) throw new Error('The key of callers\' numbers was not changed. For 400 days both hashes of each number are written, so change it only when the old key has got out, and add --compromised.');
      return rotate(dataDir, which);
    }));
}

async function rotate(dataDir: string, kind: KeyKind): Promise<Said> {
  const { current, retired } = await rotateKey(dataDir, kind, systemClock.now());
  return {
    text: `The key ${current.id} is in use from the next start of the server on${kind === 'numbers' ? '; callers of before are known by the one before it' : ''}. Restart the server, and take a new backup of ${kind}.key.`,
    json: { kind, id: current.id, retired: retired.map(({ id }) => id) },
  };
}
