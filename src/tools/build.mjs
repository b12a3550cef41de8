// Builds the server (nest build) and the board (vite build) into dist/.
// With --if-changed it looks first whether a source is newer than the last build, so that `npm start` costs nothing when nothing changed.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const stamp = path.join(root, 'dist', '.built');

/** Every source that goes into the build, with its size and time: one text that changes when any of them does. */
function fingerprint(folder) {
  const lines = [];
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || entry.name.endsWith('.spec.ts')) continue;
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    const { size, mtimeMs } = statSync(file);
    lines.push(`${path.relative(root, file)} ${size} ${Math.round(mtimeMs)}`);
  }
  return lines.sort().join('\n');
}

function isBuilt(sources) {
  try {
    return readFileSync(stamp, 'utf8') === sources;
  } catch {
    return false;
  }
}

function run(script, args) {
  try {
    execFileSync(process.execPath, [path.join(root, 'node_modules', script), ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    process.stderr.write(`${error.stdout ?? ''}${error.stderr ?? ''}\nThe build stopped in ${script}. Mend what it names above and run it again.\n`);
    process.exit(1);
  }
}

const sources = `${fingerprint(path.join(root, 'src'))}\n${readFileSync(path.join(root, 'package-lock.json'), 'utf8').length}`;
if (!process.argv.includes('--if-changed') || !isBuilt(sources)) {
  process.stderr.write('Building Earshot …\n');
  rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  mkdirSync(path.join(root, 'dist'), { recursive: true });
  run('@nestjs/cli/bin/nest.js', ['build']);
  cpSync(path.join(root, 'src/demo/floor.yaml'), path.join(root, 'dist/demo/floor.yaml'));
  run('vite/bin/vite.js', ['build', '--config', 'src/board/vite.config.ts', '--logLevel', 'error']);
  writeFileSync(stamp, sources);
}
