import type { Command } from 'commander';
import { stringify } from 'yaml';
import { floorFromLog } from '../app/floor-settings.js';
import { unnamedFloor } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import type { EarshotEvent } from '../domain/event.js';
import type { ContactRow } from '../ports/state-store.js';
import { joinDatabase } from '../store/open-database.js';
import { openPgHistory } from '../store/pg-history.js';
import { openPgStateStore } from '../store/pg-state-store.js';
import { said } from './say.js';
import { settingsOfCommand } from './with-database.js';

/** How many of the newest contacts are looked through, a page at a time. */
const CONTACTS = 5_000;
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
        ? 'Everything that was heard of in the newest contacts has a name.'
        : `# Heard of in the newest ${CONTACTS} contacts and not named yet: paste into the settings file.\n${skeletonOf(unnamed)}`;
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
    for (let page = await history.contacts({}, { limit: PAGE }); page.length > 0 && rows.length < CONTACTS;) {
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

export function unnamedIn(rows: readonly Pick<ContactRow, 'summary' | 'queues' | 'agents' | 'events'>[], floor: Floor): Unnamed {
  const missing = (heard: readonly (string | undefined)[], named: Readonly<Record<string, unknown>>): string[] =>
    [...new Set(heard)].filter((each): each is string => each !== undefined && !(each in named)).toSorted();
  return {
    entries: missing(rows.filter(({ summary }) => summary.direction === 'inbound').map(({ summary }) => summary.entry), floor.entries),
    nodes: missing(rows.flatMap((row) => row.events.map(nodeOf)), floor.nodes),
    queues: missing(rows.flatMap((row) => row.queues), floor.queues),
    agents: missing(rows.flatMap((row) => row.agents), floor.agents),
  };
}

function nodeOf(event: EarshotEvent): string | undefined {
  return event.type === 'ivr.node.entered' ? event.data.node : undefined;
}

function skeletonOf(unnamed: Unnamed): string {
  const sections = Object.entries(unnamed).filter(([, ids]: [string, readonly string[]]) => ids.length > 0)
    .map(([section, ids]: [string, readonly string[]]) => [section, Object.fromEntries(ids.map((id) => [id, { name: id }]))]);
  return stringify(Object.fromEntries(sections)).trimEnd();
}
