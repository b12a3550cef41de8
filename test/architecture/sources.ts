import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..', '..');

/** One of our source files: its path from `src/` and what it imports. */
export interface Source {
  /** `store/postgres-log.ts` */
  readonly file: string;
  /** The part it belongs to: its first folder, for ingest the source's own (`ingest/asterisk`), for files on top the file itself. */
  readonly part: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

/** A file of ours (`domain/event.ts`, from `src/`; outside it begins with `../`), or a package (`pg`, `node:fs`). */
export type Import = ({ readonly file: string } | { readonly from: string }) & { readonly isTypeOnly: boolean; readonly isLazy: boolean };

/** All TypeScript and Svelte files of `src/`. */
export function sources(): readonly Source[] {
  return readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => /\.(ts|svelte)$/.test(file) && !/(^|\/)(node_modules|dist)\//.test(file))
    .toSorted()
    .map(read);
}

export function isSpec({ file }: Source): boolean {
  return file.endsWith('.spec.ts');
}

export function isGenerated({ file, text }: Source): boolean {
  return file.endsWith('.generated.ts') || text.startsWith('// Generated');
}

/** The code without comments: what a rule forbids may be talked about. */
export function codeOf({ text }: Source): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

function read(file: string): Source {
  const text = readFileSync(path.join(root, 'src', file), 'utf8');
  const imports = [...text.matchAll(/^\s*(?:import|export)\s(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm)]
    .map((found) => ({ ...importOf(file, found[1] ?? found[2] ?? ''), isTypeOnly: /^\s*(import|export)\s+type\s/.test(found[0]), isLazy: found[2] !== undefined }));
  return { file, part: partOf(file), text, imports };
}

function importOf(file: string, specifier: string): { readonly file: string } | { readonly from: string } {
  if (!specifier.startsWith('.')) return { from: specifier };
  const target = path.posix.join(path.posix.dirname(file), specifier.replace(/\?.*$/, ''));
  const candidates = [target.replace(/\.js$/, '.ts'), `${target}.ts`, `${target}/index.ts`, target];
  return { file: candidates.find((each) => existsSync(path.join(root, 'src', each))) ?? target };
}

export function partOf(file: string): string {
  const [first = '', second = '', ...rest] = file.split('/');
  return first === 'ingest' && rest.length > 0 ? `ingest/${second}` : first;
}
