import type { RecoveryCall } from '../contract/board.js';
import type { Reader } from '../domain/reader.js';
import { ok, refused } from '../domain/result.js';
import { notHere, wrong } from './answer.js';
import type { Answer } from './answer.js';
import type { ApiParts } from './parts.js';

/** Has someone on the list called: the agent's phone first, then theirs. What comes of it, the list tells. */
export async function callBack({ board, callBacks }: ApiParts, id: string, body: unknown, reader: Reader): Promise<Answer<RecoveryCall>> {
  const line = board.recoveryFor(reader).find((each) => each.id === id);
  if (!line) return notHere('This person is not on the recovery list.', 'Load the list again: they may have been served or reached meanwhile, or are outside what you may see.');
  const agent = agentIn(body);
  if (agent === null) return wrong('"agent" is no agent\'s id.', 'Leave it out to be called yourself, or name whose phone rings first.');
  const call = await callBacks.call(line, reader, agent);
  if (!call.ok) return refused(call.reason);
  const { contact, by, agent: whose, madeAt: at } = call.value;
  return ok({ id: call.value.id, contact, by, ...(whose === undefined ? {} : { agent: whose }), at });
}

function agentIn(body: unknown): string | undefined | null {
  const agent = (body as { readonly agent?: unknown } | null | undefined)?.agent;
  if (agent === undefined) return undefined;
  return typeof agent === 'string' && agent !== '' && agent.length <= 256 ? agent : null;
}
