import type { StandIns } from '../ports/recording.js';
import { unpacked } from './unpacked.js';

/** Deeper than any sender needs. */
const DEEPEST = 24;
const SECRET = /secret|token|passw|pwd$|signature|api.?key|cookie|credential|^auth(?!or)|bearer/i;
const MEASURE = /(?:ms|millis|seconds?|secs?|duration|length|position|count|size|bytes|level|sequence|version|wait|waited|total|priority|status)$/i;
const TYPED = /digit|dtmf|typed|keyed|pressed|^keys?$|pin$|pin_|passcode|(?:user|stored|customer)_?input|^results$|^answer$/i;
const SPOKEN = /speech|utterance|transcript|^text$|comment|^notes?$|remark|description|^subject_?line$|^body$/i;
const PARTY = /^(?:from|to|ani|dnis|cli|caller|callee|called|calling|number|phone|msisdn|contact_?uri|address)$|(?:number|phone|_?cid|callerid|caller_id|uri)$/i;
const SOMEONE = /agent|user|member|operator|login|customer|caller|person|employee|worker|participant|supervisor|contact_?name|dequeuer|paid$/i;
const A_NAME = /^(?:name|id|login|username|email|mail|display|display_?name|first_?name|last_?name|full_?name|nick|handle)$/i;
const NAMED_THING = /friendly|queue|menu|node|flow|event|application|app|skill|campaign|carrier|trunk|module|step|state|activity|task|source|type|channel|team|group|site|topic|offer|reason|disposition|outcome|label|purpose|direction|mode|kind|role|relation|status|identifier|block/i;
const WHEREABOUTS = /^(?:from|to|caller|called)_?(?:city|zip|state|postal)/i;

export interface Scrubbing {
  readonly standIns: StandIns;
  /** Words of the mapping by which it is read: they are the platform's own. */
  readonly vocabulary: ReadonlySet<string>;
  /** Names of fields that the mapping reads; what stands in others is nobody's business. Undefined: a platform whose fields are known. */
  readonly read?: ReadonlySet<string> | undefined;
  /** The call that it is about, as far as it says. */
  readonly call: string;
}

/** One value under its field's name, and what stands in it. */
export function scrubbedValue(sent: unknown, on: Scrubbing, path: readonly string[] = []): unknown {
  const field = path.at(-1) ?? '';
  if (SECRET.test(field) || WHEREABOUTS.test(field)) return 'removed';
  if (typeof sent === 'string') return textIn(sent, on, path);
  if (typeof sent === 'number') return numberIn(sent, on, path);
  if (typeof sent !== 'object' || sent === null) return sent;
  if (path.length >= DEEPEST) return null;
  if (Array.isArray(sent)) return sent.map((each) => scrubbedValue(each, on, path));
  return Object.fromEntries(Object.entries(sent).map(([name, value]) => [on.standIns.text(name), scrubbedValue(value, on, [...path, name])]));
}

function numberIn(sent: number, { standIns, call }: Scrubbing, path: readonly string[]): unknown {
  const field = path.at(-1) ?? '';
  if (TYPED.test(field)) return Number.isInteger(sent) && sent >= 0 ? Number(standIns.typed(call, String(sent))) : sent;
  if (MEASURE.test(field) || !Number.isSafeInteger(sent)) return sent;
  const text = String(sent);
  const stand = standIns.text(text);
  return stand === text ? sent : /^\d+$/.test(stand) ? Number(stand) : stand;
}

function textIn(sent: string, on: Scrubbing, path: readonly string[]): unknown {
  const [above = '', field = ''] = [path.at(-2), path.at(-1)];
  const { standIns, vocabulary, call } = on;
  // A key that the mapping lists is still one that a caller typed.
  if (sent === '' || (vocabulary.has(sent) && !TYPED.test(field))) return sent;
  const nested = nestedIn(sent, on, path);
  if (nested !== undefined) return nested;
  // What a menu offers was typed by whoever made it.
  if (TYPED.test(field)) return path.includes('options') ? sent : standIns.typed(call, sent);
  if (SPOKEN.test(field)) return sent.replaceAll(/[\p{L}\p{N}]/gu, 'x');
  if (PARTY.test(field) && !isId(sent)) return partyIn(sent, standIns);
  const isOfSomeone = SOMEONE.test(field) && !NAMED_THING.test(field) || (A_NAME.test(field) && SOMEONE.test(above) && !NAMED_THING.test(above));
  if (isOfSomeone && !isId(sent) && !/(?:time|stamp|at|date)$/i.test(field)) return standIns.person(sent);
  if (/name$/i.test(field) && !NAMED_THING.test(field) && !NAMED_THING.test(above)) return standIns.person(sent);
  if (on.read !== undefined && !path.some((name) => on.read?.has(name))) return standIns.text(sent).replaceAll(/[\p{L}\p{N}]/gu, 'x');
  const isThing = NAMED_THING.test(field) || (A_NAME.test(field) && NAMED_THING.test(above));
  const words = sent.trim().split(/\s+/).length;
  // Two words in a field that nobody knows may be someone's name, many of them a remark about someone.
  if (isThing || words < 2) return standIns.text(sent);
  return words > 4 ? standIns.text(sent).replaceAll(/\p{L}/gu, 'x') : standIns.person(sent);
}

/** A number, an address with a number in it, or a name. */
function partyIn(sent: string, standIns: StandIns): string {
  if (/@|[/<]/.test(sent)) return standIns.text(sent.replace(/^\s*"[^"]*"\s*/, ''));
  return /^[+\d\s()./-]+$/.test(sent) || /^(?:sips?|tel):/i.test(sent) ? standIns.number(sent) : standIns.person(sent);
}

/** What platforms pack into a text: JSON, also in base64 and gzip'd. Packed again as it was; what cannot be looked into does not leave. */
function nestedIn(sent: string, on: Scrubbing, path: readonly string[]): string | undefined {
  const packed = unpacked(sent);
  if (packed === undefined) return undefined;
  try {
    const inner = JSON.parse(packed.text) as unknown;
    return packed.again(JSON.stringify(scrubbedValue(inner, { ...on, call: callIn(inner) || on.call }, path.slice(0, -1))));
  } catch {
    return packed.isOpaque ? 'removed' : undefined;
  }
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) || /^[A-Z]{2}[0-9a-f]{32}$/i.test(text) || text.startsWith('arn:');
}

/** Which call a thing is about: the first id of one that it names, in itself or just below. */
export function callIn(sent: unknown, depth = 0): string {
  if (typeof sent !== 'object' || sent === null || depth > 2) return '';
  for (const [name, value] of Object.entries(sent)) {
    if (/^(?:subject|call|(?:parent_?)?call_?sid|contact_?id|conversation_?id|call_?id|interaction_?id)$/i.test(name) && typeof value === 'string') return value;
  }
  for (const value of Object.values(sent)) {
    const below = callIn(value, depth + 1);
    if (below !== '') return below;
  }
  return '';
}
