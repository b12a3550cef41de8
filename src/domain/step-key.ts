import type { MenuPlace } from './menu-step.js';
import type { ReadingKey } from './metric.js';

/** What a step's key says. */
export interface StepOf {
  readonly flow: string | undefined;
  readonly flowVersion: string | undefined;
  readonly from: MenuPlace;
  readonly to: MenuPlace;
}

/** Senders make up names: past so many they are forgotten and begun anew. */
const MOST = 20_000;
const known = new Map<string, ReadingKey>();

/** `voice/step/%2B493012345/main@7/node%3Amain/queue%3Asupport`. The same string each time, as of every key (`keyOf`). */
export function stepKey(channel: string, entry: string | undefined, { flow, flowVersion, from, to }: StepOf): ReadingKey {
  return learnt(`${channel} ${entry} ${flow} ${flowVersion} ${from} ${to}`, () => [
    channel, 'step', part(entry), flow === undefined && flowVersion === undefined ? '' : `${part(flow)}@${part(flowVersion)}`, part(from), part(to),
  ].join('/'));
}

/** `voice/way/%2B493012345` */
export function wayKey(channel: string, entry: string | undefined): ReadingKey {
  return learnt(`${channel} ${entry}`, () => `${channel}/way/${part(entry)}`);
}

/** With this every key of the steps of one number begins. */
export const stepPrefix = (channel: string, entry: string): string => `${channel}/step/${part(entry)}/`;
export const wayPrefix = (channel: string): string => `${channel}/way/`;
export const entryOfWay = (key: ReadingKey): string => read(key.split('/')[2] ?? '');

export function readStepKey(key: ReadingKey): StepOf {
  const [, , , version = '', from = '', to = ''] = key.split('/');
  const [flow = '', flowVersion = ''] = version.split('@').map(read);
  return { flow: flow === '' ? undefined : flow, flowVersion: flowVersion === '' ? undefined : flowVersion, from: read(from), to: read(to) };
}

/** Of a key too long for the database only its beginning is left, cut wherever it was: that part is told as it stands. */
function read(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Half of a surrogate pair, which no address takes. */
const HALF = /[\ud800-\udfff]/gu;

const part = (text: string | undefined): string => (text === undefined ? '' : encodeURIComponent(text.replace(HALF, '\ufffd')));

function learnt(name: string, make: () => ReadingKey): ReadingKey {
  const found = known.get(name);
  if (found !== undefined) return found;
  if (known.size >= MOST) known.clear();
  const key = make();
  known.set(name, key);
  return key;
}
