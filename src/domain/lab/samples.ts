import type { LabSample } from './result.js';
import type { JudgedContact } from './tally.js';

type Change = LabSample['is'];
interface Sample extends LabSample { readonly lot: number }
export type Samples = Readonly<Record<Change, Sample[]>>;

const MOST = 20;
/** Of each kind where there are enough: what would change is what wants looking at. */
const SHARES: readonly (readonly [Change, number])[] = [['added', 8], ['gone', 6], ['same', 6]];

/** Keeps the twenty of the lowest lot: drawn by chance, and the same ones in every run. */
export function offerSample(samples: Samples, is: Change, { id, startedAt, queue, inForce, draft, aftermath, mark }: JudgedContact): void {
  const kept = samples[is];
  const lot = lotOf(id);
  const last = kept.at(-1);
  if (kept.length >= MOST && last !== undefined && lot >= last.lot) return;
  const flag = (is === 'gone' ? inForce : draft).find(({ retractedAt }) => retractedAt === undefined);
  if (flag === undefined) return;
  const sample: Sample = {
    contact: flag.of === undefined ? id : flag.contact, ...(flag.of === undefined ? {} : { of: flag.of }), is, startedAt, queue, because: flag.because, severity: flag.severity, shown: aftermath.shown.map(({ kind }) => kind), mark: mark ?? null, lot,
  };
  keep(kept, sample);
}

/** Those of other contacts: the twenty of the lowest lot among both. */
export function addSamples(samples: Samples, others: Samples): void {
  for (const [is] of SHARES) for (const sample of others[is]) keep(samples[is], sample);
}

function keep(kept: Sample[], sample: Sample): void {
  kept.splice(kept.findLastIndex((each) => each.lot <= sample.lot) + 1, 0, sample);
  if (kept.length > MOST) kept.pop();
}

export function samplesIn(samples: Samples): readonly LabSample[] {
  const taken = SHARES.flatMap(([is, share]) => samples[is].slice(0, share));
  const rest = SHARES.flatMap(([is, share]) => samples[is].slice(share));
  const order = SHARES.map(([is]) => is);
  return [...taken, ...rest.slice(0, MOST - taken.length)]
    .toSorted((a, b) => order.indexOf(a.is) - order.indexOf(b.is) || a.startedAt - b.startedAt).map(({ lot: _, ...sample }) => sample);
}

/** FNV-1a (G. Fowler, L. C. Noll, P. Vo): the same number for the same text, and evenly spread. */
export function lotOf(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01_00_01_93);
  return hash >>> 0;
}
