import type { NodePurpose } from '../../domain/event.js';
import { fact, known } from '../fact.js';
import type { DataOf, Fact } from '../fact.js';
import { instantIn, textIn, wordIn } from './fields.js';
import type { Parting, Way } from './together.js';
import type { Told } from './told.js';

/** Flows that no customer is in. */
const BEHIND_THE_SCENES = new Set(['WORKFLOW', 'WORKITEM', 'COMMONMODULE']);

/** Undefined: no flow that a customer meets, or one without an id. */
export function flowIn({ body }: Told): { readonly id: string; readonly purpose: NodePurpose } | undefined {
  const id = textIn(body, 'flowId');
  const type = wordIn(body, 'flowType') ?? '';
  if (id === undefined || BEHIND_THE_SCENES.has(type)) return undefined;
  if (type.startsWith('INQUEUE')) return { id, purpose: 'in-queue' };
  return { id, purpose: type === 'VOICESURVEY' || type === 'SURVEYINVITE' ? 'survey' : 'route' };
}

/** One flow is one node: what is chosen within it is not told. */
export function factsOfFlow(told: Told): Fact[] {
  const flow = flowIn(told);
  if (flow === undefined) return [];
  const { session, participant: leg, kind, body, at } = told;
  const { id: node, purpose } = flow;
  // A bot within a flow shares its session.
  const name = `${session}:${node}`;
  if (kind === 'flow.start') {
    const data = known<DataOf<'ivr.node.entered'>>({ node, flow: node, flowVersion: textIn(body, 'flowVersion'), purpose, leg });
    return [fact('ivr.node.entered', `${name}:${at}:entered`, data)];
  }
  const reason = wordIn(body, 'exitReason') ?? '';
  const failed = reason.startsWith('FLOW_ERROR') ? [fact('ivr.outcome', `${name}:${at}:failed`, { name: 'flow', result: 'failure' })] : [];
  const misheard = reason.startsWith('RECOGNITION_FAILURE') ? [fact('ivr.no-match', `${name}:${at}:no-match`, { node })] : [];
  return [...misheard, ...failed, fact('ivr.node.left', `${name}:${at}:left`, known<DataOf<'ivr.node.left'>>({ node, leg }))];
}

export function outcomeIn({ session, at, body }: Told): Fact[] {
  const name = textIn(body, 'flowOutcomeId');
  const result = wordIn(body, 'flowOutcomeValue');
  if (name === undefined || (result !== 'SUCCESS' && result !== 'FAILURE')) return [];
  return [fact('ivr.outcome', `${session}:${name}:outcome`, { name, result: result === 'SUCCESS' ? 'success' : 'failure' }, { time: instantIn(body, 'flowOutcomeEndTime') ?? at })];
}

/** Where a flow that callers hear in a queue leads when it is over. */
export function wayIn(told: Told): Way | undefined {
  const { at, body } = told;
  if (flowIn(told)?.purpose !== 'in-queue') return undefined;
  if (hangsUp(told)) return { at, reason: 'unavailable' };
  const to = wordIn(body, 'transferType') ?? '';
  if (to.endsWith('VOICEMAIL')) return { at, reason: 'voicemail' };
  return ['USER', 'GROUP', 'NUMBER'].includes(to) ? { at, reason: 'transferred' } : undefined;
}

export function partingIn(told: Told): Parting | undefined {
  return hangsUp(told) ? { at: told.at, by: 'system' } : undefined;
}

function hangsUp({ body }: Told): boolean {
  const reason = wordIn(body, 'exitReason');
  return reason !== undefined && reason !== 'DISCONNECT' && reason.endsWith('_DISCONNECT');
}
