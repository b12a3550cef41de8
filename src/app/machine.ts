import { hostname } from 'node:os';
import { Anonymity } from '../access/anonymity.js';
import { NumberVault } from '../access/number-vault.js';
import type { Concern } from '../access/number-vault.js';
import { BOTH_WRITTEN } from '../access/key-ring.js';
import type { SealingKeys } from '../access/sealing.js';
import { KeyedPseudonyms } from '../access/pseudonym.js';
import { accessParts } from '../access/parts.js';
import type { AccessParts } from '../access/parts.js';
import type { Settings } from '../config/settings.js';
import { detectors } from '../detectors/index.js';
import { metrics } from '../metrics/index.js';
import { numberOf, personIn } from '../domain/alias.js';
import { unnamedFloor } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import type { ContactSummary } from '../domain/journey.js';
import type { Metric } from '../domain/metric.js';
import { DAY, MINUTE } from '../domain/time.js';
import { rulesOf } from '../pipeline/catalogue.js';
import { versionOf } from '../pipeline/restore.js';
import { ErasedNames } from '../pipeline/erased-names.js';
import { keysOf } from '../pipeline/keys-of.js';
import { Door } from '../pipeline/intake.js';
import { Memory } from '../pipeline/memory.js';
import { Street } from '../pipeline/street.js';
import { systemClock } from '../ports/clock.js';
import type { Clock } from '../ports/clock.js';
import type { Places } from '../ports/places.js';
import type { Pseudonyms } from '../ports/privacy.js';
import type { Traces } from '../ports/traces.js';
import { connect } from '../store/connect.js';
import { openDatabase } from '../store/open-database.js';
import { takeLeadership } from '../store/leadership.js';
import { PgAudit } from '../store/pg-audit.js';
import { PgCredentials } from '../store/pg-credentials.js';
import { openPgCallBacks } from '../store/pg-call-backs.js';
import type { PgCallBacks } from '../store/pg-call-backs.js';
import { openPgFindings } from '../store/pg-findings.js';
import type { PgFindings } from '../store/pg-findings.js';
import { openPgPlaceReadings } from '../store/pg-place-readings.js';
import type { PgPlaceReadings } from '../store/pg-place-readings.js';
import { openPgEventLog } from '../store/pg-event-log.js';
import type { PgEventLog } from '../store/pg-event-log.js';
import { openPgHistory } from '../store/pg-history.js';
import type { PgHistory } from '../store/pg-history.js';
import { openPgStateStore } from '../store/pg-state-store.js';
import type { PgStateStore } from '../store/pg-state-store.js';
import { PgLabRuns } from '../store/pg-lab-runs.js';
import { PgShadowFlags } from '../store/pg-shadow-flags.js';
import { PgPlaces } from '../store/pg-places.js';
import { PgRefused } from '../store/pg-refused.js';
import { openPgErasures } from '../store/pg-erasures.js';
import type { PgErasures } from '../store/pg-erasures.js';
import { openPgExports } from '../store/pg-exports.js';
import type { PgExports } from '../store/pg-exports.js';
import { openPgRemovals } from '../store/pg-removals.js';
import type { PgRemovals } from '../store/pg-removals.js';
import { PgSettingsEntries } from '../store/pg-settings-entries.js';
import { PgSourceRecords } from '../store/pg-source-records.js';
import { PgSealedNumbers } from '../store/pg-sealed-numbers.js';
import { openPgSurveys } from '../store/pg-surveys.js';
import type { PgSurveys } from '../store/pg-surveys.js';
import { maskWith, readFloor, readSettingsFile, watchFloor } from './floor-settings.js';
import { FloorInForce } from './settings/floor-desk.js';
import { floorFromLog } from './settings/floor-in-log.js';
import { LabDesk } from './lab/rule-lab.js';
import { startThread } from './lab/lab-thread.js';
import { WorkAside } from './settings/work-aside.js';
import { secretsIn } from './secrets.js';
import { tracedLog } from './traced-log.js';
import { tracesOf } from './traces.js';

/** Everything below the edges: the database, the log, the pipeline, and the door in front of it. */
export interface Machine {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly dataSource: Awaited<ReturnType<typeof connect>>;
  readonly numbers: NumberVault;
  readonly places: Places;
  readonly pseudonyms: Pseudonyms;
  /** The key under which numbers are hashed; other keys are derived from it. */
  readonly secret: Buffer;
  readonly sealing: SealingKeys;
  readonly surveys: PgSurveys;
  readonly removals: PgRemovals;
  readonly erasures: PgErasures;
  readonly exports: PgExports;
  /** Who was erased, and is not to come back. */
  readonly erased: ErasedNames;
  readonly refused: PgRefused;
  readonly sourceRecords: PgSourceRecords;
  readonly findings: PgFindings;
  readonly callBacks: PgCallBacks;
  readonly placeReadings: PgPlaceReadings;
  readonly log: PgEventLog;
  readonly store: PgStateStore;
  readonly history: PgHistory;
  readonly memory: Memory;
  /** The settings in force, also while the log is read again. */
  readonly floorNow: () => Floor;
  /** Where settings are read, checked and changed. */
  readonly floorDesk: FloorInForce;
  /** Where drafts of rules are replayed. */
  readonly lab: LabDesk;
  readonly street: Street;
  readonly traces: Traces;
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

/** What a draft raised in shadow says nothing any more by then. */
const SHADOWS_KEPT = 92 * DAY;

/** Builds the machine from the ground up; where a step fails, what was built before is taken down again. */
export async function buildMachine(settings: Settings, told: Told, clock: Clock = systemClock): Promise<Machine> {
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
    return { ...await build(settings, told, clock, undo), stop };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

async function build(settings: Settings, told: Told, clock: Clock, undo: (() => Promise<unknown> | void)[]): Promise<Omit<Machine, 'stop'>> {
  // Mistakes are told before anything is started.
  await readFloor(settings);
  const { traces, stop: stopTraces } = await tracesOf(settings, told);
  undo.push(stopTraces);
  const database = await openDatabase({ url: settings.databaseUrl, dataDir: settings.dataDir, onNote: told.note });
  undo.push(() => database.stop());
  const { connection } = database;
  const dataSource = await connect({ connection });
  undo.push(() => dataSource.destroy());
  const leadership = await takeLeadership({ connection, name: `${hostname()} ${process.pid}`, onLost: told.failed });
  undo.push(() => leadership.resign());
  const { epoch } = leadership;
  const log = await openPgEventLog({
    connection, epoch, clock,
    onClockJump: (jump) => told.note(`The clock jumped; the log went on with its own time: ${JSON.stringify(jump)}.`),
  });
  undo.push(() => log.close());
  const traced = tracedLog(log, traces);
  const store = openPgStateStore({ connection, epoch });
  undo.push(() => store.close());
  const history = openPgHistory(connection);
  undo.push(() => history.close());
  const removals = openPgRemovals({ connection, epoch });
  undo.push(() => removals.close());
  const erasures = openPgErasures({ connection, epoch });
  undo.push(() => erasures.close());
  const exports = openPgExports(connection);
  undo.push(() => exports.close());
  const memory = new Memory();
  const surveys = openPgSurveys({ connection, epoch, keysOf: async ({ phone, customer }) => (await Promise.all([phone, customer].map((key) => keysOf({ memory, store }, key)))).flatMap(({ person, aliases }) => [person, ...aliases]) });
  undo.push(() => surveys.close());
  const findings = openPgFindings({ connection, epoch });
  undo.push(() => findings.close());
  const callBacks = openPgCallBacks({ connection, epoch });
  undo.push(() => callBacks.close());
  const placeReadings = openPgPlaceReadings(connection);
  undo.push(() => placeReadings.close());

  const { numbers, first: secret, sealing } = await secretsIn(settings.dataDir, clock.now());
  const [former] = numbers.retired;
  const isBothWritten = (): boolean => former?.retiredAt !== undefined && former.retiredAt > clock.now() - BOTH_WRITTEN;
  const pseudonymsIn = (countryOf: () => string): KeyedPseudonyms => new KeyedPseudonyms(numbers.current.key, countryOf, numbers.retired.map(({ key }) => key), isBothWritten);
  const erased = new ErasedNames(new Anonymity(secret));
  const known = await erasures.erased();
  erased.add(known.contacts, known.customers);
  const rules = rulesOf(detectors);
  const street = new Street({
    memory, store, rules, traces, readSettings: floorFromLog, names: erased.names,
    onUnfoldable: (what, error) => told.note(`Passed over ${what}, a mistake of ours that should be reported: ${error.stack ?? error.message}`),
    onTrouble: (what, error) => told.note(`${what}: ${error.message}`),
  }, traced, clock, told.failed);
  undo.push(() => street.stop());
  // While the log is read again the memory's settings are those of then.
  const floorNow = (): Floor => (street.state.is === 'live' ? memory.floor : desk.floor);
  const pseudonyms = pseudonymsIn(() => floorNow().country);
  const vault = new NumberVault(pseudonyms, sealing, new PgSealedNumbers(dataSource), clock,
    (error) => told.note(`A number for a call-back could not be sealed or dropped: ${error.message}`), () => floorNow().retention.numbersMs,
    async (person) => (await keysOf({ memory, store }, person)).aliases);
  street.onStep((step) => step.live && vault.heed(step.contacts.filter(isOfConcern).map(({ summary }) => concernOf(memory, summary))));
  const shadows = new PgShadowFlags(dataSource);
  const forgetting = setInterval(() => void shadows.forgetBefore(clock.now() - SHADOWS_KEPT).catch(() => undefined), 10 * MINUTE);
  undo.push(() => clearInterval(forgetting));
  const door = new Door(traced, vault, () => street.backlog, erased);
  const work = new WorkAside();
  undo.push(() => work.stop());
  const desk = await FloorInForce.open({
    log: traced, entries: new PgSettingsEntries(dataSource), file: settings.settingsFile, readFile: readSettingsFile, zone: settings.timeZone ?? unnamedFloor.zone,
    mask: maskWith((country) => pseudonymsIn(() => country)), work, note: told.note,
  });
  memory.floor = desk.floor;
  const lab = new LabDesk({
    connection, rules: detectors, runs: new PgLabRuns(dataSource), shadows, clock, floor: floorNow, now: () => Math.max(memory.now, clock.now()), start: startThread, note: told.note,
  });
  undo.push(() => lab.stop());
  const watch = watchFloor(settings.settingsFile, { reload: () => desk.reload(), tell: told.note });
  undo.push(() => watch.stop());
  return {
    settings, clock, dataSource, numbers: vault, places: new PgPlaces(dataSource, clock), pseudonyms, secret, sealing, surveys, removals, erasures, exports, erased, findings, callBacks, placeReadings, refused: new PgRefused(dataSource), sourceRecords: new PgSourceRecords(dataSource), log, store, history, memory, floorNow, floorDesk: desk, lab, street, traces, door,
    access: accessParts(new PgCredentials(dataSource), new PgAudit(dataSource), 'earshot'),
    metrics: new Map(metrics.map((metric) => [metric.id, metric])),
    run: async () => {
      if (settings.rebuild === true) await store.clear(versionOf({ rules }));
      await street.start();
    },
  };
}

/** Of the others nobody is owed a call. */
function isOfConcern({ summary: { loss, callback } }: { readonly summary: ContactSummary }): boolean {
  return loss !== undefined || callback !== undefined;
}

/** As the person's whom the list of calls back names, with the number that they called from. */
function concernOf({ journeys }: Memory, summary: ContactSummary): Concern {
  const number = numberOf(summary);
  return { ...summary, ...(summary.customer === undefined ? {} : { customer: personIn(journeys, summary.customer) }), ...(number === undefined ? {} : { number }) };
}
