// Begins a rule: `npm run new:detector call-dropped` writes its three files from a plain skeleton, whose spec fails until the rule is written.
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';

const [name, ...more] = process.argv.slice(2);
const folder = path.join(import.meta.dirname, '..', 'detectors');
const refusal = refuse(name, more);
if (refusal) {
  console.error(refusal);
  process.exit(1);
}

const id = camel(name);
const files = { [`${name}.ts`]: rule(), [`${name}.spec.ts`]: spec(), [`${name}.md`]: page() };
for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text);
execFileSync(process.execPath, [path.join(import.meta.dirname, 'generate.mjs')], { stdio: 'inherit' });
for (const file of Object.keys(files)) console.log(`wrote src/detectors/${file}`);
console.log(`Now write the rule, until its spec passes: npm test -- src/detectors/${name}.spec.ts`);

function refuse(given, rest) {
  if (given === undefined || rest.length > 0) return 'Name one rule: npm run new:detector call-dropped';
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(given)) return `"${given}" is no name for a rule: small letters and digits, words joined by hyphens, such as call-dropped.`;
  if (existsSync(path.join(folder, `${given}.ts`))) return `There is a rule "${given}" already: src/detectors/${given}.ts. Choose another name, or change that one and raise its version.`;
  return undefined;
}

function rule() {
  return `import { contactDetector, quiet } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import { movesQueues } from '../domain/moves.js';
import { clock, seconds } from '../domain/time.js';

export const ${id} = contactDetector({
  id: '${name}',
  version: 1,
  title: '${title(name)}',
  class: 'note',
  rule: 'Say in one line when this is raised.',
  action: 'Say what someone can do about it.',
  options: {
    after: { default: 60, min: 0, max: 3_600, says: 'The seconds in a queue before it counts.' },
  },
  // The event types that can change the answer: the rule is not asked at any other.
  on: movesQueues,
  ask(contact, { floor, options }) {
    // Replace this example: it notes every stay in a queue of more than \`after\` seconds.
    if (contact.visits.length === 0) return quiet;
    return {
      raised: contact.visits.flatMap((visit) => {
        const { queue, leftAt, waitMs } = visit;
        if (leftAt === undefined || waitMs === undefined || waitMs <= seconds(options(queue).after)) return [];
        return [{
          subject: visit.id, since: leftAt, until: leftAt, severity: 'note',
          because: \`was in \${nameOf(floor.queues, queue)} for \${clock(waitMs)}\`,
          place: { queue },
        }];
      }),
    };
  },
});
`;
}

function spec() {
  return `import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { caller, flagsOf, hangsUp, queues } from '../../test/support/story.js';
import { ${id} } from './${name}.js';

const rule = [${id}];
const story = caller().at(0, queues('support')).at(90, hangsUp());

test('notes what it is for', () => {
  expect(flagsOf(story, rule)).toEqual([{
    rule: '${name}', subject: 'support#1', since: seconds(90), until: seconds(90), severity: 'note',
    because: 'tell the evidence in numbers', place: { queue: 'support' },
  }]);
});

test('stays quiet for the false alarm that comes to mind first', () => {
  expect(flagsOf(caller().at(0, queues('support')).at(30, hangsUp()), rule)).toEqual([]);
});

test('takes the note back when a late event shows it wrong', () => {
  expect(flagsOf(story.at(20, hangsUp()), rule)).toEqual([]);
});
`;
}

function page() {
  return `# ${title(name)}

**Flags when** …

**Why it matters.** …

**What to do.** …

## Options

Durations are in seconds.

<!-- options -->
<!-- /options -->

## Example

> tell the evidence in numbers

## False alarms

…

## Silent for

…
`;
}

function title(text) {
  const words = text.replaceAll('-', ' ');
  return words[0].toUpperCase() + words.slice(1);
}

function camel(text) {
  return text.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}
