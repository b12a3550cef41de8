import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';

// The built server whose PostgreSQL gets what this process has before libc: Earshot hands on nothing of its environment.
// With DISK_SYNCS=off PostgreSQL does not sync, to see that a cut then loses something.
const { spawn } = childProcess;
const { LD_PRELOAD, DISK_ROOT, DISK_JOURNAL, DISK_FULL, DISK_SYNCS } = process.env;
const said = (arg) => (arg === 'fsync=on' ? `fsync=${DISK_SYNCS ?? 'on'}` : arg);
childProcess.spawn = (file, args, options) => (
  args.includes('-D') ? spawn(file, args.map(said), { ...options, env: { ...options.env, LD_PRELOAD, DISK_ROOT, DISK_JOURNAL, DISK_FULL } }) : spawn(file, args, options)
);
syncBuiltinESMExports();
await import('../../../dist/main.js');
