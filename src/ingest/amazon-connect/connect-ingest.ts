import type { Problem } from '../../contract/session.js';
import type { Result } from '../../domain/result.js';
import type { Adapter, Left, Refusals } from '../../ports/adapter.js';
import type { Clock } from '../../ports/clock.js';
import type { Intake } from '../../ports/intake.js';
import { busy, said } from '../answer.js';
import type { Answer } from '../answer.js';
import { Reception } from '../reception.js';
import { documentsIn, MOST_DOCUMENTS, parseDocuments } from './documents.js';
import { answerOf, firehosePostIn, requestIdIn } from './firehose.js';
import type { FirehoseAnswer } from './firehose.js';
import { startConnect } from './state.js';
import type { ConnectState } from './state.js';
import { translateConnect } from './translate.js';

type Headers = Readonly<Record<string, unknown>>;

/** Of all records of a post together, in bytes: a buffer of 1 MB, of texts that CloudWatch packed to a tenth. */
const LARGEST_TOGETHER = 12 * 1_024 * 1_024;

/** Amazon Connect's two ways in: EventBridge posts one event, Firehose a batch of records. */
export class ConnectIngest implements Adapter {
  readonly name = 'amazon-connect';
  private readonly reception: Reception<ConnectState, readonly unknown[]>;

  constructor(intake: Intake, private readonly refusals: Refusals, private readonly clock: Clock) {
    this.reception = new Reception({ name: this.name, translate: translateConnect, start: startConnect }, intake, refusals);
  }

  /** EventBridge repeats what is answered with 429 or 5xx, and nothing else. */
  async event(source: string, body: unknown): Promise<Answer> {
    const documents = parseDocuments(typeof body === 'string' ? body : '');
    if (!documents.ok) {
      await this.refusals.refused(source, this.name, [{ index: 0, reason: documents.reason, sent: body }]);
      return said(400, { error: { what: documents.reason, do: 'Send the event as EventBridge has it, without an input transformer.' } } satisfies Problem);
    }
    if (documents.value.length > MOST_DOCUMENTS) return said(413, { error: { what: `The post holds more than ${MOST_DOCUMENTS} documents.`, do: 'Send them in several posts.' } } satisfies Problem);
    const taken = await this.reception.take(source, documents.value, (index) => documents.value[index]);
    if (!taken.ok) return busy(taken.reason);
    const { accepted, left } = taken.value;
    return said(accepted === 0 && left.length > 0 ? 400 : 200, { accepted, refused: left.map(({ index, reason }) => ({ index, reason })) });
  }

  /** Firehose repeats everything that is not answered with 200: what cannot be read is kept here instead. */
  async records(source: string, headers: Headers, body: unknown): Promise<Answer<FirehoseAnswer>> {
    const post = firehosePostIn(headers, body);
    if (!post.ok) {
      await this.refusals.refused(source, this.name, [{ index: 0, reason: post.reason, sent: body }]);
      return said(400, answerOf(requestIdIn(headers) ?? '', this.clock.now(), post.reason));
    }
    const { requestId, records } = post.value;
    const { documents, left, isTooMuch } = unpacked(records);
    if (isTooMuch) return said(413, answerOf(requestId, this.clock.now(), `The post holds more than ${MOST_DOCUMENTS} documents, or more than ${LARGEST_TOGETHER} bytes unpacked. Give the stream a smaller buffer.`));
    const taken = await this.reception.take(source, documents, (index) => documents[index], left);
    if (taken.ok) return said(200, answerOf(requestId, this.clock.now()));
    const { headers: wait, status } = busy(taken.reason);
    return said(status, answerOf(requestId, this.clock.now(), `Nothing was taken: ${taken.reason.reason}.`), wait);
  }

  retry(source: string, sent: unknown): Promise<Result<number>> {
    return this.reception.retry(source, [sent]);
  }
}

function unpacked(records: readonly unknown[]): { readonly documents: readonly unknown[]; readonly left: readonly Left[]; readonly isTooMuch: boolean } {
  const documents: unknown[] = [];
  const left: Left[] = [];
  let bytes = 0;
  for (const [index, record] of records.entries()) {
    const read = documentsIn((record as { readonly data?: unknown } | null)?.data);
    if (!read.ok) {
      left.push({ index, reason: read.reason, sent: null });
      continue;
    }
    bytes += read.value.bytes;
    for (const document of read.value.documents) documents.push(document);
    if (documents.length > MOST_DOCUMENTS || bytes > LARGEST_TOGETHER) return { documents: [], left: [], isTooMuch: true };
  }
  return { documents, left, isTooMuch: false };
}
