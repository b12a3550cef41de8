import type { DataSource } from 'typeorm';
import type { LabRun, LabRunLine, LabRuns } from '../ports/rule-lab.js';
import { toColumn } from './state/column.js';

/** Runs that are kept: each is some 50 kB. */
const KEPT = 100;

export class PgLabRuns implements LabRuns {
  constructor(private readonly dataSource: DataSource) {}

  async add(run: LabRun): Promise<void> {
    await this.dataSource.query('INSERT INTO lab_run (id, started_at, line, body) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING', [run.id, run.startedAt, JSON.stringify(lineOf(run)), JSON.stringify(run)]);
    await this.dataSource.query('DELETE FROM lab_run WHERE id IN (SELECT id FROM lab_run ORDER BY started_at DESC, id DESC OFFSET $1)', [KEPT]);
  }

  /** Index: lab_run_started, backwards. */
  async newest(limit: number): Promise<readonly LabRunLine[]> {
    const rows = await this.dataSource.query<{ line: string }[]>('SELECT line FROM lab_run ORDER BY started_at DESC, id DESC LIMIT $1', [limit]);
    return rows.map(({ line }) => JSON.parse(line) as LabRunLine);
  }

  async find(id: string): Promise<LabRun | undefined> {
    const [row] = await this.dataSource.query<{ body: string }[]>('SELECT body FROM lab_run WHERE id = $1', [toColumn(id)]);
    return row === undefined ? undefined : JSON.parse(row.body) as LabRun;
  }
}

function lineOf({ state, ...rest }: LabRun): LabRunLine {
  return { ...rest, endedAt: state.is === 'running' ? rest.startedAt : state.endedAt, failed: state.is === 'failed' };
}
