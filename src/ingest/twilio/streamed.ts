import type { Instant } from '../../domain/time.js';
import type { Fields } from '../../ports/signed-post.js';
import { asFields, isObject, type Json, type Streamed } from './event-stream.js';
import { instant } from './fields.js';
import { callIn, executionEnded, executionStarted, stepEnded } from './studio.js';
import { taskRouterTold } from './task-router.js';
import { ignored, refusal, type Told } from './told.js';
import { withExecution, type TwilioState } from './twilio-state.js';

/** Tells a call's report, with the stay in a queue that it belongs to looked up. */
export type TellCall = (state: TwilioState, report: { fields: Fields; hints: Fields; at: Instant; id: string }) => { state: TwilioState; told: Told };

/** One event of the stream: a copy of what Twilio posts elsewhere as a form, or Studio's own. */
export function streamedTold(state: TwilioState, { id, type, time, data }: Streamed, receivedAt: Instant, tellCall: TellCall): { state: TwilioState; told: Told } {
  const at = instant(time, receivedAt) ?? receivedAt;
  if (type.startsWith('com.twilio.taskrouter.')) {
    // The envelope's type says which event it is; in Twilio's samples the payload's is another.
    const fields = { ...asFields(isObject(data['payload']) ? data['payload'] : data), EventType: type.slice('com.twilio.taskrouter.'.length) };
    return { state, told: taskRouterTold(fields, receivedAt) };
  }
  if (type.startsWith('com.twilio.voice.status-callback.') || type.startsWith('com.twilio.voice.twiml.')) return webhookCopy(state, { id, type, data }, at, receivedAt, tellCall);
  const fields = asFields(data);
  switch (type) {
    case 'com.twilio.studio.flow.execution.started': {
      const [execution, call] = [fields['ExecutionSid'], callIn(fields)];
      const told = executionStarted(fields, receivedAt);
      return { state: told.is === 'facts' && execution !== undefined ? withExecution(state, execution, call ?? execution) : state, told };
    }
    case 'com.twilio.studio.flow.execution.ended':
      return { state, told: executionEnded(fields, receivedAt) };
    case 'com.twilio.studio.flow.step.ended':
      return { state, told: stepEnded(fields, state.executions, receivedAt) };
    default:
      return { state, told: ignored(type) };
  }
}

/** Voice events hold the request that Twilio made to the application, with its parameters and the address it went to. */
function webhookCopy(state: TwilioState, event: Pick<Streamed, 'id' | 'type' | 'data'>, at: Instant, receivedAt: Instant, tellCall: TellCall): { state: TwilioState; told: Told } {
  const { request, eventSid, timestamp, sid } = event.data;
  if (!isObject(request) || !isObject(request['parameters'])) return { state, told: refusal(`A ${event.type} holds no request with parameters`) };
  const parameters: Json = { CallSid: sid, ...request['parameters'] };
  const fields = Object.fromEntries(Object.entries(parameters).flatMap(([name, value]) => (typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [])));
  const happened = instant(typeof timestamp === 'string' ? timestamp : undefined, receivedAt) ?? at;
  const id = typeof eventSid === 'string' && eventSid !== '' ? eventSid.slice(0, 64) : event.id;
  return tellCall(state, { fields, hints: hintsIn(request['url'], event.type), at: happened, id });
}

/** A document's path is its place in the menu, unless `?node=` names it; a status callback asks for none. */
function hintsIn(address: unknown, type: string): Fields {
  if (typeof address !== 'string' || !URL.canParse(address)) return {};
  const { pathname, searchParams } = new URL(address);
  const isDocument = type.startsWith('com.twilio.voice.twiml.') && pathname !== '/';
  return { ...(isDocument ? { node: pathname.slice(0, 128) } : {}), ...Object.fromEntries(searchParams) };
}
