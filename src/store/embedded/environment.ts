import process from 'node:process';

/**
 * PostgreSQL's processes get nothing of our environment that could change them (PGDATA, LC_ALL, …) or that is a secret.
 * This is not configuration, so it is not read through src/config.
 */
export function environment(libraries?: string): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'];
  const inherited = Object.fromEntries(kept.flatMap(name => (process.env[name] ? [[name, process.env[name]]] : [])));
  const librariesVariable = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH';
  return { ...inherited, LC_ALL: 'C', TZ: 'UTC', ...(libraries ? { [librariesVariable]: libraries } : {}) };
}
