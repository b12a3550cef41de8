import { Graph, layout } from '@dagrejs/dagre';
import type { IntendedAt, IntendedCompared } from '../../../contract/intended.js';
import type { MenuEdgeView, MenuPlaceView, MenuView } from '../../../contract/menus.js';

export const BOX = { width: 176, height: 62 };

export interface PlacedNode {
  readonly place: MenuPlaceView;
  /** `meant`: the author has it, and nobody came. `unknown`: callers come, and the author does not know it. */
  readonly is: 'seen' | 'meant' | 'unknown';
  /** Of its left upper corner. */
  readonly x: number;
  readonly y: number;
}

export interface PlacedEdge {
  readonly edge: MenuEdgeView;
  readonly path: string;
  readonly label: { readonly x: number; readonly y: number };
  /** 0 to 1, of the busiest. */
  readonly weight: number;
  /** `meant`: the author has it, and nobody takes it. `unforeseen`: the other way round. */
  readonly is: 'seen' | 'meant' | 'unforeseen';
}

export interface Laid {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
}

/** Whoever leaves for good is told at the node they left: lines to one place where all of them end would hide the rest. */
const isExit = (id: string): boolean => id === 'hung-up' || id === 'sent-away' || id === 'over';

const name = ({ from, to }: Pick<MenuEdgeView, 'from' | 'to'>): string => JSON.stringify([from, to]);

/**
 * From left to right. `least`: steps that a smaller share took are left out, and places that only they lead to. `compared`: with what
 * the author meant beside it, and however rare what they did not.
 */
export function lay({ places: seen, edges: walked }: Pick<MenuView, 'places' | 'edges'>, least: number, compared: IntendedCompared | null = null): Laid {
  const unforeseen = new Set(compared?.unforeseen.map(({ from, to }) => name({ from: from.id, to: to.id })));
  const unknown = new Set(compared?.unknown.map(({ place }) => place.id));
  const meant = compared === null ? noneMeant : meantBeside(compared, seen);
  const [places, edges] = [[...seen, ...meant.places], [...walked, ...meant.edges]];
  const isMeant = new Set(meant.edges.map(name));
  const shown = edges.filter((edge) => !isExit(edge.to) && (edge.share >= least || isMeant.has(name(edge)) || unforeseen.has(name(edge))));
  const named = new Set(['start', ...shown.flatMap(({ from, to }) => [from, to])]);
  const graph = new Graph().setGraph({ rankdir: 'LR', nodesep: 16, ranksep: 84, edgesep: 12, marginx: 8, marginy: 8 }).setDefaultEdgeLabel(() => ({}));
  const empty = new Set(meant.places.map(({ id }) => id));
  const drawn = places.filter(({ id, now }) => named.has(id) || now > 0 || empty.has(id));
  for (const { id } of drawn) graph.setNode(id, { ...BOX });
  for (const { from, to, passes } of shown) if (from !== to) graph.setEdge(from, to, { weight: Math.log2(1 + passes), width: 34, height: 14, labelpos: 'c' });
  layout(graph);
  const most = Math.max(1, ...shown.map(({ passes }) => passes));
  const { width = BOX.width, height = BOX.height } = graph.graph() as { width?: number; height?: number };
  return {
    width, height,
    nodes: drawn.map((place) => {
      const at = graph.node(place.id) as { x: number; y: number };
      return { place, is: empty.has(place.id) ? 'meant' : unknown.has(place.id) ? 'unknown' : 'seen', x: at.x - BOX.width / 2, y: at.y - BOX.height / 2 };
    }),
    edges: shown.filter(({ from, to }) => from !== to).map((edge) => {
      const { points, x, y } = graph.edge(edge.from, edge.to) as { points: readonly Point[]; x: number; y: number };
      return { edge, path: curve(points), label: { x, y }, weight: Math.sqrt(edge.passes / most), is: isMeant.has(name(edge)) ? 'meant' : unforeseen.has(name(edge)) ? 'unforeseen' : 'seen' };
    }),
  };
}

interface Meant {
  readonly places: readonly MenuPlaceView[];
  readonly edges: readonly MenuEdgeView[];
}

const noneMeant: Meant = { places: [], edges: [] };

/** What the author meant and nobody does: nodes that nobody reaches, and ways that nobody takes, under the names that are seen. */
function meantBeside({ unreached, untaken, renamed }: IntendedCompared, seen: readonly MenuPlaceView[]): Meant {
  const known = new Set(seen.map(({ id }) => id));
  const seenAs = new Map(renamed.map(({ observed, intended }) => [intended.id, observed.id]));
  const as = ({ id }: IntendedAt): string => seenAs.get(id) ?? id;
  const edges = untaken.filter(({ from, to }) => as(from) !== as(to)).map(({ from, to, key }): MenuEdgeView => ({ from: as(from), to: as(to), passes: 0, share: 0, key, medianMs: null }));
  const ends = untaken.flatMap(({ from, to }) => [from, to]).filter((place) => !known.has(as(place)));
  const empty = new Map([...unreached, ...ends].map((place) => [as(place), place]));
  return { edges: [...new Map(edges.map((edge) => [name(edge), edge])).values()], places: [...empty].map(([id, place]) => emptyPlace(id, place.name)) };
}

function emptyPlace(id: string, called: string): MenuPlaceView {
  const kind = id.startsWith('node:') ? 'node' : id.startsWith('queue:') ? 'queue' : id === 'agent' ? 'agent' : 'end';
  return { id, name: called, kind, visits: 0, now: 0, hungUp: 0, hungUpShare: null, againShare: null, noInput: 0, noMatch: 0, zeroOuts: 0, medianMs: null, p90Ms: null, contained: null };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Through the middles of the lines between the points, so that no corner shows. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (!first || !last) return '';
  const bends = rest.slice(0, -1).map((point, place) => {
    const next = rest[place + 1] as Point;
    return `Q${point.x},${point.y} ${(point.x + next.x) / 2},${(point.y + next.y) / 2}`;
  });
  return `M${first.x},${first.y} ${bends.join(' ')} L${last.x},${last.y}`;
}
