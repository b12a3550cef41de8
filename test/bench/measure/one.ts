import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Results } from './report.js';

/** Runs the one benchmark that the command line names, and writes down what it answers. */
const [file = '', answer = ''] = process.argv.slice(2);
const { bench } = await import(pathToFileURL(file).href) as { bench: () => Promise<Results> };
writeFileSync(answer, JSON.stringify(await bench()));
// What a benchmark leaves open must not keep the next one waiting.
process.exit(0);
