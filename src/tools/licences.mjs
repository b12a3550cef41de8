import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** `npm run licences`: every package of the lockfile with its licence, those that run first. `--json` for machines. */

/** Without a licence in their package.json, in the words of the file LICENSE that lies beside it. */
const inTheirFile = { busboy: 'MIT', streamsearch: 'MIT', 'xmlhttprequest-ssl': 'MIT' };

/** @returns {{ name: string, version: string, licence: string, runs: boolean, deprecated: string | undefined }[]} */
export function packagesIn(lock) {
  return Object.entries(lock.packages).filter(([path]) => path !== '').map(([path, { version, license, dev, devOptional, deprecated }]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    return { name, version, licence: license ?? inTheirFile[name] ?? 'unknown', runs: dev !== true && devOptional !== true, deprecated };
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const packages = packagesIn(JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')));
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(packages, null, 2)}\n`);
  else {
    for (const runs of [true, false]) {
      const those = packages.filter((each) => each.runs === runs);
      process.stdout.write(`${runs ? 'What runs' : 'For building and testing'}: ${those.length} packages\n`);
      for (const licence of [...new Set(those.map((each) => each.licence))].sort()) {
        process.stdout.write(`  ${licence}: ${[...new Set(those.filter((each) => each.licence === licence).map(({ name, version }) => `${name} ${version}`))].sort().join(', ')}\n`);
      }
    }
  }
}
