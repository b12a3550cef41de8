import { createHash } from 'node:crypto';
import type { PublicStep, PublicTimes, PublicWay } from '../../domain/way-to-a-person.js';
import { MINUTE, SECOND } from '../../domain/time.js';
import type { Millis } from '../../domain/time.js';

/** All that anybody is told of one number. Times are rounded, counts are none. */
export interface Reach {
  readonly number: string;
  readonly name: string;
  /** By its calendar; undefined where it has none. */
  readonly isOpen: boolean | undefined;
  /** Undefined: unknown. */
  readonly way: PublicWay | undefined;
  /** To the first agent, from the call's start, over the last four weeks; and in this hour of those weeks. */
  readonly usual: PublicTimes | undefined;
  readonly now: PublicTimes | undefined;
  /** "Tuesdays from 14:00 to 15:00" */
  readonly hour: string;
}

/** It stands in the page, and only it: the page's policy names its hash. */
const STYLE = `:root{color-scheme:light dark;background:Canvas;color:CanvasText}body{margin:0 auto;max-width:34rem;padding:1rem;font:1.05rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.1rem;margin:1.5rem 0 .3rem}ol{padding-inline-start:1.4rem}kbd{font:inherit;font-weight:700;padding:.05rem .5rem;border:1px solid;border-radius:.3rem}footer{margin-top:2rem;font-size:.9rem}`;
export const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Plain HTML: it works without a script, in a frame, and read aloud. */
export function reachPage({ number, name, isOpen, way, usual, now, hour }: Reach): string {
  const title = `How to reach a person at ${escaped(name)}`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${STYLE}</style></head>
<body>
<main>
<h1>${title}</h1>
${isOpen === false ? '<p><strong>Closed now.</strong></p>\n' : ''}<h2>The shortest way</h2>
${wayText(number, way)}
<h2>How long it takes</h2>
${timesText(usual, now, hour)}
</main>
<footer><p>From the calls of the last four weeks. Times are rounded; where too few called, nothing is told.</p></footer>
</body>
</html>
`;
}

function wayText(number: string, way: PublicWay | undefined): string {
  const call = `<li>Call ${number === name(number) ? escaped(number) : `<a href="tel:${escaped(number)}">${escaped(number)}</a>`}.</li>`;
  if (way === undefined) return `<ol>${call}</ol>\n<p>Which keys lead to a person soonest is not known: too few calls show it.</p>`;
  return `<ol>${call}${way.steps.map(stepText).join('')}</ol>\n<p>Then you are in the queue, or with a person. The menu takes ${about(way.ms)} that way.</p>`;
}

/** Only what can be dialled becomes a link. */
const name = (number: string): string => (/^\+?\d{3,20}$/.test(number) ? '' : number);

const stepText = (step: PublicStep): string => (step.is === 'press' ? `<li>Press <kbd>${escaped(step.key)}</kbd>.</li>` : '<li>Wait; no key is needed.</li>');

function timesText(usual: PublicTimes | undefined, now: PublicTimes | undefined, hour: string): string {
  if (usual === undefined) return '<p>Not known: too few calls show it.</p>';
  const said = (of: PublicTimes): string => `half of all callers reached a person within ${about(of.half)} of calling, nine of ten within ${about(of.nineOfTen)}`;
  return `${now === undefined ? '' : `<p>Usually at this time (${escaped(hour)}): ${said(now)}.</p>\n`}<p>At any time: ${said(usual)}.</p>`;
}

/** Up to the next ten seconds under a minute and a half, then to the next minute: nobody's own time can be read from it. */
export function about(ms: Millis): string {
  if (ms <= 90 * SECOND) return `${Math.max(1, Math.ceil(ms / (10 * SECOND))) * 10} seconds`;
  const minutes = Math.ceil(ms / MINUTE);
  return `${minutes} minutes`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

/** What anybody is told who asks for a number of which nothing is public: the same whether or not we have it. */
export const nowhere = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Nothing here</title><style>${STYLE}</style></head>
<body><main><h1>Nothing here</h1><p>There is no public page at this address.</p></main></body></html>
`;
