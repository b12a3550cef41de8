import type { Instant } from '../../domain/time.js';
import { MINUTE } from '../../domain/time.js';
import type { Fields } from '../../ports/signed-post.js';
import { fact, known, type Fact } from '../fact.js';
import { instant, sid, text } from './fields.js';
import { ignored, refusal, type Told } from './told.js';

/** For how long a step may wait for the start of its execution; Event Streams brings what was refused again for four hours. */
const PATIENCE = 10 * MINUTE;

/** An execution that a call has begun: the call is the contact. Of texts and chats the execution itself is. */
export function callIn(fields: Fields): string | undefined {
  const starter = sid(fields, 'StartedBy');
  return starter?.startsWith('CA') === true ? starter : undefined;
}

/** The id under which the log knows what started an execution: from it the server finds the call again after a restart. */
export const startedId = (execution: string): string => `${execution}:execution-started`;

export function executionStarted(fields: Fields, receivedAt: Instant): Told {
  const execution = sid(fields, 'ExecutionSid');
  if (execution === undefined) return refusal('A Studio execution names no execution_sid');
  const call = callIn(fields);
  const started = fact('contact.started', startedId(execution), known({ channel: call === undefined ? 'message' : 'voice', from: text(fields, 'ContactChannelAddress') }));
  return { is: 'facts', subject: call ?? execution, time: instant(fields['DateCreated'], receivedAt) ?? receivedAt, facts: [started] };
}

export function executionEnded(fields: Fields, receivedAt: Instant): Told {
  const execution = sid(fields, 'ExecutionSid');
  if (execution === undefined) return refusal('A Studio execution names no execution_sid');
  const call = callIn(fields);
  // A call may go on after its flow: in a queue, with an agent. It ends with its own status callback.
  const over = call === undefined ? fact('contact.ended', `${execution}:ended`, known({ by: 'system' as const, cause: text(fields, 'EndedReason') })) : fact('ivr.node.left', `${execution}:left`, {});
  return { is: 'facts', subject: call ?? execution, time: instant(fields['DateUpdated'], receivedAt) ?? receivedAt, facts: [over] };
}

/**
 * The end of one widget's step, which names the widget that follows: there the caller is now. It does not say what was pressed, only
 * that something was.
 */
export function stepEnded(fields: Fields, executions: ReadonlyMap<string, string>, receivedAt: Instant): Told {
  const execution = sid(fields, 'ExecutionSid');
  if (execution === undefined) return refusal('A Studio step names no execution_sid');
  const time = instant(fields['DateUpdated'], receivedAt) ?? instant(fields['DateCreated'], receivedAt) ?? receivedAt;
  const contact = callIn(fields) ?? executions.get(execution);
  if (contact === undefined) return unknownExecution(execution, receivedAt - time);
  const id = `${sid(fields, 'StepSid') ?? sid(fields, 'Sid') ?? `${execution}:${time}`}:step`;
  const facts = [...outcomeOf(text(fields, 'Name') ?? '', id), ...next(fields, id)];
  return facts.length === 0 ? ignored('a step without a caller\'s doing') : { is: 'facts', subject: contact, time, facts };
}

function unknownExecution(execution: string, age: number): Told {
  if (age < PATIENCE) return { is: 'early', reason: `The start of Studio execution ${execution} has not come in yet` };
  return refusal(`A step of Studio execution ${execution}, whose start never came in. Subscribe to com.twilio.studio.flow.execution.started too`);
}

/** What the caller did in the widget, by the name of the transition that it led to. */
function outcomeOf(name: string, id: string): readonly Fact[] {
  switch (name) {
    case 'keypress':
      return [fact('ivr.input', `${id}:input`, { kind: 'key' })];
    case 'speech':
      return [fact('ivr.input', `${id}:input`, { kind: 'speech' })];
    case 'timeout':
    case 'noInput':
      return [fact('ivr.no-input', `${id}:no-input`, {})];
    case 'noMatch':
      return [fact('ivr.no-match', `${id}:no-match`, {})];
    case 'recordingComplete':
      return [fact('voicemail.left', `${id}:voicemail`, {})];
    default:
      return [];
  }
}

/** Widgets in which no caller stays, by the names that Studio gives them. */
const PASSING = /^(?:trigger|ended|split|set_variables|http|function|run_function|run_subflow|send_message)(?:_|$)/i;

function next(fields: Fields, id: string): readonly Fact[] {
  const node = text(fields, 'TransitionedTo');
  if (node === undefined || PASSING.test(node)) return [];
  return [fact('ivr.node.entered', `${id}:entered`, known({ node, flow: sid(fields, 'FlowSid'), flowVersion: text(fields, 'FlowRevision') }))];
}
