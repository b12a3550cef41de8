import { arch, cpus, totalmem } from 'node:os';

/** What figures were measured on, in a line. */
export function thisMachine(): string {
  return `${cpus().length} cores (${cpus()[0]?.model.trim() ?? arch()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
}
