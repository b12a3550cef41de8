import { expect, test } from '@jest/globals';
import { joined, pageOf } from './table.js';
import type { SpecRun } from './table.js';

const on = '2 cores';
const run = (name: string, status: 'passed' | 'failed', ...tests: readonly (readonly [title: string, status: string])[]): SpecRun => ({
  name: `/here/test/trust/${name}.spec.ts`, status, message: '', assertionResults: tests.map(([title, each]) => ({ title, status: each })),
});
const line = (name: string, figure: string) => ({ spec: `/here/test/trust/${name}.spec.ts`, promise: `kept by ${name}`, rounds: '3', figure });

test('a spec that ran again says its new figure, and the others stay', () => {
  const first = joined({}, [run('kill', 'passed', ['holds', 'passed']), run('door', 'passed')], [line('kill', '0 lost'), line('door', '0 in')], on);
  const second = joined(first, [run('kill', 'passed', ['holds', 'passed'])], [line('kill', '0 lost of more')], on);
  expect(second['kill']?.kept).toEqual([{ promise: 'kept by kill', rounds: '3', figure: '0 lost of more' }]);
  expect(second['door']).toBe(first['door']);
});

test('a spec that failed keeps no figure, not even its old one, and is named', () => {
  const first = joined({}, [run('kill', 'passed', ['holds', 'passed'])], [line('kill', '0 lost')], on);
  const second = joined(first, [run('kill', 'failed', ['holds', 'failed'], ['starts', 'passed'])], [line('kill', '0 lost')], on);
  expect(second['kill']).toEqual({ passed: 1, failed: ['holds'], skipped: [], kept: [], on });
  expect(pageOf(second)).toContain('| kill | 1 | **holds** |  |');
  expect(pageOf(second)).not.toContain('0 lost');
});

test('what could not run here is told with its reason, and a spec that did not even load with its error', () => {
  const broken = { ...run('kill', 'failed'), message: '\n  ● Test suite failed to run\n more' };
  const page = pageOf(joined({}, [broken, run('power', 'passed', ['is skipped: no gcc', 'pending'])], [], on));
  expect(page).toContain('| kill | 0 | **● Test suite failed to run** |  |');
  expect(page).toContain('| power | 0 |  | is skipped: no gcc |');
});
