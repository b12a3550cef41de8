import type { Command } from 'commander';
import { stringify } from 'yaml';
import { floorFromLog } from '../app/settings/floor-in-log.js';
import { unnamedFloor } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import type { ContactRow } from '../ports/state-store.js';
import { joinDatabase } from '../store/open-database.js';
import { openPgHistory } from '../store/pg-history.js';
import { openPgStateStore } from '../store/pg-state-store.js';
import { Heard, heardOf, LOOKED_THROUGH } from '../views/unnamed.js';
import type { HeardSection } from '../views/unnamed.js';
import { said } from './say.js';
import { settingsOfCommand } from './with-database.js';

/** Rows read at once. */
const PAGE = 500;

/** What was heard of and has no name yet, by section of the settings file. */
export interface Unnamed {
  readonly entries: readonly string[];
  readonly nodes: readonly string[];
  readonly queues: readonly string[];
  readonly agents: readonly string[];
}

/** floor: what waits to be named, as lines for the settings file. */
export function addFloorCommand(program: Command): void {
  program.command('floor').description('lists what was heard of and is not named in the settings file, ready to paste into it')
    .action(async () => {
      const unnamed = await look();
      const text = Object.values(unnamed).every((list: readonly string[]) => list.length === 0)
        ? 'Everything that was heard of in the newest contacts that are over has a name. The page Settings also looks at those that go on.'
        : `# Heard of in the newest ${LOOKED_THROUGH} contacts and not named yet: paste into the settings file.\n${skeletonOf(unnamed)}`;
      said.out({ text, json: unnamed }, program.opts<{ json?: boolean }>().json === true);
    });
}

async function look(): Promise<Unnamed> {
  const settings = settingsOfCommand();
  const database = await joinDatabase({ url: settings.databaseUrl, dataDir: settings.dataDir });
  const history = openPgHistory(database.connection);
  // Only read from: the epoch matters to writes alone.
  const store = openPgStateStore({ connection: database.connection, epoch: 0 });
  try {
    const last = (await store.settings()).at(-1);
    const rows: ContactRow[] = [];
    for (let page = await history.contacts({}, { limit: PAGE }); page.length > 0 && rows.length < LOOKED_THROUGH;) {
      rows.push(...page);
      const { id, summary } = page.at(-1) as ContactRow;
      page = await history.contacts({}, { limit: PAGE, after: { at: summary.startedAt, id } });
    }
    return unnamedIn(rows, last === undefined ? unnamedFloor : floorFromLog(last.settings));
  } finally {
    await history.close();
    await store.close();
    await database.stop();
  }
}

/** What the file lists is not told again, even where it has no name: pasted in, it would stand there twice. */
export function unnamedIn(rows: readonly Pick<ContactRow, 'summary' | 'queues' | 'agents' | 'events'>[], floor: Floor): Unnamed {
  const heard = new Heard();
  for (const row of rows) heard.hear(heardOf(row));
  const unnamed = heard.unnamed(floor);
  const of = (section: HeardSection): string[] => unnamed[section].map(({ id }) => id).filter((id) => !Object.hasOwn(floor[section], id)).toSorted();
  return { entries: of('entries'), nodes: of('nodes'), queues: of('queues'), agents: of('agents') };
}

function skeletonOf(unnamed: Unnamed): string {
  const sections = Object.entries(unnamed).filter(([, ids]: [string, readonly string[]]) => ids.length > 0)
    .map(([section, ids]: [string, readonly string[]]) => [section, Object.fromEntries(ids.map((id) => [id, { name: id }]))]);
  return stringify(Object.fromEntries(sections)).trimEnd();
}
