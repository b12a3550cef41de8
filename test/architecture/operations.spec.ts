import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { DCLinter } from 'dclint';
import dockerfiles from 'dockerfile-utils';
import { parse } from 'yaml';
import { z } from 'zod';

const file = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
/** What the server exports, and what prom-client adds by itself. */
const exported = ['figures', 'source-figures'].flatMap((name) => [...file(`src/api/${name}.ts`).matchAll(/earshot_[a-z0-9_]+/g)].map(([found]) => found));
const known = new Set([...exported, 'up', 'process_resident_memory_bytes', 'process_cpu_seconds_total', 'nodejs_eventloop_lag_p99_seconds', 'nodejs_heap_size_used_bytes']);
const namesIn = (expression: string): readonly string[] => [...expression.matchAll(/\b(?:earshot|process|nodejs)_[a-z0-9_]+|\bup\b/g)].map(([name]) => name);

test('the rules for Prometheus ask for figures that there are, and each says what to do', () => {
  const { groups } = z.object({ groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string(), labels: z.object({ severity: z.enum(['page', 'ticket']) }), annotations: z.object({ summary: z.string(), do: z.string() }) })) })) }).parse(parse(file('src/operations/alerts.yml')));
  const rules = groups.flatMap((group) => group.rules);
  expect(rules.length).toBeGreaterThan(5);
  expect(rules.flatMap(({ alert, expr }) => namesIn(expr).filter((name) => !known.has(name)).map((name) => `${alert}: ${name}`))).toEqual([]);
  expect(rules.filter(({ expr }) => namesIn(expr).length === 0)).toEqual([]);
});

test('the dashboard shows figures that there are, and all of ours', () => {
  const { panels } = z.object({ panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })) })) }).parse(JSON.parse(file('src/operations/grafana-dashboard.json')));
  const shown = panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => namesIn(expr)));
  expect(shown.filter((name) => !known.has(name))).toEqual([]);
  // Where the log stands says something only beside another figure.
  expect(exported.filter((name) => !shown.includes(name) && name !== 'earshot_log_position')).toEqual([]);
});

test('the image starts the server as package.json does', () => {
  const { scripts: { start } } = z.object({ scripts: z.object({ start: z.string() }) }).parse(JSON.parse(file('package.json')));
  const [, command = ''] = /^CMD (\[.*\])$/m.exec(file('src/operations/Dockerfile')) ?? [];
  expect((JSON.parse(command) as string[]).join(' ')).toBe(start);
  expect(file('docker-compose.yml')).toContain(`exec ${start}'`);
});

test('the containers run without privileges, and nothing of them can be written but what has to be', () => {
  const { services: { earshot, database } } = z.object({ services: z.object({ earshot: z.record(z.string(), z.unknown()), database: z.record(z.string(), z.unknown()) }) }).parse(parse(file('docker-compose.yml')));
  expect(earshot).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'], ports: ['127.0.0.1:3000:3000'], secrets: ['postgres-password'] });
  expect(Object.keys(database['environment'] as object)).toContain('POSTGRES_PASSWORD_FILE');
  expect(file('src/operations/Dockerfile')).toMatch(/^USER node$/m);
});

interface Found {
  readonly rule: string;
  readonly type: string;
  readonly category: string;
  readonly message: string;
}

/** Of the rules of compose files what is about whether they are right and safe; in which order keys stand is ours. Ports are quoted: it sees that only of a list of lines. */
function wrongIn(compose: string): readonly string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'earshot-compose-'));
  const place = path.join(folder, 'docker-compose.yml');
  writeFileSync(place, compose);
  try {
    const linter = new DCLinter({ rules: { 'require-quotes-in-ports': 0 }, quiet: false, debug: false, exclude: [] });
    const found = linter.lintFiles([place], false) as readonly { readonly messages: readonly Found[] }[];
    return found.flatMap(({ messages }) => messages).filter(({ type, category }) => type === 'error' || category !== 'style').map(({ rule, message }) => `${rule}: ${message}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the compose file is one by its schema, and has what its linter asks for', () => {
  const compose = file('docker-compose.yml');
  expect(wrongIn(compose)).toEqual([]);
  expect(wrongIn(compose.replace('read_only: true', 'readonly: true')).join()).toMatch(/^invalid-schema: .*\/services\/earshot/);
  expect(wrongIn(compose.replace('image: postgres:18', 'image: postgres')).join()).toMatch(/version/i);
});

test('the Dockerfile is one by its linter', () => {
  const image = file('src/operations/Dockerfile');
  expect(dockerfiles.validate(image, {})).toEqual([]);
  expect(dockerfiles.validate(image.replace('WORKDIR /app', 'WORKDIRR /app'), {})).not.toEqual([]);
});
