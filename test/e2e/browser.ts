import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import bundled from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

// The npm package's own arguments are for a cloud function: --single-process ends the browser with its first page.

/** An installed Chromium, else the one in the npm package, with the libraries it brings for machines that lack them. */
export async function openBrowser(): Promise<Browser> {
  const found = installed.find((path) => existsSync(path));
  if (found !== undefined) return chromium.launch({ executablePath: found, args: quiet });
  return chromium.launch({ executablePath: await bundled.executablePath(), args: quiet, env: { LD_LIBRARY_PATH: libraries() } });
}

function libraries(): string {
  const into = join(tmpdir(), 'earshot-chromium-libraries');
  const lib = join(into, 'lib');
  if (existsSync(lib)) return lib;
  mkdirSync(into, { recursive: true });
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const root = entry.slice(0, entry.lastIndexOf(`${join('chromium', 'build')}`)) + 'chromium';
  execFileSync('tar', ['-x', '-C', into], { input: brotliDecompressSync(readFileSync(join(root, 'bin', 'al2023.tar.br'))) });
  return lib;
}
