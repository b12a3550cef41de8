import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, symlink } from 'node:fs/promises';
import path from 'node:path';

interface Link {
  /** "native/lib/libpq.so.5.18" */
  readonly source: string;
  /** "native/lib/libpq.so.5" */
  readonly target: string;
}

/**
 * npm packages cannot hold symbolic links, so the package makes its own after installing; where install scripts are
 * switched off (a common hardening) they are missing and PostgreSQL cannot load a library.
 * Answers the extra folder to look for libraries in, where the package's own folder is read-only.
 */
export async function linkLibraries(home: string, spareFolder: string): Promise<string | undefined> {
  const missing = (await linksOf(home)).filter(link => !existsSync(at(home, link.target)));
  if (missing.length === 0) return undefined;
  try {
    for (const link of missing) await makeLink(path.basename(link.source), at(home, link.target));
    return undefined;
  } catch {
    await mkdir(spareFolder, { recursive: true, mode: 0o755 });
    for (const link of missing) {
      await makeLink(at(home, link.source), path.join(spareFolder, path.basename(link.target)));
    }
    return spareFolder;
  }
}

async function linksOf(home: string): Promise<readonly Link[]> {
  const list = path.join(home, 'pg-symlinks.json');
  return existsSync(list) ? JSON.parse(await readFile(list, 'utf8')) as Link[] : [];
}

function at(home: string, file: string): string {
  return path.join(home, '..', file);
}

async function makeLink(to: string, from: string): Promise<void> {
  // A link that points nowhere does not "exist", but stands in the way.
  await rm(from, { force: true });
  await symlink(to, from).catch((error: NodeJS.ErrnoException) => {
    // Another start made it a moment ago.
    if (error.code !== 'EEXIST') throw error;
  });
}
