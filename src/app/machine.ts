import { hostname } from 'node:os';
import { NumberVault } from '../access/number-vault.js';
import { KeyedPseudonyms } from '../access/pseudonym.js';
import { accessParts } from '../access/parts.js';
import type { AccessParts } from '../access/parts.js';
import type { Settings } from '../config/settings.js';
import { detectors } from '../detectors/index.js';
import { metrics } from '../metrics/index.js';
import type { Floor } from '../domain/floor.js';
import type { Metric } from '../domain/metric.js';
import { MINUTE } from '../domain/time.js';
import { rulesOf } from '../pipeline/catalogue.js';
import { versionOf } from '../pipeline/restore.js';
import { Door } from '../pipeline/intake.js';
import { Memory } from '../pipeline/memory.js';
import { Street } from '../pipeline/street.js';
import { systemClock } from '../ports/clock.js';
import type { Clock } from '../ports/clock.js';
import type { NumberBook } from '../ports/numbers.js';
import type { Pseudonyms } from '../ports/privacy.js';
import { connect } from '../store/connect.js';
import { openDatabase } from '../store/open-database.js';
import { takeLeadership } from '../store/leadership.js';
import { PgCredentials } from '../store/pg-credentials.js';
import { openPgEventLog } from '../store/pg-event-log.js';
import type { PgEventLog } from '../store/pg-event-log.js';
import { openPgHistory } from '../store/pg-history.js';
import type { PgHistory } from '../store/pg-history.js';
import { openPgStateStore } from '../store/pg-state-store.js';
import type { PgStateStore } from '../store/pg-state-store.js';
import { PgSealedNumbers } from '../store/pg-sealed-numbers.js';
import { openPgSurveys } from '../store/pg-surveys.js';
import type { PgSurveys } from '../store/pg-surveys.js';
import { floorFromLog, logFloor, readFloor, watchFloor, withoutNumbers } from './floor-settings.js';
import { numberKey } from './secrets.js';

/** Everything below the edges: the database, the log, the pipeline, and the door in front of it. */
export interface Machine {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly dataSource: Awaited<ReturnType<typeof connect>>;
  readonly numbers: NumberBook;
  readonly pseudonyms: Pseudonyms;
  /** The key under which numbers are hashed; other keys are derived from it. */
  readonly secret: Buffer;
  readonly surveys: PgSurveys;
  readonly log: PgEventLog;
  readonly store: PgStateStore;
  readonly history: PgHistory;
  readonly memory: Memory;
  readonly street: Street;
  readonly door: Door;
  readonly access: AccessParts;
  readonly metrics: ReadonlyMap<string, Metric>;
  /** Restores the state and begins to fold. The door is open before. */
  run(): Promise<void>;
  stop(): Promise<void>;
}

export interface Told {
  /** One structured line, past tense, no personal data. */
  note(sentence: string): void;
  /** The server cannot go on. */
  failed(error: Error): void;
}

/** Builds the machine from the ground up; where a step fails, what was built before is taken down again. */
export async function buildMachine(settings: Settings, told: Told): Promise<Machine> {
  const undo: (() => Promise<unknown> | void)[] = [];
  const stop = async (): Promise<void> => {
    const failures: Error[] = [];
    // Each is taken down, whatever became of those before: a state that could not be saved leaves no database running.
    for (const step of undo.splice(0).toReversed()) {
      try {
        await step();
      } catch (error) {
        failures.push(error as Error);
      }
    }
    if (failures[0]) throw failures[0];
  };
  try {
    return { ...await build(settings, told, undo), stop };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

async function build(settings: Settings, told: Told, undo: (() => Promise<unknown> | void)[]): Promise<Omit<Machine, 'stop'>> {
  // Mistakes are told before anything is started.
  await readFloor(settings);
  const database = await openDatabase({ url: settings.databaseUrl, dataDir: settings.dataDir, onNote: told.note });
  undo.push(() => database.stop());
  const { connection } = database;
  const dataSource = await connect({ connection });
  undo.push(() => dataSource.destroy());
  const leadership = await takeLeadership({ connection, name: `${hostname()} ${process.pid}`, onLost: told.failed });
  undo.push(() => leadership.resign());
  const { epoch } = leadership;
  const log = await openPgEventLog({
    connection, epoch, clock: systemClock,
    onClockJump: (jump) => told.note(`The clock jumped; the log went on with its own time: ${JSON.stringify(jump)}.`),
  });
  undo.push(() => log.close());
  const store = openPgStateStore({ connection, epoch });
  undo.push(() => store.close());
  const history = openPgHistory(connection);
  undo.push(() => history.close());
  const surveys = openPgSurveys({ connection, epoch });
  undo.push(() => surveys.close());

  const memory = new Memory();
  const rules = rulesOf(detectors);
  const street = new Street({
    memory, store, rules, readSettings: floorFromLog,
    onUnfoldable: (what, error) => told.note(`Passed over ${what}, a mistake of ours that should be reported: ${error.stack ?? error.message}`),
    onTrouble: (what, error) => told.note(`${what}: ${error.message}`),
  }, log, systemClock, told.failed);
  undo.push(() => street.stop());
  const secret = await numberKey(settings.dataDir);
  // While the log is read again the memory's settings are those of then.
  const countryNow = (): string => (street.state.is === 'live' ? memory.floor : floor).country;
  const pseudonyms = new KeyedPseudonyms(secret, countryNow);
  const vault = new NumberVault(pseudonyms, secret, new PgSealedNumbers(dataSource), systemClock,
    (error) => told.note(`A number for a call-back could not be sealed or dropped: ${error.message}`));
  street.onStep((step) => step.live && vault.heed(step.contacts.map((held) => held.summary)));
  const forgetting = setInterval(() => void vault.forgetExpired().catch(() => undefined), 10 * MINUTE);
  undo.push(() => clearInterval(forgetting));
  const door = new Door(log, vault, () => street.backlog);
  const readSafely = async (): Promise<Floor> => {
    const read = await readFloor(settings);
    return withoutNumbers(read, new KeyedPseudonyms(secret, () => read.country));
  };
  const floor = await readSafely();
  await logFloor(log, floor, (await store.settings()).at(-1)?.settings, settings.settingsFile ?? 'defaults');
  memory.floor = floor;
  const watch = watchFloor(settings.settingsFile, { log, standing: floor, read: readSafely, tell: told.note });
  undo.push(() => watch.stop());
  return {
    settings, clock: systemClock, dataSource, numbers: vault, pseudonyms, secret, surveys, log, store, history, memory, street, door,
    access: accessParts(new PgCredentials(dataSource)),
    metrics: new Map(metrics.map((metric) => [metric.id, metric])),
    run: async () => {
      if (settings.rebuild === true) await store.clear(versionOf({ rules }));
      await street.start();
    },
  };
}
