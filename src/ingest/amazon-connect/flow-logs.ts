import { ok, refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import type { Instant } from '../../domain/time.js';
import { fact, known } from '../fact.js';
import type { DataOf, Fact } from '../fact.js';
import { nameInArn, objectIn, preciselyIn, textIn } from './fields.js';
import type { Fields } from './fields.js';

/** One line of a flow's log: a block, and what came of it where it asked the caller something. */
export interface Block {
  readonly contact: string;
  readonly at: Instant;
  readonly kind: string;
  readonly node: string;
  readonly flow: string | undefined;
  readonly flowName: string | undefined;
  readonly name: string | undefined;
  /** What the caller pressed, said, or that they did not. Absent while the block asks. Never handed on as it is. */
  readonly result: string | undefined;
  readonly spoken: boolean;
}

/** Where a contact is in its flows: when its last blocks were logged, and which question is open. */
export interface InFlow {
  readonly times: readonly Instant[];
  readonly asks: string | undefined;
}

/** Lines come again, and now and then a post overtakes another: that many blocks back the one before is still found. */
const MOST_TIMES = 16;

/** The blocks that ask a caller: a key or a word, or a number to be typed. */
const ASKS = new Set(['GETUSERINPUT', 'GETCUSTOMERINPUT', 'GETPARTICIPANTINPUT', 'CONNECTPARTICIPANTWITHLEXBOT']);
const STORES = new Set(['STOREUSERINPUT', 'STORECUSTOMERINPUT']);
const MENU_KEY = /^[0-9*#]$/;
const SILENCE = /^(?:timeout|noinput|inputtimelimitexceeded)$/i;
const NO_MATCH = /^(?:nomatch|nomatchingcondition|nomatchingerror|default|fallbackintent|invalid)$/i;

export function blockIn(fields: Fields): Result<Block> {
  const contact = textIn(fields, 'contactid');
  const at = preciselyIn(fields, 'timestamp');
  if (contact === undefined || at === undefined) return refused('The line of the flow log has no ContactId or no Timestamp. Subscribe to the log group that Connect writes, with an empty filter.');
  const flow = nameInArn(textIn(fields, 'contactflowid'));
  const flowName = textIn(fields, 'contactflowname');
  const name = textIn(fields, 'identifier');
  const menu = flowName ?? flow ?? 'flow';
  const { results } = fields;
  const settings = Object.keys(objectIn(fields, 'parameters')).join(' ');
  return ok({
    contact, at, kind: (textIn(fields, 'contactflowmoduletype') ?? '').replaceAll(/[^a-z]/gi, '').toUpperCase(),
    node: name === undefined ? menu : `${menu}/${name}`.slice(0, 256), flow, flowName, name,
    result: typeof results === 'string' || typeof results === 'number' ? String(results) : undefined,
    spoken: /bot|lex/.test(settings),
  });
}

export function isQuestion({ kind }: Block): boolean {
  return ASKS.has(kind) || STORES.has(kind);
}

/**
 * What a block says. It is logged when it is done, so the caller met it when the block before was: the stay begins there.
 * Where the question is logged by itself and the answer again, both are one stay.
 */
export function factsOfBlock(block: Block, inFlow: InFlow | undefined): { readonly facts: Fact[]; readonly next: InFlow } {
  const { at, node, flow, flowName, result } = block;
  const seen = inFlow?.times ?? [];
  const times = [...new Set([...seen, at])].toSorted((a, b) => a - b).slice(-MOST_TIMES);
  if (!isQuestion(block)) return { facts: [], next: { times, asks: undefined } };
  const id = `${block.contact}:${flow ?? ''}:${block.name ?? ''}:${at}`;
  const before = seen.findLast((time) => time < at);
  // A moment after the block before: what was answered there comes first.
  const from = result === undefined || before === undefined ? at : before + 1;
  const isOpen = inFlow?.asks === node;
  const entered = fact('ivr.node.entered', `${id}:entered`, known<DataOf<'ivr.node.entered'>>({ node, menu: flowName, flow }), { time: from });
  const next = { times, asks: result === undefined ? node : undefined };
  return { facts: [...(isOpen ? [] : [entered]), ...(result === undefined ? [] : [answerOf(block, id, result)])], next };
}

function answerOf(block: Block, id: string, result: string): Fact {
  const { at: time, node, name } = block;
  if (SILENCE.test(result)) return fact('ivr.no-input', `${id}:no-input`, { node }, { time });
  if (NO_MATCH.test(result)) return fact('ivr.no-match', `${id}:no-match`, { node }, { time });
  if (STORES.has(block.kind)) return fact('ivr.input', `${id}:input`, known<DataOf<'ivr.input'>>({ node, kind: 'slot', slot: name, length: result.length }), { time });
  if (!block.spoken && MENU_KEY.test(result)) return fact('ivr.input', `${id}:input`, { node, kind: 'key', key: result }, { time });
  // An intent is named by whoever built the bot, but digits in it are the caller's.
  const kind = block.spoken || /\p{L}/u.test(result) ? 'speech' : 'slot';
  return fact('ivr.input', `${id}:input`, { node, kind, length: result.length }, { time });
}
